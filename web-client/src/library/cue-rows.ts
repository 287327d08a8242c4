import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { ListWindow } from "../captions/list-window";
import { clock } from "../captions/paragraphs";
import { speakerColor } from "../captions/speaker-colors";
import type { Cue, CueWord } from "../contract";
import { look } from "../design/look";
import { t } from "../strings/strings";
import { isUnsure, lint } from "./cue-lint";
import { cueAt, timedPieces, type TimedPiece } from "./timed-text";

/** Where somebody clicked: a cue, and the time to go on from. */
export interface Chosen {
  index: number;
  time: number;
}

/** A transcript cue by cue, in step with its sound: the word that is said is lit, a click on one goes there. Sends `choose`. */
export class CueRows extends LitElement {
  static override properties = {
    cues: { attribute: false },
    current: { type: Number },
    time: { type: Number },
    playing: { type: Boolean },
  };

  declare cues: readonly Cue[];
  /** Number of the cue that is edited. */
  declare current: number;
  /** Seconds at which the sound is. */
  declare time: number;
  declare playing: boolean;
  private readonly list = new ListWindow(this);

  static override styles = [
    look,
    css`
      :host {
        display: flex;
        min-height: 0;
      }
      .scroll {
        flex: 1;
        min-width: 0;
        overflow-y: auto;
        overscroll-behavior: contain;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .all {
        position: relative;
      }
      .cue {
        position: absolute;
        inset-inline: 0;
        top: 0;
        display: grid;
        grid-template-columns: 4.5rem 1fr;
        gap: 0 var(--space-3);
        padding: var(--space-2) var(--space-3);
        border-bottom: 1px solid var(--line);
        border-inline-start: 4px solid transparent;
        overflow-wrap: anywhere;
      }
      .cue[aria-current] {
        border-inline-start-color: var(--accent);
        background: var(--accent-soft);
      }
      .cue.guessed {
        visibility: hidden;
      }
      .when {
        align-self: start;
        min-height: 1.75rem;
        padding: 0 var(--space-2);
        border-color: transparent;
        background: none;
        color: var(--quiet);
        font-size: var(--small);
        font-variant-numeric: tabular-nums;
      }
      .who {
        color: var(--speaker);
        font-size: var(--small);
        font-weight: 600;
      }
      .words {
        cursor: pointer;
      }
      .unsure {
        text-decoration: underline wavy var(--warn);
        text-underline-offset: 0.2em;
      }
      .lit {
        border-radius: 3px;
        background: var(--accent);
        color: var(--on-accent);
      }
      @media (forced-colors: active) {
        .lit {
          background: Highlight;
          color: HighlightText;
          forced-color-adjust: none;
        }
        .cue {
          border-inline-start-color: Canvas;
        }
        .cue[aria-current] {
          border-inline-start-color: Highlight;
        }
      }
      .lint {
        color: var(--warn);
        font-size: var(--small);
      }
      .lint::before {
        content: "▲ " / "";
      }
      .none {
        padding: var(--space-4);
      }
    `,
  ];

  constructor() {
    super();
    this.cues = [];
    this.current = 0;
    this.time = 0;
    this.playing = false;
  }

  private items: readonly { key: string; text: string }[] = [];
  /** Number of the cue that is heard; -1 where none is. */
  private heard = -1;
  /** The word of it that is lit. */
  private lit: CueWord | undefined;

  /** Time goes on sixty times a second, words do not. */
  override shouldUpdate(changed: PropertyValues<this>): boolean {
    return changed.size !== 1 || !changed.has("time") || this.lit !== this.litAt(cueAt(this.cues, this.time));
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const heard = cueAt(this.cues, this.time);
    this.lit = this.litAt(heard);
    if (changed.has("cues")) {
      this.items = this.cues.map(({ id, text }) => ({ key: id, text }));
    }
    if (changed.has("current")) {
      this.list.show(this.current);
    } else if (this.playing && heard !== this.heard && heard >= 0) {
      this.list.show(heard);
    }
    this.heard = heard;
  }

  override render() {
    const { from, to } = this.list.place(this.items);
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("transcript")} @scroll=${() => this.requestUpdate()}>
      ${this.cues.length === 0 ? html`<p class="quiet none">${t("transcriptNone")}</p>` : nothing}
      <div class="all" role=${this.cues.length > 0 ? "list" : nothing}>
        ${repeat(this.cues.slice(from, to), ({ id }) => id, (cue, index) => this.renderCue(cue, from + index))}
      </div>
    </div>`;
  }

  override updated(): void {
    this.list.measure([...this.renderRoot.querySelectorAll<HTMLElement>(".cue")]);
  }

  private litAt(heard: number): CueWord | undefined {
    return this.cues[heard]?.words?.find(({ start, end }) => this.time >= start && this.time < end);
  }

  private renderCue(cue: Cue, index: number) {
    const { id, start, speaker, touched } = cue;
    const isCurrent = index === this.current;
    const before = this.cues[index - 1]?.speaker;
    return html`<div
      class=${this.list.places.isMeasured(id) ? "cue" : "cue guessed"}
      role="listitem"
      aria-setsize=${this.cues.length}
      aria-posinset=${index + 1}
      aria-current=${isCurrent ? "true" : nothing}
      .style=${`transform: translateY(${this.list.places.topOf(index)}px); --speaker: ${speaker ? speakerColor(speaker.id) : "inherit"}`}
      @click=${(event: MouseEvent) => this.clicked(event, index)}
    >
      <button class="when" tabindex=${isCurrent ? 0 : -1} aria-label=${t("editorHearFrom", { time: clock(start) })} data-time=${start}>
        ${clock(start)}
      </button>
      <div>
        ${speaker && speaker.id !== before?.id ? html`<div class="who"><bdi>${speaker.label}</bdi></div>` : nothing}
        <span class="words" dir="auto"
          >${timedPieces(cue).map((piece) => this.renderPiece(piece, touched?.includes("text") ?? false))}</span
        >
        ${lint(cue).map((words) => html`<div class="lint">${words}</div>`)}
      </div>
    </div>`;
  }

  private renderPiece({ text, word }: TimedPiece, isCorrected: boolean) {
    if (!word) {
      return text;
    }
    const doubt = !isCorrected && isUnsure(word) ? t("editorUnsure", { share: Math.round(100 * word.confidence) }) : "";
    return html`<span class="${word === this.lit ? "lit" : ""} ${doubt ? "unsure" : ""}" title=${doubt || nothing} data-time=${word.start}
      >${text}</span
    >`;
  }

  /** A click, and not the end of a selection. */
  private clicked(event: MouseEvent, index: number): void {
    if (getSelection()?.isCollapsed !== false) {
      const time = Number((event.target as HTMLElement).dataset.time ?? this.cues[index]!.start);
      this.dispatchEvent(new CustomEvent<Chosen>("choose", { detail: { index, time } }));
    }
  }
}

customElements.define("lc-cue-rows", CueRows);
