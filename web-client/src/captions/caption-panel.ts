import { css, html, LitElement, nothing } from "lit";
import { captionFormats, type Cue, type Session } from "../contract";
import { emotionChanges, type EmotionMarks } from "../emotions/emotion-changes";
import { EmotionSwitch } from "../emotions/emotion-switch";
import { CaptionFeed, type FeedState } from "../live/caption-feed";
import { captionsAddress } from "../live/server";
import { isEnded } from "../live/session-ends";
import { look } from "../design/look";
import { CueList } from "./cue-list";
import { plainText } from "./paragraphs";
import { TypeSize } from "./type-size";
import "./announcer";
import "./history-view";
import "./live-view";

const noEmotions: EmotionMarks = new Map();

/** A session's captions with all that a reader wants: live lines, transcript, size, copy, files. */
export class CaptionPanel extends LitElement {
  static override properties = { sessionId: { attribute: "session-id" }, loaded: { state: true }, copied: { state: true }, loading: { state: true } };

  declare sessionId: string;
  declare private loaded: boolean;
  declare private copied: boolean;
  /** Whether earlier captions are still to come. */
  declare private loading: boolean;
  private readonly cues = new CueList();
  private readonly size = new TypeSize();
  private readonly emotions = new EmotionSwitch();
  private marks: { of: readonly Cue[]; marks: EmotionMarks } = { of: [], marks: noEmotions };
  private feed: CaptionFeed | undefined;
  private over = false;

  static override styles = [
    look,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: 0.75rem;
        min-height: 0;
        container-type: inline-size;
      }
      lc-history {
        flex: 1 0 9rem;
      }
      .tools {
        justify-content: space-between;
      }
      .tools button,
      .tools .button {
        padding: 0.3rem 0.8rem;
      }
      @container (max-width: 32rem) {
        .tools,
        .tools .row {
          gap: 0.35rem;
        }
        .tools button,
        .tools .button {
          padding: 0.3rem 0.55rem;
          font-size: 0.9rem;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.loaded = false;
    this.copied = false;
    this.loading = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.feed = new CaptionFeed(this.sessionId, {
      state: (state, message) => this.tell(state, message),
      snapshot: (snapshot) => {
        this.cues.applySnapshot(snapshot);
        this.take(snapshot.session);
        this.loaded = true;
      },
      older: (cues) => this.cues.applyOlder(cues) && this.requestUpdate(),
      loading: (isLoading) => (this.loading = isLoading),
      cue: (cue) => this.cues.apply(cue) && this.requestUpdate(),
      session: (session) => this.take(session),
      speaker: (speaker) => this.cues.rename(speaker) && this.requestUpdate(),
    });
    this.feed.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.feed?.stop();
  }

  override render() {
    const { finals, interims } = this.cues;
    const emotions = this.shownEmotions(finals);
    return html`
      <div class="row tools">
        <div class="row" role="group" aria-label="Size of the captions">
          <button aria-label="Smaller captions" ?disabled=${!this.size.canShrink} @click=${() => this.resize(-1)}>A−</button>
          <button aria-label="Larger captions" ?disabled=${!this.size.canGrow} @click=${() => this.resize(1)}>A+</button>
          <button aria-label="Copy the text" ?disabled=${finals.length === 0 || this.loading} @click=${this.copy}>${this.copied ? "Copied" : "Copy"}</button>
          ${this.renderSwitch()}
        </div>
        <div class="row" role="group" aria-label="Captions as files">
          ${captionFormats.map(
            (format) => html`<a class="button" href=${captionsAddress(this.sessionId, format)} download="captions-${this.sessionId}.${format}"
              ><span class="unseen">Download </span>${format.toUpperCase()}</a
            >`,
          )}
        </div>
      </div>
      <lc-history
        .style=${`--caption-scale: ${this.size.scale}`}
        .finals=${finals}
        .emotions=${emotions}
        .sessionId=${this.sessionId}
        ?loading=${this.loading}
      ></lc-history>
      <lc-live-view ?hidden=${this.over} .style=${`--caption-scale: ${this.size.scale}`} .finals=${finals} .interims=${interims}></lc-live-view>
      <lc-announcer .finals=${finals} .emotions=${emotions} .ready=${this.loaded}></lc-announcer>
      <span class="unseen" role="status">${this.copied ? "The text is in the clipboard." : ""}</span>
    `;
  }

  /** Offered where there are emotions only. */
  private renderSwitch() {
    return this.marksOf(this.cues.finals).size === 0
      ? nothing
      : html`<label class="check" title="How it sounds, as the program guesses">
          <input type="checkbox" .checked=${this.emotions.isOn} @change=${this.switchEmotions} />Emotions
        </label>`;
  }

  private shownEmotions(finals: readonly Cue[]): EmotionMarks {
    return this.emotions.isOn ? this.marksOf(finals) : noEmotions;
  }

  private marksOf(finals: readonly Cue[]): EmotionMarks {
    if (this.marks.of !== finals) {
      this.marks = { of: finals, marks: emotionChanges(finals) };
    }
    return this.marks.marks;
  }

  private switchEmotions(event: Event): void {
    this.emotions.isOn = (event.target as HTMLInputElement).checked;
    this.requestUpdate();
  }

  private take(session: Session): void {
    this.over = isEnded(session);
    if (this.over) {
      this.cues.dropInterims();
    }
    this.dispatchEvent(new CustomEvent<Session>("session", { detail: session }));
    this.requestUpdate();
  }

  private tell(state: FeedState, message?: string): void {
    if (state === "reconnecting") {
      this.cues.interrupt();
    }
    this.dispatchEvent(new CustomEvent<FeedNews>("feed", { detail: { state, message } }));
  }

  private resize(by: 1 | -1): void {
    this.size.change(by);
    this.requestUpdate();
  }

  private async copy(): Promise<void> {
    await navigator.clipboard.writeText(plainText(this.cues.finals));
    this.copied = true;
    setTimeout(() => (this.copied = false), 2000);
  }
}

/** Detail of the panel's `feed` event: how it stands with the server. */
export interface FeedNews {
  state: FeedState;
  message?: string | undefined;
}

customElements.define("lc-captions", CaptionPanel);
