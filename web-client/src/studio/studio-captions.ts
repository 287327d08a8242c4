import { css, html, LitElement, nothing } from "lit";
import { CueList } from "../captions/cue-list";
import { plainText } from "../captions/paragraphs";
import { TypeSize } from "../captions/type-size";
import type { Cue, Session } from "../contract";
import { copyText } from "../design/clipboard";
import { icon } from "../design/icon";
import { look } from "../design/look";
import { EmotionCurves } from "../emotions/emotion-curves";
import { EmotionSwitch } from "../emotions/emotion-switch";
import { KeptChanges, noEmotions } from "../emotions/kept-changes";
import { CaptionFeed, type FeedState } from "../live/caption-feed";
import { messageOf } from "../live/problem";
import { ServerError } from "../live/http";
import { takeStep } from "../live/server";
import { isEnded } from "../live/session-ends";
import { t } from "../strings/strings";
import "../captions/announcer";
import "../captions/history-view";
import "../captions/live-view";
import "./download-menu";

/** What is said of steps back and forth: that it is done, and that there is none. */
const stepWords = {
  undo: { name: "undo", done: "undone", none: "nothingToUndo" },
  redo: { name: "redo", done: "redone", none: "nothingToRedo" },
} as const;

/** What the studio's other panels want to know of the captions. */
export interface CaptionNews {
  finals: readonly Cue[];
  curves: EmotionCurves;
  feed: FeedState;
  message?: string | undefined;
}

/**
 * A session's captions for who manages it: live lines, and a transcript in which names and words can be put right. Sends `session` and
 * `news`.
 */
export class StudioCaptions extends LitElement {
  static override properties = {
    sessionId: { attribute: "session-id" },
    loaded: { state: true },
    loading: { state: true },
    copied: { state: true },
    correcting: { state: true },
    stepping: { state: true },
    stepped: { state: true },
  };

  declare sessionId: string;
  declare private loaded: boolean;
  /** Whether earlier captions are still to come. */
  declare private loading: boolean;
  declare private copied: boolean;
  declare private correcting: boolean;
  declare private stepping: boolean;
  /** What came of the last step back or forth. */
  declare private stepped: string;
  private readonly cues = new CueList();
  private readonly size = new TypeSize();
  private readonly emotions = new EmotionSwitch();
  private curves = new EmotionCurves();
  private readonly changes = new KeptChanges();
  private feed: CaptionFeed | undefined;
  private state: FeedState = "connecting";
  private message: string | undefined;
  private over = false;

