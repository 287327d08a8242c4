import { css, html, LitElement } from "lit";
import { fall, levelOf, meterFloor } from "./level";

/** Below this nobody speaks into the microphone. */
const hardlyAudible = -50;
/** Seconds of silence after which the person is asked about it. */
const patience = 6;

/** How loud the sound is that goes to the server; says so when none comes. */
export class LevelMeter extends LitElement {
  static override properties = { shown: { state: true }, silent: { state: true } };

  declare private shown: number;
  declare private silent: boolean;
  private quietSeconds = 0;

  static override styles = css`
    :host {
      display: block;
      min-width: 8rem;
    }
    .track {
      height: 10px;
      overflow: hidden;
      border: 1px solid var(--line);
      border-radius: 99px;
      background: var(--sunken);
    }
    .bar {
      height: 100%;
      background: linear-gradient(90deg, var(--good) 75%, var(--warn) 92%, var(--danger));
      background-size: var(--whole) 100%;
    }
    p {
      margin: 0.25rem 0 0;
      font-size: 0.9rem;
    }
    p:empty {
      display: none;
    }
  `;

  constructor() {
    super();
    this.shown = meterFloor;
    this.silent = false;
  }

  /** Takes the samples that were just captured. */
  hear(samples: Float32Array, sampleRate: number): void {
    const seconds = samples.length / sampleRate;
    const level = levelOf(samples);
    this.shown = fall(this.shown, level, seconds);
    this.quietSeconds = level > hardlyAudible ? 0 : this.quietSeconds + seconds;
    this.silent = this.quietSeconds > patience;
  }

  override render() {
    const share = 1 - this.shown / meterFloor;
    const whole = share > 0 ? 100 / share : 100;
    return html`
      <div class="track" role="meter" aria-label="Sound level" aria-valuemin=${meterFloor} aria-valuemax="0"
        aria-valuenow=${Math.round(this.shown)} aria-valuetext="${Math.round(this.shown)} decibels">
        <div class="bar" .style=${`width: ${share * 100}%; --whole: ${whole}%`}></div>
      </div>
      <p role="status">${this.silent ? "No sound is coming in. Is the right source chosen, and not muted?" : ""}</p>
    `;
  }
}

customElements.define("lc-level", LevelMeter);
