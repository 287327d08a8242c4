import { html, LitElement, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ListWindow } from "../captions/list-window";
import { ParagraphKeys } from "../captions/paragraph-keys";
import { clock, type Paragraph } from "../captions/paragraphs";
import { speakerColor } from "../captions/speaker-colors";
import type { Cue, CueSpeaker } from "../contract";
import { icon } from "../design/icon";
import { look } from "../design/look";
import type { EmotionMarks } from "../emotions/emotion-changes";
import { emotionMark, emotionMarkStyle } from "../emotions/emotion-mark";
import { seconds, t } from "../strings/strings";
import type { SoundGap } from "./sound-gaps";
import { transcriptItems, type TranscriptItem } from "./transcript-items";
import { transcriptLook } from "./transcript-look";
import { cut, findMatches, type Match } from "./transcript-search";

/** Pixels from the end within which the reader counts as being at the end. */
const nearEnd = 48;

/** An item and how far its upper edge is below that of what is in view. */
interface Anchor {
  key: string;
  below: number;
}

/**
 * Everything said so far, to scroll back in and to search. However long it is, only what is in view is on the page. Stays at the end while
 * the reader is there, and leaves them alone elsewhere: items are put by transform, so that nothing that comes, above or below, shifts what
 * is read.
 */
export class TranscriptView extends LitElement {
  static override properties = {
    finals: { attribute: false },
    gaps: { attribute: false },
    emotions: { attribute: false },
    names: { type: Boolean },
    live: { type: Boolean },
    loading: { type: Boolean },
    fromStart: { type: Boolean },
    query: {},
    current: { type: Number },
    away: { state: true },
    window: { state: true },
  };

  declare finals: readonly Cue[];
  declare gaps: readonly SoundGap[];
  /** Where an emotion is shown. */
  declare emotions: EmotionMarks;
  declare names: boolean;
  /** Whether more may come. */
  declare live: boolean;
  /** Whether earlier captions are still to come. */
  declare loading: boolean;
  /** Whether the reader begins at the start: they came when all was said. */
  declare fromStart: boolean;
  /** What is searched for. */
  declare query: string;
  /** Number of the match that is looked at. */
  declare current: number;
  /** Whether the reader scrolled up. */
  declare private away: boolean;
  /** Upper edge of what is in view. */
  declare private window: number;
  private readonly keys = new ParagraphKeys();
  private readonly list = new ListWindow(this);
  private items: readonly TranscriptItem[] = [];
  private found: readonly Match[] = [];
  private anchor: Anchor | undefined;
  private wanted: number | undefined;
  /** Where it was scrolled to by ourselves last. */
  private put = 0;

  static override styles = [
    look,
    emotionMarkStyle,
    transcriptLook,
  ];

  constructor() {
    super();
    this.finals = [];
    this.gaps = [];
    this.emotions = new Map();
    this.names = true;
    this.live = true;
    this.loading = false;
    this.fromStart = false;
    this.query = "";
    this.current = 0;
    this.away = false;
    this.window = 0;
  }

  /** How many places there are of what is searched for. */
  get matchCount(): number {
    return this.found.length;
  }

  /** Pixels of type have changed: heights are to be measured anew. */
  restyled(): void {
    this.list.places.forget();
    this.requestUpdate();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.anchor = this.isHeld ? this.findAnchor() : undefined;
    if (changed.has("finals") || changed.has("gaps")) {
      this.items = transcriptItems(this.finals, this.gaps, this.keys);
    }
    if (changed.has("finals") || changed.has("query")) {
      this.found = findMatches(this.items.map(({ text }) => text), this.query);
      this.dispatchEvent(new CustomEvent("matches"));
    }
    if ((changed.has("query") || changed.has("current")) && this.found.length > 0) {
      this.wanted = this.found[Math.min(this.current, this.found.length - 1)]!.item;
      this.away = true;
    }
  }

