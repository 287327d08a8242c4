import { css, html, LitElement, type PropertyValues } from "lit";
import { clock } from "../captions/paragraphs";
import type { Mark, SoundPeaks } from "../contract";
import { icon } from "../design/icon";
import { look } from "../design/look";
import { getPeaks } from "../live/corrections";
import { messageOf } from "../live/problem";
import { t } from "../strings/strings";

/** Stretches of the drawing. */
const stretches = 1_000;
/** Seconds that are seen at least. */
const closest = 5;
/** How much of what is seen lies before what is heard, when that has left it. */
const before = 0.1;
/** Milliseconds before what failed is read again. */
const patience = 3_000;

/** A recording drawn, to find one's way in it and to look at it closely. Sends `seek` with seconds, and `problem` with words. */
export class SoundWave extends LitElement {
  static override properties = {
    sessionId: { attribute: false },
    duration: { type: Number },
    now: { type: Number },
    from: { type: Number },
    to: { type: Number },
    marks: { attribute: false },
    zoom: { state: true },
    peaks: { state: true },
  };

  declare sessionId: string;
  /** Seconds; 0 while nobody knows. */
  declare duration: number;
  declare now: number;
  /** The stretch that is marked: of the cue that is edited. */
  declare from: number;
  declare to: number;
  declare marks: readonly Mark[];
  /** How many times closer than the whole. */
  declare private zoom: number;
  declare private peaks: SoundPeaks | undefined;
  /** Seconds at the left edge. */
  private left = 0;
  private reading: AbortController | undefined;

  static override styles = [
    look,
    css`
      :host {
        display: flex;
        gap: var(--space-1);
        align-items: center;
        min-width: 0;
      }
      .wave {
        position: relative;
        flex: 1;
        min-width: 0;
        height: 3.5rem;
        border: 1px solid var(--line);
        border-radius: var(--radius-small);
        background: var(--sunken);
      }
      canvas {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      input[type="range"] {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
        min-height: 0;
        margin: 0;
        border: 0;
        background: none;
        cursor: pointer;
        appearance: none;
      }
      input[type="range"]::-webkit-slider-thumb {
        width: 3px;
        height: 3.5rem;
        border: 0;
        background: var(--danger);
        appearance: none;
        forced-color-adjust: none;
      }
      input[type="range"]::-moz-range-thumb {
        width: 3px;
        height: 3.5rem;
        border: 0;
        border-radius: 0;
        background: var(--danger);
      }
      .zoom {
        display: grid;
      }
      .zoom button {
        width: 2.25rem;
        min-height: 1.75rem;
        padding: 0;
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.duration = 0;
    this.now = 0;
    this.from = 0;
    this.to = 0;
    this.marks = [];
    this.zoom = 1;
  }

  /** Twice as close, or half. */
  zoomBy(direction: 1 | -1): void {
    const zoom = direction > 0 ? this.zoom * 2 : this.zoom / 2;
    if (zoom >= 1 && this.duration / zoom >= Math.min(closest, this.duration)) {
      this.zoom = zoom;
      this.left = this.edge(this.now - this.seen / 2);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.reading?.abort();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("duration")) {
      this.left = this.edge(this.left);
    }
    if (this.now < this.left || this.now > this.left + this.seen) {
      this.left = this.edge(this.now - this.seen * before);
    }
  }

  override render() {
    const { left, now, duration } = this;
    const words = t("playerPosition", { time: clock(now), all: clock(duration) });
    return html`<div class="wave" dir="ltr">
        <canvas width=${stretches} height="100" aria-hidden="true"></canvas>
        <input
          type="range"
          min=${left}
          max=${left + this.seen || 1}
          step="0.05"
          .value=${String(now)}
          aria-label=${t("playerPlace")}
          aria-valuetext=${words}
          @input=${(event: Event) =>
            this.dispatchEvent(new CustomEvent<number>("seek", { detail: Number((event.target as HTMLInputElement).value) }))}
        />
      </div>
      <div class="zoom">
        <button
          class="plain"
          aria-label=${t("playerCloser")}
          title=${t("playerCloser")}
          ?disabled=${duration / this.zoom / 2 < closest}
          @click=${() => this.zoomBy(1)}
        >
          ${icon("plus")}
        </button>
        <button
          class="plain"
          aria-label=${t("playerFarther")}
          title=${t("playerFarther")}
          ?disabled=${this.zoom === 1}
          @click=${() => this.zoomBy(-1)}
        >
          ${icon("minus")}
        </button>
      </div>`;
  }

  override updated(changed: PropertyValues<this>): void {
    const end = this.left + this.seen;
    if (
      this.sessionId &&
      (!this.peaks || (this.duration > 0 && (Math.abs(this.peaks.from - this.left) > 0.01 || Math.abs(this.peaks.to - end) > 0.01)))
    ) {
      void this.read(this.left, end);
    }
    if (changed.size !== 1 || !changed.has("now")) {
      this.paint();
    }
  }

  /** Seconds that are seen. */
  private get seen(): number {
    return this.duration / this.zoom;
  }

  /** A left edge with which nothing beside the recording is seen. */
  private edge(left: number): number {
    return Math.max(0, Math.min(this.duration - this.seen, left));
  }

  private wanted = "";

  private async read(from: number, to: number): Promise<void> {
    const wanted = `${from} ${to}`;
    if (wanted === this.wanted) {
      return;
    }
    this.wanted = wanted;
    this.reading?.abort();
    const reading = (this.reading = new AbortController());
    try {
      const peaks = await getPeaks(this.sessionId, stretches, to > from ? { from, to } : {}, reading.signal);
      this.peaks = to > from ? { ...peaks, from, to } : peaks;
    } catch (error) {
      // What failed or was given up may be asked for again, unless another stretch is by now; not with every tick of what is heard.
      setTimeout(() => (this.wanted = reading === this.reading ? "" : this.wanted), reading.signal.aborted ? 0 : patience);
      if (!reading.signal.aborted) {
        this.dispatchEvent(new CustomEvent<string>("problem", { detail: messageOf(error) }));
      }
    }
  }

  private paint(): void {
    const canvas = this.renderRoot.querySelector("canvas");
    const context = canvas?.getContext("2d");
    if (!canvas || !context) {
      return;
    }
    const { width, height } = canvas;
    const colors = getComputedStyle(this);
    const place = (time: number) => ((time - this.left) / this.seen) * width;
    context.clearRect(0, 0, width, height);
    if (this.duration > 0) {
      context.fillStyle = colors.getPropertyValue("--accent");
      context.globalAlpha = 0.35;
      context.fillRect(place(this.from), 0, Math.max(2, place(this.to) - place(this.from)), height);
      context.globalAlpha = 1;
    }
    // Speech is quiet beside its loudest: the root shows both.
    context.fillStyle = colors.getPropertyValue("--quiet");
    const { peaks = [], from = this.left, to = this.left + this.seen } = this.peaks ?? {};
    const wide = this.duration > 0 ? (place(to) - place(from)) / peaks.length : 1;
    peaks.forEach((peak, at) => {
      const tall = Math.max(1, Math.sqrt(peak) * height);
      context.fillRect((this.duration > 0 ? place(from) : 0) + at * wide, (height - tall) / 2, Math.max(1, wide), tall);
    });
    if (this.duration > 0) {
      context.fillStyle = colors.getPropertyValue("--good");
      this.marks.forEach(({ at }) => context.fillRect(place(at) - 1, 0, 3, height));
    }
  }
}

customElements.define("lc-wave", SoundWave);
