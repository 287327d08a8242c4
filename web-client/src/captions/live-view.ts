import { css, html, LitElement } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Cue } from "../contract";
import { t } from "../strings/strings";
import { liveLines, widestLine, type CaptionLine } from "./lines";
import { ParagraphKeys } from "./paragraph-keys";

/** Characters per line below which a line is narrow. */
const narrow = 34;

/** The newest two lines, rolling up. Hidden from screen readers: the announcer reads finals to them, each once. */
export class LiveView extends LitElement {
  static override properties = {
    finals: { attribute: false },
    interims: { attribute: false },
    rows: { type: Number },
    names: { type: Boolean },
    idle: {},
    width: { state: true },
  };

  declare finals: readonly Cue[];
  declare interims: readonly Cue[];
  /** Lines that are shown; 0 as many as are usual for the width. */
  declare rows: number;
  /** Whether lines begin with who speaks. */
  declare names: boolean;
  /** What stands there while nothing was said. */
  declare idle: string;
  /** Characters that fit into a line at the present size of type. */
  declare private width: number;
  private readonly keys = new ParagraphKeys();
  private readonly sizes = new ResizeObserver(() => this.measure());

  static override styles = css`
    :host {
      display: block;
      padding: 0.9rem 1rem;
      border-radius: var(--radius);
      background: var(--caption-ground);
      color: var(--caption-text);
    }
    .lines {
      /* The ruler is wider than a phone: it must not widen the page. */
      position: relative;
      max-width: 30em;
      height: calc(var(--lines) * var(--caption-leading, 1.4) * 1em);
      margin: 0 auto;
      overflow: hidden;
      font-family: var(--caption-font, inherit);
      font-size: calc(var(--caption-size, clamp(1.2rem, 4.2cqw, 1.9rem)) * var(--caption-scale, 1));
      line-height: var(--caption-leading, 1.4);
      letter-spacing: var(--caption-letters, 0);
      word-spacing: var(--caption-words, 0);
    }
    /* Lines roll by transform: for the browser nothing shifts that is being read. */
    .lines p {
      position: absolute;
      inset: 0 0 auto;
      margin: 0;
      white-space: nowrap;
      transform: translateY(calc(var(--row, 0) * var(--caption-leading, 1.4) * 1em));
    }
    .interim {
      color: var(--caption-interim);
      text-decoration: underline dotted var(--caption-interim-line) 1.5px;
      text-underline-offset: 0.22em;
    }
    .waiting {
      color: var(--caption-quiet);
    }
    .lines .waiting {
      white-space: normal;
    }
    .lines .ruler {
      inset: 0 auto auto 0;
      visibility: hidden;
    }
  `;

  constructor() {
    super();
    this.finals = [];
    this.interims = [];
    this.rows = 0;
    this.names = true;
    this.idle = "";
    this.width = widestLine;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  override firstUpdated(): void {
    this.sizes.observe(this.renderRoot.querySelector(".ruler")!);
  }

  override render() {
    // Narrow lines hold little: a third one keeps enough in view.
    const count = this.rows || (this.width < narrow ? 3 : 2);
    const lines = liveLines(this.named(this.finals), this.named(this.interims), this.keys, this.width, count);
    return html`<div class="lines" .style=${`--lines: ${count}`} aria-hidden="true">
      ${repeat(lines, ({ key }) => key, (line, index) => renderLine(line, count - lines.length + index))}
      ${lines.length === 0 ? html`<p class="waiting">${this.idle || t("waitingForSpeech")}</p>` : ""}
      <p class="ruler">The quick brown fox jumps over the lazy dog</p>
    </div>`;
  }

  /** Another speaker begins a line all the same. */
  private named(cues: readonly Cue[]): readonly Cue[] {
    return this.names ? cues : cues.map((cue) => (cue.speaker ? { ...cue, speaker: { ...cue.speaker, label: "" } } : cue));
  }

  private measure(): void {
    const ruler = this.renderRoot.querySelector<HTMLElement>(".ruler");
    const room = this.renderRoot.querySelector<HTMLElement>(".lines");
    if (ruler && room && ruler.offsetWidth > 0) {
      // Text can be wider than the ruler's: a margin keeps it from being cut.
      const perCharacter = (ruler.offsetWidth / ruler.textContent!.length) * 1.08;
      this.width = Math.max(12, Math.min(widestLine, Math.floor(room.clientWidth / perCharacter)));
    }
  }
}

/** One element per stretch of final or interim words. */
function renderLine({ words }: CaptionLine, row: number) {
  const firstInterim = words.findIndex(({ interim }) => interim);
  const split = firstInterim < 0 ? words.length : firstInterim;
  const text = (part: typeof words) => part.map((word) => word.text).join(" ");
  const space = split > 0 && split < words.length ? " " : "";
  return html`<p dir="auto" .style=${`--row: ${row}`}
    ><span class="final">${text(words.slice(0, split))}</span>${space}<span class="interim">${text(words.slice(split))}</span
  ></p>`;
}

customElements.define("lc-live-view", LiveView);
