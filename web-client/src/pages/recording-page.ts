import { css, html, LitElement, nothing } from "lit";
import type { Session } from "../contract";
import { look } from "../design/look";
import { messageOf } from "../live/problem";
import { ServerError } from "../live/http";
import { getSession } from "../live/server";
import { isBettered, isEnded } from "../live/session-ends";
import { standingOf, summaryOf } from "../library/session-summary";
import { t } from "../strings/strings";
import "../design/disclosure";
import type { Disclosure } from "../design/disclosure";
import "../design/quality-link";
import "../design/state-pill";
import "../library/editor-view";
import "../library/upload-panel";
import "../studio/download-menu";
import "../watch/key-form";
import "./page-header";

/** What was said once, with its sound, to read, hear and put right: the page at `/library/{id}`. */
export class RecordingPage extends LitElement {
  static override properties = {
    sessionId: {},
    session: { state: true },
    refusal: { state: true },
    wantsKey: { state: true },
    uploads: { state: true },
  };

  declare sessionId: string;
  declare private session: Session | undefined;
  /** Why the session is not shown. */
  declare private refusal: string;
  declare private wantsKey: boolean;
  /** Whether uploads are looked at. */
  declare private uploads: boolean;

  static override styles = [
    look,
    css`
      main {
        display: grid;
        grid-template-rows: auto minmax(0, 1fr) auto;
        gap: var(--space-3);
        max-width: 96rem;
        margin: 0 auto;
        padding: var(--space-2) var(--space-4) var(--space-4);
      }
      main.alone {
        max-width: var(--narrow);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
      }
      .title {
        flex: 1 1 12rem;
        min-width: 0;
      }
      .title p {
        color: var(--quiet);
        font-size: var(--small);
      }
      .content {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        align-content: start;
      }
      @media (min-width: 60rem) {
        lc-editor {
          height: calc(100dvh - 13rem);
          min-height: 26rem;
          grid-template-rows: auto minmax(0, 1fr);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.refusal = "";
    this.wantsKey = false;
    this.uploads = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${t("library")} – LiveCaptions`;
    void this.load();
  }

  override render() {
    return html`<lc-header></lc-header>${this.session ? this.renderSession(this.session) : this.renderAlone()}`;
  }

  private renderAlone() {
    return html`<main class="alone">
      <h1>${t("library")}</h1>
      ${this.refusal
        ? html`<p class="note bad" role="alert">${this.refusal}</p>
            ${this.wantsKey ? html`<lc-key @key=${this.load}></lc-key>` : html`<p><a href="/library">${t("libraryBack")}</a></p>`}`
        : html`<p class="quiet" role="status">${t("connecting")}</p>`}
    </main>`;
  }

  private renderSession(session: Session) {
    const { mood, text } = standingOf(session);
    const id = encodeURIComponent(session.id);
    return html`<main>
      <header>
        <div class="title">
          <h1 dir="auto">${session.title || t("untitled")}</h1>
          <p>${summaryOf(session)}</p>
        </div>
        <lc-state mood=${mood} text=${text}></lc-state>
        <a class="button" href="/studio/${id}">${t("libraryStudio")}</a>
        <a class="button" href="/watch/${id}">${t("libraryWatch")}</a>
        <lc-quality-link .sessionId=${session.id}></lc-quality-link>
        <lc-downloads .sessionId=${session.id}></lc-downloads>
      </header>
      <div class="content">
        ${isEnded(session) ? nothing : html`<p class="note" role="status">${t("libraryStillLive")}</p>`}
        ${isBettered(session) ? html`<p class="note" role="status">${t("betterComing")}</p>` : nothing}
        <lc-editor .session=${session} .cueId=${decodeURIComponent(location.hash.slice(1))}></lc-editor>
      </div>
      <lc-disclosure label=${t("uploadTitle")} @toggle=${(event: Event) => (this.uploads = (event.target as Disclosure).open)}>
        ${this.uploads ? html`<lc-upload-panel .sessionId=${session.id} .spoken=${session.language ?? ""}></lc-upload-panel>` : nothing}
      </lc-disclosure>
    </main>`;
  }

  private readonly load = async (): Promise<void> => {
    this.refusal = "";
    try {
      this.session = await getSession(this.sessionId);
      document.title = `${this.session.title || t("untitled")} – LiveCaptions`;
    } catch (error) {
      this.refusal = messageOf(error);
      this.wantsKey = error instanceof ServerError && error.needsKey;
    }
  };
}

customElements.define("lc-recording", RecordingPage);
