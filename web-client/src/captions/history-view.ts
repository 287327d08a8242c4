import { html, LitElement, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Cue, CueSpeaker } from "../contract";
import type { EmotionMarks } from "../emotions/emotion-changes";
import { emotionMark, emotionMarkStyle } from "../emotions/emotion-mark";
import { look } from "../design/look";
import { t } from "../strings/strings";
import { ParagraphKeys } from "./paragraph-keys";
import { clock, paragraphs, type Paragraph } from "./paragraphs";
import { historyLook } from "./history-look";
import { speakerColor } from "./speaker-colors";
import "./cue-editor";
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
    over: { type: Boolean },
    editable: { type: Boolean },
    correcting: { type: Boolean },
    editing: { state: true },
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
  /** Whether nothing more will come. */
  declare over: boolean;
  /** Whether the reader may put words right: a click on them opens a field. */
  declare editable: boolean;
  /** Whether all words can be reached by keyboard to put them right. */
  declare correcting: boolean;
  /** Id of the cue whose words are in a field. */
  declare private editing: string | undefined;
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
    historyLook,
  ];

  constructor() {
    super();
    this.finals = [];
    this.emotions = new Map();
    this.sessionId = "";
    this.renames = false;
    this.loading = false;
    this.over = false;
    this.editable = false;
    this.correcting = false;
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
      <div class="scroll" tabindex="0" role="region" aria-label=${t("transcript")} @scroll=${this.onScroll}>
        <div class="text">
          ${this.loading ? html`<p class="quiet">${t("earlierComing")}</p>` : ""}
          ${this.finals.length === 0 ? html`<p class="quiet">${t(this.over ? "transcriptNone" : "transcriptEmpty")}</p>` : ""}
          ${repeat(this.shown, ({ id }) => id, (paragraph, index) => this.renderParagraph(paragraph, this.shown[index - 1]))}
        </div>
      </div>
      <button class="jump primary" ?hidden=${!this.away} @click=${this.jump}>
        ${this.over ? t("toTheEnd") : t("jumpToLive")} <span aria-hidden="true">↓</span>
      </button>
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
    const element = [...this.renderRoot.querySelectorAll<HTMLElement>(".paragraph")].find(
      ({ offsetTop, offsetHeight }) => offsetTop + offsetHeight > top,
    );
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
        ${speaker?.id === before?.speaker?.id ? nothing : this.renderName(speaker)}${repeat(
          cues,
          ({ id }) => id,
          (cue, index) => this.renderCue(cue, index > 0 ? " " : ""),
        )}
      </p>
    </div>`;
  }

  /** A cue's text begins with the space between it and the one before: see `TranscriptView`. */
  private renderCue(cue: Cue, space: string) {
    const { id, text } = cue;
    const emotion = this.emotions.get(id);
    const mark = emotion ? emotionMark(emotion) : nothing;
    if (!this.editable) {
      return emotion ? html`<span>${space}${mark}${text}</span>` : html`<span>${space + text}</span>`;
    }
    if (this.editing === id) {
      return html`${mark}<lc-cue-editor .sessionId=${this.sessionId} .cue=${cue} @done=${() => this.leave(id)}></lc-cue-editor>`;
    }
    const gap = this.correcting || emotion ? "" : space;
    const words = this.correcting
      ? html`<button class="cue" data-cue=${id} aria-label=${t("correctNamed", { text })} @click=${() => (this.editing = id)}>
          ${text}
        </button>`
      : html`<span class="cue" data-cue=${id} title=${t("clickToCorrect")} @click=${() => this.clicked(id)}>${gap + text}</span>`;
    return html`<span>${gap === "" ? space : nothing}${mark}${words}</span>`;
  }

  /** A click, and not the end of a selection. */
  private clicked(id: string): void {
    if (getSelection()?.isCollapsed !== false) {
      this.editing = id;
    }
  }

  private async leave(id: string): Promise<void> {
    this.editing = undefined;
    await this.updateComplete;
    const words = this.renderRoot.querySelector<HTMLElement>(`[data-cue="${CSS.escape(id)}"]`);
    (words instanceof HTMLButtonElement ? words : this.scroller).focus({ preventScroll: true });
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
