import { css, html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Job } from "../contract";
import { look } from "../design/look";
import { retryJob } from "../live/administration";
import { messageOf } from "../live/problem";
import { t } from "../strings/strings";
import { instant, jobName, jobStanding } from "./words";
import "../design/state-pill";

/** The server's work that survives it, the newest first. Sends `changed`. */
export class JobList extends LitElement {
  static override properties = { jobs: { attribute: false }, problem: { state: true } };

  declare jobs: readonly Job[];
  declare private problem: string;

  static override styles = [
    look,
    css`
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
        padding: var(--space-2) 0;
        border-top: 1px solid var(--line);
      }
      .what {
        flex: 1 1 14rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .what small {
        display: block;
        color: var(--quiet);
      }
      button {
        min-height: 2.25rem;
        padding: 0.2rem var(--space-3);
        font-size: var(--small);
      }
    `,
  ];

  constructor() {
    super();
    this.jobs = [];
    this.problem = "";
  }

  override render() {
    return html`${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
      ${this.jobs.length === 0 ? html`<p class="quiet">${t("jobsNone")}</p>` : nothing}
      <ul>
        ${repeat(this.jobs, ({ id }) => id, (job) => this.renderJob(job))}
      </ul>`;
  }

  private renderJob(job: Job) {
    const { mood, text } = jobStanding(job);
    const name = `${jobName(job)} ${job.id}`;
    return html`<li>
      <div class="what">
        ${job.session ? html`<a href="/library/${encodeURIComponent(job.session)}">${name}</a>` : name}
        <small>${instant(job.createdAt)}${job.message ? ` · ${job.message}` : ""}</small>
      </div>
      <lc-state mood=${mood} text=${text}></lc-state>
      ${job.state === "dead" || job.state === "cancelled"
        ? html`<button aria-label=${t("retryNamed", { name })} @click=${() => this.retry(job.id)}>${t("retry")}</button>`
        : nothing}
    </li>`;
  }

  private async retry(id: number): Promise<void> {
    this.problem = "";
    try {
      await retryJob(id);
    } catch (error) {
      this.problem = messageOf(error);
    }
    this.dispatchEvent(new CustomEvent("changed"));
  }
}

customElements.define("lc-jobs", JobList);
