import { css, html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Upload } from "../contract";
import { look } from "../design/look";
import { deleteUpload, retryUpload } from "../live/administration";
import { messageOf } from "../live/problem";
import { t } from "../strings/strings";
import { instant, uploadStanding } from "./words";
import "../design/state-pill";

/** Captions on their way to YouTube, with what can be done about each. Sends `changed`. */
export class UploadList extends LitElement {
  static override properties = { uploads: { attribute: false }, problem: { state: true } };

  declare uploads: readonly Upload[];
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
    this.uploads = [];
    this.problem = "";
  }

  override render() {
    return html`${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
      <ul>
        ${repeat(this.uploads, ({ id }) => id, (upload) => this.renderUpload(upload))}
      </ul>`;
  }

  private renderUpload(upload: Upload) {
    const { id, videoId, language, name, state, error, goesAt, createdAt } = upload;
    const { mood, text } = uploadStanding(upload);
    const title = `${videoId} · ${language}${name ? ` · ${name}` : ""}`;
    return html`<li>
      <div class="what">
        <bdi>${title}</bdi>
        <small>${error ?? (goesAt ? t("uploadGoes", { when: instant(goesAt) }) : instant(createdAt))}</small>
      </div>
      <lc-state mood=${mood} text=${text}></lc-state>
      ${state === "failed" || state === "parked"
        ? html`<button
            aria-label=${t("retryNamed", { name: title })}
            @click=${() => this.act(() => retryUpload(id))}>${t("retry")}</button>`
        : nothing}
      ${state === "done"
        ? nothing
        : html`<button
            aria-label=${t("removeNamed", { name: title })}
            @click=${() => this.act(() => deleteUpload(id))}>${t("remove")}</button>`}
    </li>`;
  }

  private async act(action: () => Promise<unknown>): Promise<void> {
    this.problem = "";
    try {
      await action();
    } catch (error) {
      this.problem = messageOf(error);
    }
    this.dispatchEvent(new CustomEvent("changed"));
  }
}

customElements.define("lc-uploads", UploadList);
