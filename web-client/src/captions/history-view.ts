import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Cue, CueSpeaker } from "../contract";
import type { EmotionMarks } from "../emotions/emotion-changes";
import { emotionMark, emotionMarkStyle } from "../emotions/emotion-mark";
import { look } from "../design/look";
import { ParagraphKeys } from "./paragraph-keys";
import { clock, paragraphs, type Paragraph } from "./paragraphs";
import { speakerColor } from "./speaker-colors";
import "./speaker-name";

/** Pixels from the end within which the reader counts as being at the end. */
const nearEnd = 48;

/** A paragraph and how far it is below the upper edge. */
interface Anchor {
  element: HTMLElement;
  above: number;
}

/** Everything said so far, to scroll back in. Stays at the end while the reader is there, and leaves them alone elsewhere. */
export class HistoryView extends LitElement {
  static override properties = {
    finals: { attribute: false },
    emotions: { attribute: false },
    sessionId: { attribute: false },
    renames: { type: Boolean },
    loading: { type: Boolean },
    away: { state: true },
  };

  declare finals: readonly Cue[];
  /** Where an emotion is shown. */
  declare emotions: EmotionMarks;
  declare sessionId: string;
  /** Whether the reader may give speakers names. */
  declare renames: boolean;
  /** Whether earlier captions are still to come. */
  declare loading: boolean;
  /** Whether the reader scrolled up. */
  declare private away: boolean;
  private readonly keys = new ParagraphKeys();
  private shown: readonly Paragraph[] = [];
  private anchor: Anchor | undefined;
  /** Where it was last put to be at the end. */
  private end = 0;
  private readonly sizes = new ResizeObserver(() => this.follow());

  static override styles = [
    look,
    emotionMarkStyle,
    css`
      :host {
        position: relative;
        display: flex;
        min-height: 0;
      }
      .scroll {
        flex: 1;
        padding: 1rem;
        overflow-y: auto;
        overscroll-behavior: contain;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .text {
        max-width: 44em;
        margin: 0 auto;
        font-size: calc(1.05rem * var(--caption-scale, 1));
        overflow-wrap: anywhere;
      }
      .paragraph {
        display: grid;
        grid-template-columns: 3.6em 1fr;
        gap: 0 0.75em;
        margin-bottom: 0.8em;
        content-visibility: auto;
        contain-intrinsic-size: auto 3em;
        /* Room for the ring around a name that has the focus. */
        overflow-clip-margin: 0.4em;
      }
      .when {
        padding-top: 0.2em;
        color: var(--quiet);
        font-size: 0.8em;
        font-variant-numeric: tabular-nums;
        text-align: right;
      }
      .spoken {
        padding-inline-start: 0.6em;
        border-inline-start: 2px solid var(--speaker);
      }
      .who {
        color: var(--speaker);
      }
      .jump {
        position: absolute;
        bottom: 1rem;
        left: 50%;
        box-shadow: 0 2px 10px rgb(0 0 0 / 0.3);
        transform: translateX(-50%);
      }
      @media (max-width: 30rem) {
        .paragraph {
          grid-template-columns: 1fr;
        }
        .when {
          text-align: left;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.finals = [];
    this.emotions = new Map();
    this.sessionId = "";
    this.renames = false;
    this.loading = false;
    this.away = false;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("finals")) {
      this.anchor = this.away ? this.findAnchor() : undefined;
      this.shown = this.keys.keep(paragraphs(this.finals));
    }
  }

  override firstUpdated(): void {
    this.sizes.observe(this.scroller);
    // Paragraphs get their real heights only when they come into view.
    this.sizes.observe(this.renderRoot.querySelector(".text")!);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  override render() {
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Transcript" @scroll=${this.onScroll}>
        <div class="text">
          ${this.loading ? html`<p class="quiet">What was said earlier is on its way…</p>` : ""}
          ${this.finals.length === 0 ? html`<p class="quiet">The transcript appears here as it is spoken.</p>` : ""}
          ${repeat(this.shown, ({ id }) => id, (paragraph, index) => this.renderParagraph(paragraph, this.shown[index - 1]))}
        </div>
      </div>
      <button class="jump primary" ?hidden=${!this.away} @click=${this.jump}>Jump to live <span aria-hidden="true">↓</span></button>
    `;
  }

  override updated(): void {
    this.hold();
    this.follow();
  }

  private get scroller(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>(".scroll")!;
  }

  /** The first paragraph that the reader sees. */
  private findAnchor(): Anchor | undefined {
    const top = this.scroller.scrollTop;
    const element = [...this.renderRoot.querySelectorAll<HTMLElement>(".paragraph")].find(({ offsetTop, offsetHeight }) => offsetTop + offsetHeight > top);
    return element && { element, above: element.offsetTop - top };
  }

  /** What came above moves nothing for who reads. */
  private hold(): void {
    const { anchor, scroller } = this;
    this.anchor = undefined;
    if (anchor?.element.isConnected && scroller.scrollTop !== anchor.element.offsetTop - anchor.above) {
      scroller.scrollTop = anchor.element.offsetTop - anchor.above;
    }
  }

  private follow(): void {
    if (!this.away) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
      this.end = this.scroller.scrollTop;
    }
  }

  private onScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (scrollHeight - scrollTop - clientHeight <= nearEnd) {
      this.away = false;
    } else if (scrollTop < this.end) {
      // Upwards: not where it was put, and the text grew meanwhile.
      this.away = true;
    }
  }

  private jump(): void {
    this.away = false;
    this.scroller.focus({ preventScroll: true });
    this.follow();
  }

  // Styles are set as properties, here and elsewhere: the page's security policy lets no style attribute through.
  private renderParagraph({ start, speaker, cues }: Paragraph, before: Paragraph | undefined) {
    return html`<div class="paragraph">
      <span class="when">${clock(start)}</span>
      <p class=${speaker ? "spoken" : nothing} .style=${speaker ? `--speaker: ${speakerColor(speaker.id)}` : ""}>
        ${speaker?.id === before?.speaker?.id ? nothing : this.renderName(speaker)}${repeat(cues, ({ id }) => id, (cue) => this.renderCue(cue))}
      </p>
    </div>`;
  }

  private renderCue({ id, text }: Cue) {
    const emotion = this.emotions.get(id);
    return html`<span>${emotion ? emotionMark(emotion) : nothing}${text} </span>`;
  }

  /** Where another speaker begins; a dash says so where it is not known who. */
  private renderName(speaker: CueSpeaker | undefined) {
    if (!speaker) {
      return html`– `;
    }
    const name = this.renames ? html`<lc-speaker-name .sessionId=${this.sessionId} .speaker=${speaker}></lc-speaker-name>` : speaker.label;
    return html`<strong class="who">${name}: </strong>`;
  }
}

customElements.define("lc-history", HistoryView);
