import { css, html, LitElement, nothing } from "lit";
import type { SessionRequest } from "../contract";
import { look } from "../design/look";
import { keepAccessKey } from "../live/access-key";
import { forgetSession, keepCreated, keptSessions, type KeptSession } from "../live/kept-sessions";
import { messageOf } from "../live/problem";
import { ServerError } from "../live/http";
import { importFile, importLink } from "../live/imports";
import { createSession } from "../live/server";
import { t } from "../strings/strings";
import { Broadcast } from "../studio/broadcast";
import type { StartDetail } from "./start-form";
import { openStudio } from "./open-studio";
import "../design/disclosure";
import "./page-header";
import "./start-form";

/** Sessions of this device that are listed at once. */
const listed = 8;

/** The page at `/`: choose where the sound comes from, press Start, read along. */
export class HomePage extends LitElement {
  static override properties = {
    sent: { state: true },
    starting: { state: true },
    problem: { state: true },
    wantsKey: { state: true },
    kept: { state: true },
  };

  /** How much of an upload is at the server, 0 to 1. */
  declare private sent: number | undefined;
  declare private starting: boolean;
  declare private problem: string;
  declare private wantsKey: boolean;
  declare private kept: readonly KeptSession[];

  static override styles = [
    look,
    css`
      main {
        display: grid;
        gap: var(--space-4) var(--space-6);
        max-width: var(--wide);
        margin: 0 auto;
        padding: var(--space-2) var(--space-4) var(--space-6);
      }
      h1 {
        font-size: clamp(1.6rem, 1.2rem + 2vw, 2.6rem);
        line-height: 1.15;
        letter-spacing: -0.02em;
        text-wrap: balance;
      }
      .lead {
        margin-top: var(--space-2);
        color: var(--quiet);
        font-size: 1.05rem;
        text-wrap: pretty;
      }
      .start {
        display: grid;
        gap: var(--space-3);
        align-content: start;
      }
      ol {
        display: none;
        gap: var(--space-3);
        margin: var(--space-5) 0 0;
        padding: 0;
        list-style: none;
        counter-reset: step;
      }
      ol li {
        display: flex;
        gap: var(--space-3);
        align-items: baseline;
        counter-increment: step;
      }
      ol li::before {
        flex: none;
        width: 1.75rem;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent);
        font-weight: 700;
        line-height: 1.75rem;
        text-align: center;
        content: counter(step);
      }
      .kept ul {
        display: grid;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .kept li {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        border-top: 1px solid var(--line);
      }
      .kept a {
        flex: 1;
        min-width: 0;
        padding: var(--space-2) 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .kept .quiet {
        font-size: var(--small);
      }
      @media (min-width: 60rem) {
        main {
          grid-template-columns: 1fr minmax(30rem, 1.1fr);
          padding-top: clamp(1rem, 8vh, 5rem);
        }
        ol {
          display: grid;
        }
        .start {
          grid-row: span 2;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.starting = false;
    this.problem = "";
    this.wantsKey = false;
    this.kept = keptSessions();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = "LiveCaptions";
    window.addEventListener("beforeunload", this.warn);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeunload", this.warn);
  }

  override render() {
    return html`<lc-header></lc-header>
      <main>
        <div>
          <h1>${t("homeTitle")}</h1>
          <p class="lead">${t("homeLead")}</p>
          <ol>
            <li>${t("homeStep1")}</li>
            <li>${t("homeStep2")}</li>
            <li>${t("homeStep3")}</li>
          </ol>
        </div>
        <div class="start">
          ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
          <lc-start-form
            .busy=${this.starting}
            .doing=${this.doing}
            .wantsKey=${this.wantsKey}
            .told=${this.problem !== ""}
            @start=${this.onStart}
          ></lc-start-form>
        </div>
        ${this.kept.length > 0 ? this.renderKept() : nothing}
      </main>`;
  }

  private renderKept() {
    return html`<section class="kept">
      <lc-disclosure label=${t("yourSessions")} hint=${t("onThisDevice")} open>
        <ul>
          ${this.kept.slice(0, listed).map(
            (session) =>
              html`<li>
                <a href="/studio/${encodeURIComponent(session.id)}"
                  >${session.title || t("untitled")} <span class="quiet">${dayOf(session)}</span></a
                >
                <button
                  class="plain"
                  aria-label=${t("forgetSessionNamed", { title: session.title || dayOf(session) })}
                  @click=${() => this.forget(session)}
                >
                  ${t("forget")}
                </button>
              </li>`,
          )}
        </ul>
      </lc-disclosure>
    </section>`;
  }

  private get doing(): string {
    return this.sent === undefined ? t("starting") : t("sending", { share: Math.round(100 * this.sent) });
  }

  private forget({ id }: KeptSession): void {
    forgetSession(id);
    this.kept = keptSessions();
  }

  private async onStart({ detail }: CustomEvent<StartDetail>): Promise<void> {
    this.starting = true;
    this.problem = "";
    if (detail.key) {
      keepAccessKey(detail.key);
    }
    try {
      await this.begin(detail);
    } catch (error) {
      this.wantsKey ||= error instanceof ServerError && error.needsKey;
      this.problem = messageOf(error);
    } finally {
      this.starting = false;
      this.sent = undefined;
    }
  }

  private async begin({ request, source, deviceId, file, url, live }: StartDetail): Promise<void> {
    if (source === "upload" || source === "link") {
      const imported =
        source === "upload"
          ? await importFile(file!, request, (share) => (this.sent = share))
          : await importLink(url!, live ?? false, request);
      keepCreated(imported);
      await openStudio(this, imported.id);
    } else if (source === "obs") {
      await openStudio(this, (await make(request)).id);
    } else {
      const broadcast = await Broadcast.start({ kind: source, ...(file ? { file } : {}), ...(deviceId ? { deviceId } : {}) }, () =>
        make(request),
      );
      await openStudio(this, broadcast.sessionId, broadcast);
    }
  }

  private readonly warn = (event: BeforeUnloadEvent): void => {
    if (this.sent !== undefined) {
      event.preventDefault();
    }
  };
}

/** A session that this device finds again. */
async function make(request: SessionRequest) {
  const session = await createSession(request);
  keepCreated(session);
  return session;
}

function dayOf({ createdAt }: KeptSession): string {
  return new Date(createdAt).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
}

customElements.define("lc-home", HomePage);