  override render() {
    const { from, to } = this.list.place(this.items, (height, view) =>
      this.hasUpdated && !this.isHeld && !this.fromStart ? height - view : this.window,
    );
    const byItem = new Map<number, { match: Match; number: number }[]>();
    this.found.forEach(
      (match, number) =>
        match.item >= from && match.item < to && byItem.set(match.item, [...(byItem.get(match.item) ?? []), { match, number }]),
    );
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${t("watchTranscript")} @scroll=${this.onScroll}>
        ${this.loading ? html`<p class="unseen" role="status">${t("watchEarlier")}</p>` : nothing}
        ${this.items.length === 0 ? html`<p class="quiet">${this.live ? t("watchNothingYet") : t("watchNothing")}</p>` : nothing}
        <div class="all" role=${this.items.length > 0 ? "list" : nothing}>
          ${repeat(
            this.items.slice(from, to),
            ({ key }) => key,
            (item, index) => this.renderItem(item, from + index, byItem.get(from + index) ?? []),
          )}
        </div>
      </div>
      <button class="jump primary" ?hidden=${!this.away || !this.live} @click=${this.jump}>${t("watchBackToLive")}${icon("down")}</button>
    `;
  }

  override updated(): void {
    const goesOn = this.list.measure([...this.renderRoot.querySelectorAll<HTMLElement>(".item")], () => {
      this.stay();
      this.put = this.scroller.scrollTop;
      return this.put !== this.window;
    });
    if (goesOn) {
      this.window = this.put;
    }
  }

  private get scroller(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>(".scroll")!;
  }

  /** Whether what is in view is to stay where it is, whatever comes. */
  private get isHeld(): boolean {
    return this.hasUpdated && (this.away || this.fromStart) && !(this.fromStart && this.window <= 0);
  }

  /** The first item that the reader sees. */
  private findAnchor(): Anchor | undefined {
    const index = this.list.places.at(this.scroller.scrollTop);
    const item = this.items[index];
    return item && { key: item.key, below: this.list.places.topOf(index) - this.scroller.scrollTop };
  }

  private stay(): void {
    if (this.wanted !== undefined) {
      this.scroller.scrollTop = this.list.places.topOf(this.wanted) - this.scroller.clientHeight / 3;
      this.wanted = this.list.isLastRound ? undefined : this.wanted;
      return;
    }
    if (!this.away && !this.fromStart) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
      return;
    }
    const { anchor } = this;
    const index = anchor ? this.items.findIndex(({ key }) => key === anchor.key) : -1;
    if (index >= 0) {
      this.scroller.scrollTop = this.list.places.topOf(index) - anchor!.below;
    }
  }

  private onScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    if (Math.abs(scrollTop - this.put) < 1) {
      this.window = scrollTop;
      return; // Put there by ourselves.
    }
    const isUpwards = scrollTop < this.window;
    this.put = -1;
    this.wanted = undefined;
    this.window = scrollTop;
    if (scrollHeight - scrollTop - clientHeight <= nearEnd) {
      this.away = false;
    } else if (isUpwards) {
      this.away = true;
    }
  }

  private jump(): void {
    this.away = false;
    this.wanted = undefined;
    this.scroller.focus({ preventScroll: true });
  }

  // Styles are set as properties, here and elsewhere: the page's security policy lets no style attribute through.
  private renderItem(
    { key, paragraph, before, gap }: TranscriptItem,
    index: number,
    matches: readonly { match: Match; number: number }[],
  ) {
    return html`<div
      class=${this.list.places.isMeasured(key) ? "item" : "item guessed"}
      role="listitem"
      aria-setsize=${this.items.length}
      aria-posinset=${index + 1}
      .style=${`transform: translateY(${this.list.places.topOf(index)}px)`}
    >
      ${gap
        ? html`<p class="gap">${t("watchLost", { time: seconds(gap.seconds, true) })}</p>`
        : paragraph
          ? this.renderParagraph(paragraph, before, matches)
          : nothing}
    </div>`;
  }

  private renderParagraph(
    { start, speaker, cues }: Paragraph,
    before: CueSpeaker | undefined,
    matches: readonly { match: Match; number: number }[],
  ) {
    let offset = 0;
    return html`<div class="paragraph">
      <span class="when">${clock(start)}</span>
      <p dir="auto" class=${speaker ? "spoken" : nothing} .style=${speaker ? `--speaker: ${speakerColor(speaker.id)}` : ""}>
        ${!this.names || speaker?.id === before?.id
          ? nothing
          : speaker
            ? html`<strong class="who"><bdi>${speaker.label}</bdi>: </strong>`
            : html`– `}${repeat(
          cues,
          ({ id }) => id,
          (cue, index) => {
            const at = offset;
            offset += cue.text.length + 1;
            return this.renderCue(cue, index > 0 ? " " : "", at, matches);
          },
        )}
      </p>
    </div>`;
  }

  /**
   * The space between cues begins a cue's own text. Behind the text before it, it would be nowhere while that is the last one, and be put
   * into its place when another one follows: for the browser, something that is read has shifted then.
   */
  private renderCue({ id, text }: Cue, space: string, offset: number, matches: readonly { match: Match; number: number }[]) {
    const emotion = this.emotions.get(id);
    if (matches.length === 0 && !emotion) {
      return html`<span>${space + text}</span>`;
    }
    const words = cut(text, offset, matches).map((piece) =>
      piece.match === undefined ? piece.text : html`<mark class=${piece.match === this.current ? "current" : nothing}>${piece.text}</mark>`,
    );
    return html`<span>${space}${emotion ? emotionMark(emotion) : nothing}${words}</span>`;
  }
}

customElements.define("lc-transcript", TranscriptView);
