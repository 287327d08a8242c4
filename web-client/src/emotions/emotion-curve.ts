import { css, html, LitElement, svg } from "lit";
import type { EmotionPoint } from "./emotion-curves";

/** Seconds that are shown. */
const span = 180;
const width = 120;
const height = 32;

/** How somebody has sounded in the last minutes: a full line for arousal, a broken one for valence, the middle is neither. */
export class EmotionCurve extends LitElement {
  static override properties = { points: { attribute: false }, who: {} };

  declare points: readonly EmotionPoint[];
  declare who: string;

  static override styles = css`
    :host {
      display: inline-block;
    }
    svg {
      display: block;
      width: ${width}px;
      max-width: 100%;
      border: 1px solid var(--line);
      border-radius: 6px;
      background: var(--sunken);
      fill: none;
      stroke-width: 1.5;
      stroke-linejoin: round;
      stroke-linecap: round;
    }
    .middle {
      stroke: var(--line);
      stroke-width: 1;
    }
    .arousal {
      stroke: var(--text);
    }
    .valence {
      stroke: var(--accent);
      stroke-dasharray: 3 3;
    }
  `;

  constructor() {
    super();
    this.points = [];
    this.who = "";
  }

  override render() {
    const end = this.points.at(-1)?.time ?? 0;
    const shown = this.points.filter(({ time }) => time >= end - span);
    const line = (of: (point: EmotionPoint) => number) =>
      shown.map((point) => `${x(point.time - end)},${y(of(point))}`).join(" ");
    return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label=${this.words}>
      <title>${this.words}</title>
      ${svg`<path class="middle" d="M0 ${height / 2}H${width}" />
        <polyline class="arousal" points=${line(({ arousal }) => arousal)} />
        <polyline class="valence" points=${line(({ valence }) => valence)} />`}
    </svg>`;
  }

  private get words(): string {
    const now = this.points.at(-1);
    return now ? `${this.who} now: arousal ${signed(now.arousal)}, valence ${signed(now.valence)}` : `${this.who}: nothing heard yet`;
  }
}

/** A little inside of the box, so that the ends can be seen. */
function x(before: number): number {
  return Math.round(10 * (width - 3 + (before / span) * (width - 6))) / 10;
}

function y(value: number): number {
  return Math.round(10 * (height / 2 - value * (height / 2 - 3))) / 10;
}

function signed(value: number): string {
  return `${value < 0 ? "−" : "+"}${Math.abs(value).toFixed(1)}`;
}

customElements.define("lc-emotion-curve", EmotionCurve);