  static override styles = [
    look,
    css`
      :host {
        display: flex;
        flex-direction: column;
        gap: var(--space-2);
        min-height: 0;
        container-type: inline-size;
      }
      lc-history {
        flex: 1 0 9rem;
      }
      .tools {
        gap: var(--space-1);
      }
      .tools button {
        min-height: 2.25rem;
        padding: 0.2rem var(--space-2);
        font-size: var(--small);
      }
      .tools .check {
        padding: 0 var(--space-2);
        font-size: var(--small);
      }
      .end {
        flex-wrap: nowrap;
        margin-inline-start: auto;
      }
      /* On a phone the drawings say it; the words stay for who does not see them. */
      @container (max-width: 34rem) {
        .tools {
          gap: 0;
        }
        .tools button {
          padding-inline: 0.3rem;
        }
        .word {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.loaded = false;
    this.loading = false;
    this.copied = false;
    this.correcting = false;
    this.stepping = false;
    this.stepped = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.feed = new CaptionFeed(this.sessionId, {
      state: (state, message) => this.hearState(state, message),
      snapshot: (snapshot) => {
        this.cues.applySnapshot(snapshot);
        this.take(snapshot.session);
        this.loaded = true;
        this.tell();
      },
      older: (cues) => this.changed(this.cues.applyOlder(cues)),
      loading: (isLoading) => (this.loading = isLoading),
      cue: (cue) => this.changed(this.cues.apply(cue)),
      session: (session) => this.take(session),
      speaker: (speaker) => this.changed(this.cues.rename(speaker)),
      emotion: (emotion) => {
        this.curves = this.curves.with(emotion);
        this.changed(true);
      },
    });
    this.feed.start();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.feed?.stop();
  }

  override render() {
    const { finals, interims } = this.cues;
    const emotions = this.emotions.isOn ? this.changes.in(finals) : noEmotions;
    const scale = `--caption-scale: ${this.size.scale}`;
    return html`
      <div class="row tools" role="group" aria-label=${t("captionTools")}>
        <button
          class="plain"
          aria-label=${t("smaller")}
          title=${t("smaller")}
          ?disabled=${!this.size.canShrink}
          @click=${() => this.resize(-1)}
        >
          ${icon("smaller")}
        </button>
        <button class="plain" aria-label=${t("larger")} title=${t("larger")} ?disabled=${!this.size.canGrow} @click=${() => this.resize(1)}>
          ${icon("larger")}
        </button>
        <button
          aria-pressed=${this.correcting ? "true" : "false"}
          class="plain"
          title=${t("correctHint")}
          @click=${() => (this.correcting = !this.correcting)}
        >
          ${icon("edit")}<span class="word">${t("correct")}</span>
        </button>
        ${this.renderStep("undo")}${this.renderStep("redo")} ${this.renderSwitch()}
        <span class="end row tools">
          <button class="plain" ?disabled=${finals.length === 0 || this.loading} @click=${this.copy}>
            ${icon("copy")}<span class="word">${this.copied ? t("copied") : t("copyText")}</span>
          </button>
          <lc-downloads .sessionId=${this.sessionId}></lc-downloads>
        </span>
      </div>
      ${this.stepped ? html`<p class="hint" aria-hidden="true">${this.stepped}</p>` : nothing}
      <lc-history
        .style=${scale}
        .finals=${finals}
        .emotions=${emotions}
        .sessionId=${this.sessionId}
        renames
        editable
        ?correcting=${this.correcting}
        ?loading=${this.loading}
        ?over=${this.over}
      ></lc-history>
      <lc-live-view ?hidden=${this.over} .style=${scale} .finals=${finals} .interims=${interims}></lc-live-view>
      <lc-announcer .finals=${finals} .emotions=${emotions} .ready=${this.loaded}></lc-announcer>
      <span class="unseen" role="status">${this.copied ? t("textIsCopied") : this.stepped}</span>
    `;
  }

  private renderStep(step: keyof typeof stepWords) {
    return html`<button class="plain" title=${t(stepWords[step].name)} ?disabled=${this.stepping} @click=${() => this.step(step)}>
      ${icon(step)}<span class="word">${t(stepWords[step].name)}</span>
    </button>`;
  }

  private async step(step: keyof typeof stepWords): Promise<void> {
    this.stepping = true;
    this.stepped = "";
    try {
      await takeStep(this.sessionId, step);
      this.stepped = t(stepWords[step].done);
    } catch (error) {
      this.stepped = error instanceof ServerError && error.code === `nothing_to_${step}` ? t(stepWords[step].none) : messageOf(error);
    } finally {
      this.stepping = false;
    }
  }

  /** Offered where there are emotions only. */
  private renderSwitch() {
    return this.changes.in(this.cues.finals).size === 0 && this.curves.isEmpty
      ? nothing
      : html`<label class="check" title=${t("emotionsHint")}
          ><input type="checkbox" .checked=${this.emotions.isOn} @change=${this.switchEmotions} />${t("emotions")}</label
        >`;
  }

  private switchEmotions(event: Event): void {
    this.emotions.isOn = (event.target as HTMLInputElement).checked;
    this.changed(true);
  }

  private hearState(state: FeedState, message?: string): void {
    this.state = state;
    this.message = message;
    if (state === "reconnecting") {
      this.cues.interrupt();
    }
    this.tell();
  }

  private take(session: Session): void {
    this.over = isEnded(session);
    if (this.over) {
      this.cues.dropInterims();
    }
    this.dispatchEvent(new CustomEvent<Session>("session", { detail: session }));
    this.requestUpdate();
  }

  private changed(isNew: boolean): void {
    if (isNew) {
      this.requestUpdate();
      this.tell();
    }
  }

  private tell(): void {
    const detail = {
      finals: this.cues.finals,
      curves: this.emotions.isOn ? this.curves : new EmotionCurves(),
      feed: this.state,
      message: this.message,
    };
    this.dispatchEvent(new CustomEvent<CaptionNews>("news", { detail }));
  }

  private resize(by: 1 | -1): void {
    this.size.change(by);
    this.requestUpdate();
  }

  private async copy(): Promise<void> {
    this.copied = await copyText(plainText(this.cues.finals), this.renderRoot);
    setTimeout(() => (this.copied = false), 2000);
  }
}

customElements.define("lc-studio-captions", StudioCaptions);
