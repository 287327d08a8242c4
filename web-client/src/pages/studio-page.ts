import { css, html, LitElement, nothing } from "lit";
import type { LevelMeter } from "../capture/level-meter";
import type { Session, SessionRequest } from "../contract";
import { keepAccessKey } from "../live/access-key";
import { watchLink } from "../live/links";
import { messageOf } from "../live/problem";
import { importFile, importLink, ServerError } from "../live/server";
import type { PublisherStatus } from "../live/sound-publisher";
import { Broadcast } from "./broadcast";
import { look } from "../design/look";
import type { StartKind } from "./start-form";
import type { Standing } from "../design/state-pill";
import "../captions/caption-panel";
import "../capture/level-meter";
import "../notices/notice-list";
import "../retention/retention-note";
import "../sinks/sink-panel";
import "./import-view";
import "./start-form";
import "../design/state-pill";

/** Speak and see the captions: the page at `/`. */
export class StudioPage extends LitElement {
  static override properties = {
    broadcast: { state: true },
    imported: { state: true },
    sent: { state: true },
    status: { state: true },
    session: { state: true },
    starting: { state: true },
    problem: { state: true },
    wantsKey: { state: true },
    copied: { state: true },
  };

  declare private broadcast: Broadcast | undefined;
  declare private imported: Session | undefined;
  /** How much of an upload is at the server, 0 to 1. */
  declare private sent: number | undefined;
  declare private status: PublisherStatus | undefined;
  declare private session: Session | undefined;
  declare private starting: boolean;
  declare private problem: string;
  declare private wantsKey: boolean;
  declare private copied: boolean;

  static override styles = [
    look,
    css`
      main {
        display: flex;
        flex-direction: column;
        gap: 1rem;
        max-width: 60rem;
        margin: 0 auto;
        padding: 1rem;
      }
      main.on {
        height: 100dvh;
        min-height: 34rem;
      }
      header {
        justify-content: space-between;
      }
      main.start {
        max-width: 36rem;
        padding-top: clamp(1rem, 8vh, 5rem);
      }
      .start h1 {
        font-size: 1.75rem;
      }
      .share {
        flex: 1 1 16rem;
        gap: 0.5rem;
        flex-wrap: nowrap;
      }
      .share input {
        min-width: 0;
      }
      lc-level {
        flex: 1 1 10rem;
      }
      lc-captions {
        flex: 1;
      }
    `,
  ];

  constructor() {
    super();
    this.starting = false;
    this.problem = "";
    this.wantsKey = false;
    this.copied = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("beforeunload", this.warn);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeunload", this.warn);
  }

  override render() {
    if (this.imported) {
      return html`<lc-import .session=${this.imported} @again=${this.again}></lc-import>`;
    }
    return this.broadcast ? this.renderProgramme(this.broadcast) : this.renderStart();
  }

  private renderStart() {
    return html`<main class="start">
      <h1>LiveCaptions</h1>
      <p>Speak, and read along a second later. The sound goes to this server only.</p>
      ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
      <lc-start-form .busy=${this.starting} .doing=${this.doing} .wantsKey=${this.wantsKey} @start=${this.onStart}></lc-start-form>
    </main>`;
  }

  private renderProgramme({ session }: Broadcast) {
    const { mood, text } = this.standing();
    const sending = !this.isOver;
    return html`<main class="on">
      <header class="row">
        <h1>${session.title || "Live captions"}</h1>
        <div class="row">
          <lc-state mood=${mood} text=${text}></lc-state>
          ${sending
            ? html`<button class="stop" ?disabled=${this.status?.state === "closing"} @click=${this.stop}>Stop</button>`
            : html`<button class="primary" @click=${this.again}>New session</button>`}
        </div>
      </header>
      ${this.renderNotes()}
      <div class="row">
        <lc-level ?hidden=${!sending}></lc-level>
        <div class="row share">
          <input readonly aria-label="Link for viewers" .value=${watchLink(session.id)} @focus=${selectAll} />
          <button @click=${this.copyLink}>${this.copied ? "Copied" : "Copy link"}</button>
        </div>
      </div>
      <lc-sinks session-id=${session.id} ?hidden=${!sending}></lc-sinks>
      <lc-notices .session=${this.session}></lc-notices>
      <lc-retention .session=${this.session ?? session}></lc-retention>
      <lc-captions session-id=${session.id} author @session=${this.onSession}></lc-captions>
    </main>`;
  }

  private renderNotes() {
    const { state, message, lost = 0, fleeting } = this.status ?? {};
    const seconds = Math.round(lost);
    return html`
      ${state === "failed" ? html`<p class="note bad" role="alert">${message}</p>` : nothing}
      ${state === "reconnecting"
        ? html`<p class="note" role="status">The connection is lost. ${fleeting
            ? "What is said now is not captioned: wait until it is back."
            : "Go on speaking: what is said is kept and sent when it is back."}</p>`
        : nothing}
      ${seconds > 0
        ? html`<p class="note">${seconds} seconds of sound were lost: ${fleeting ? "there was no connection" : "the interruption was too long"}.</p>`
        : nothing}
    `;
  }

  private get doing(): string {
    return this.sent === undefined ? "Starting…" : `Sending ${Math.round(100 * this.sent)} %…`;
  }

  private get isOver(): boolean {
    return this.status?.state === "closed" || this.status?.state === "failed";
  }

  private standing(): Standing {
    switch (this.status?.state) {
      case "live":
        return { mood: "good", text: "live" };
      case "reconnecting":
        return { mood: "bad", text: "reconnecting…" };
      case "closing":
        return { mood: "busy", text: "finishing…" };
      case "failed":
        return { mood: "bad", text: "stopped" };
      case "closed":
        return this.session?.state === "finished" ? { mood: "quiet", text: "finished" } : { mood: "busy", text: "finishing…" };
      default:
        return { mood: "busy", text: "connecting…" };
    }
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

  private async begin({ request, source, file, url, live }: StartDetail): Promise<void> {
    if (source === "upload") {
      this.imported = await importFile(file!, request, (share) => (this.sent = share));
    } else if (source === "link") {
      this.imported = await importLink(url!, live ?? false, request);
    } else {
      this.broadcast = await Broadcast.start(request, source, file, {
        changed: (status) => (this.status = status),
        samples: (samples, rate) => this.renderRoot.querySelector<LevelMeter>("lc-level")?.hear(samples, rate),
      });
    }
  }

  private onSession({ detail }: CustomEvent<Session>): void {
    this.session = detail;
  }

  private stop(): void {
    void this.broadcast?.stop();
  }

  private again(): void {
    this.broadcast = this.imported = this.status = this.session = undefined;
  }

  private async copyLink(): Promise<void> {
    await navigator.clipboard.writeText(watchLink(this.broadcast!.session.id));
    this.copied = true;
    setTimeout(() => (this.copied = false), 2000);
  }

  private readonly warn = (event: BeforeUnloadEvent): void => {
    if ((this.broadcast && !this.isOver) || this.sent !== undefined) {
      event.preventDefault();
    }
  };
}

/** Detail of the form's `start` event. */
export interface StartDetail {
  request: SessionRequest;
  source: StartKind;
  file?: File;
  url?: string;
  /** The address is a live stream. */
  live?: boolean;
  key?: string;
}

function selectAll(event: FocusEvent): void {
  (event.target as HTMLInputElement).select();
}

customElements.define("lc-studio", StudioPage);
