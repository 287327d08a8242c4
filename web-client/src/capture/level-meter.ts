import { css, html, LitElement } from "lit";
import type { SoundLevel } from "../contract";
import { look } from "../design/look";
import { seconds, t } from "../strings/strings";
import { fall, levelOf, meterFloor } from "./level";
import { SoundSense, type SoundWord } from "./sound-sense";

/** How loud the sound is that goes to the server, with a word about it. */
export class LevelMeter extends LitElement {
  static override properties = { shown: { state: true }, word: { state: true }, silence: { state: true }, paused: { type: Boolean } };

  declare paused: boolean;
  declare private shown: number;
  declare private word: SoundWord;
  /** Whole seconds. */
  declare private silence: number;
  private sense = new SoundSense();

  static override styles = [
    look,
    css`
      :host {
        min-width: 8rem;
      }
      .track {
        height: 8px;
        overflow: hidden;
        border: 1px solid var(--edge);
        border-radius: var(--radius-round);
        background: var(--sunken);
      }
      .bar {
        height: 100%;
        background: linear-gradient(90deg, var(--good) 75%, var(--warn) 92%, var(--danger));
        background-size: var(--whole) 100%;
        forced-color-adjust: none;
      }
      .bar:dir(rtl) {
        scale: -1 1;
        transform-origin: center;
      }
      p {
        display: flex;
        gap: 0.4em;
        margin-bottom: var(--space-1);
        font-size: var(--small);
        line-height: 1.25;
      }
      .dot {
        color: var(--quiet);
      }
      .heard .dot {
        color: var(--good);
      }
      .quiet-sound .dot,
      .silent .dot {
        color: var(--warn);
      }
      .clipping .dot {
        color: var(--danger);
      }
    `,
  ];

  constructor() {
    super();
    this.paused = false;
    this.shown = meterFloor;
    this.word = "waiting";
    this.silence = 0;
  }

  /** Takes the samples that were just captured. */
  hear(samples: Float32Array, sampleRate: number): void {
    this.sense.hear(samples, sampleRate);
    this.show(levelOf(samples), samples.length / sampleRate);
  }

  /** How loud the loudest of some tracks is. */
  takeLoudest(levels: readonly SoundLevel[], span: number): void {
    const loudest = levels.length > 0 ? levels.reduce((most, level) => (level.rms > most.rms ? level : most)) : undefined;
    if (loudest) {
      this.take(loudest.rms, loudest.peak, span);
    }
  }

  /** Takes the level as the server heard it, in dBFS, of so many seconds. */
  take(rms: number, peak: number, span: number): void {
    this.sense.take(rms, peak > -0.15, span);
    this.show(Math.max(meterFloor, rms), span);
  }

  /** Begins anew, with another source. */
  reset(): void {
    this.sense = new SoundSense();
    this.shown = meterFloor;
    this.word = "waiting";
  }

  override render() {
    const share = 1 - this.shown / meterFloor;
    const whole = share > 0 ? 100 / share : 100;
    const look = this.paused ? "waiting" : this.word === "quiet" ? "quiet-sound" : this.word;
    return html`
      <p class=${look}><span class="dot" aria-hidden="true">●</span><span role="status">${this.text}</span></p>
      <div class="track" role="meter" aria-label=${t("soundLevel")} aria-valuemin=${meterFloor} aria-valuemax="0"
        aria-valuenow=${Math.round(this.shown)} aria-valuetext=${t("decibels", { level: Math.round(this.shown) })}>
        <div class="bar" .style=${`width: ${share * 100}%; --whole: ${whole}%`}></div>
      </div>
    `;
  }

  private get text(): string {
    if (this.paused) {
      return t("soundPaused");
    }
    switch (this.word) {
      case "heard":
        return t("soundHeard");
      case "quiet":
        return t("soundQuiet");
      case "clipping":
        return t("soundClipping");
      case "silent":
        return t("soundSilent", { time: seconds(this.silence) });
      case "waiting":
        return t("soundWaiting");
    }
  }

  private show(level: number, span: number): void {
    this.shown = fall(this.shown, level, span);
    this.word = this.sense.word;
    // Told in steps, so that screen readers are not told every second.
    const silence = Math.floor(this.sense.silence);
    this.silence = silence < 10 ? Math.min(5, silence) : silence - (silence % 10);
  }
}

customElements.define("lc-level", LevelMeter);
