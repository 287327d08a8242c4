import { css, html, LitElement, nothing } from "lit";
import type { Session } from "../contract";
import { watchLink } from "../live/links";
import { messageOf } from "../live/problem";
import { finishSession, getSession } from "../live/server";
import { isEnded } from "../live/session-ends";
import { look } from "../design/look";
import { importStanding } from "./import-standing";
import "../captions/caption-panel";
import "../notices/notice-list";
import "../retention/retention-note";
import "../design/state-pill";

const pollPeriod = 1000;

/** A file or link that the server captions by itself: how far it is, its captions, its end. Sends `again` when another is wanted. */
export class ImportView extends LitElement {
  static override properties = { session: { attribute: false }, problem: { state: true }, ending: { state: true } };

  declare session: Session;
  declare private problem: string;
  declare private ending: boolean;
  private timer: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    look,
    css`
      main {
        display: flex;
        flex-direction: column;
        gap: 1rem;
        max-width: 60rem;
        height: 100dvh;
        min-height: 34rem;
        margin: 0 auto;
        padding: 1rem;
      }
      header {
        justify-content: space-between;
      }
      progress {
        width: 100%;
        height: 0.75rem;
        accent-color: var(--accent);
      }
      .source {
        overflow-wrap: anywhere;
      }
      lc-captions {
        flex: 1;
      }
    `,
  ];

  constructor() {
    super();
    this.problem = "";
    this.ending = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setTimeout(this.look, pollPeriod);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  override render() {
    const { mood, text } = importStanding(this.session);
    const { progress, state } = this.session;
    return html`<main>
      <header class="row">
        <h1>${this.session.title || "Captions"}</h1>
        <div class="row">
          <lc-state mood=${mood} text=${text}></lc-state>
          ${isEnded(this.session)
            ? html`<button class="primary" @click=${this.again}>New session</button>`
            : html`<button class="stop" ?disabled=${this.ending} @click=${this.cancel}>${this.session.live ? "Stop" : "Cancel"}</button>`}
        </div>
      </header>
      <p class="quiet source">${this.session.source}</p>
      ${isEnded(this.session) || this.session.live
        ? nothing
        : progress === undefined
          ? html`<progress aria-label="Progress"></progress>`
          : html`<progress aria-label="Progress" .value=${progress}></progress>`}
      ${state === "failed" ? html`<p class="note bad" role="alert">${this.session.message ?? "The server could not caption it."}</p>` : nothing}
      ${state === "finished" && this.session.message ? html`<p class="note" role="status">${this.session.message}</p>` : nothing}
      ${this.problem ? html`<p class="note" role="status">${this.problem}</p>` : nothing}
      <p><a href=${watchLink(this.session.id)}>Page for viewers</a></p>
      <lc-notices .session=${this.session}></lc-notices>
      <lc-retention .session=${this.session}></lc-retention>
      <lc-captions session-id=${this.session.id} author></lc-captions>
    </main>`;
  }

  private readonly look = async (): Promise<void> => {
    try {
      this.session = await getSession(this.session.id);
      this.problem = "";
    } catch (error) {
      this.problem = messageOf(error);
    }
    if (this.isConnected && !isEnded(this.session)) {
      this.timer = setTimeout(this.look, pollPeriod);
    }
  };

  private async cancel(): Promise<void> {
    this.ending = true;
    try {
      this.session = await finishSession(this.session.id);
    } catch (error) {
      this.ending = false;
      this.problem = messageOf(error);
    }
  }

  private again(): void {
    this.dispatchEvent(new CustomEvent("again"));
  }
}

customElements.define("lc-import", ImportView);
