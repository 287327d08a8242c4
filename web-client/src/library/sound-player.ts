import { css, html, LitElement, type PropertyValues } from "lit";
import { clock } from "../captions/paragraphs";
import { icon } from "../design/icon";
import { look } from "../design/look";
import { getPeaks, soundAddress } from "../live/corrections";
import { messageOf } from "../live/problem";
import { t } from "../strings/strings";

/** Stretches of the drawing. */
const stretches = 1_000;
const rates = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** A session's sound with a drawing of it to find one's way. Sends `time` while it plays or is moved, and `playing`. */
export class SoundPlayer extends LitElement {
  static override properties = {
    sessionId: { attribute: false },
    from: { type: Number },
    to: { type: Number },
    duration: { state: true },
    peaks: { state: true },
    problem: { state: true },
    isPlaying: { state: true },
    now: { state: true },
  };

  declare sessionId: string;
  /** The stretch that is marked: of the cue that is edited. */
  declare from: number;
  declare to: number;
  declare private duration: number;
  declare private peaks: readonly number[];
  declare private problem: string;
  declare private isPlaying: boolean;
  declare private now: number;
  private until: number | undefined;
  private frame = 0;

  static override styles = [
    look,
    css`
      .player {
        display: grid;
        grid-template-columns: auto auto 1fr auto;
        gap: var(--space-2) var(--space-3);
        align-items: center;
      }
      .wave {
        position: relative;
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
      }
      input[type="range"]::-moz-range-thumb {
        width: 3px;
        height: 3.5rem;
        border: 0;
        border-radius: 0;
        background: var(--danger);
      }
      output {
        font-variant-numeric: tabular-nums;
        white-space: nowrap;
      }
      select {
        width: auto;
      }
      @media (max-width: 40rem) {
        .player {
          grid-template-columns: auto 1fr auto;
        }
        .wave {
          grid-row: 1;
          grid-column: 1 / -1;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.from = 0;
    this.to = 0;
    this.duration = 0;
    this.peaks = [];
    this.problem = "";
    this.isPlaying = false;
    this.now = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.draw();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    cancelAnimationFrame(this.frame);
  }

  toggle(): void {
    if (this.isPlaying) {
      this.audio?.pause();
    } else {
      this.until = undefined;
      void this.audio?.play();
    }
  }

  /** Plays a stretch and stops behind it. */
  playBetween(from: number, to: number): void {
    this.seek(from);
    this.until = to;
    void this.audio?.play();
  }

  /** Seconds to go to. */
  seek(time: number): void {
    const { audio } = this;
    if (audio) {
      this.until = undefined;
      audio.currentTime = Math.max(0, Math.min(this.duration || time, time));
      this.tell(audio.currentTime);
    }
  }

  /** Seconds forward, or back. */
  move(by: number): void {
    this.seek((this.audio?.currentTime ?? 0) + by);
  }

  override render() {
    if (this.problem) {
      return html`<p class="note" role="status">${this.problem}</p>`;
    }
    const words = t("playerPosition", { time: clock(this.now), all: clock(this.duration) });
    return html`<div class="player" role="group" aria-label=${t("player")}>
      <button class="icon" aria-label=${t(this.isPlaying ? "pause" : "playerPlay")} @click=${this.toggle}>
        ${icon(this.isPlaying ? "pause" : "play")}
      </button>
      <output>${clock(this.now)} / ${clock(this.duration)}</output>
      <div class="wave" dir="ltr">
        <canvas width=${stretches} height="100" aria-hidden="true"></canvas>
        <input
          type="range"
          min="0"
          max=${this.duration || 1}
          step="0.1"
          .value=${String(this.now)}
          aria-label=${t("playerPlace")}
          aria-valuetext=${words}
          @input=${this.onSlide}
        />
      </div>
      <select aria-label=${t("playerSpeed")} @change=${this.onRate}>
        ${rates.map((rate) => html`<option value=${rate} ?selected=${rate === 1}>${rate}×</option>`)}
      </select>
      <audio
        preload="metadata"
        src=${soundAddress(this.sessionId)}
        @loadedmetadata=${() => (this.duration = this.audio!.duration)}
        @play=${() => this.setPlaying(true)}
        @pause=${() => this.setPlaying(false)}
        @seeked=${() => this.tell(this.audio!.currentTime)}
        @error=${() => (this.problem ||= t("playerFailed"))}
      ></audio>
    </div>`;
  }

  override updated(changed: PropertyValues): void {
    if (["peaks", "from", "to", "duration"].some((name) => changed.has(name))) {
      this.paint();
    }
  }

  private get audio(): HTMLAudioElement | null {
    return this.renderRoot.querySelector("audio");
  }

  private async draw(): Promise<void> {
    try {
      this.peaks = (await getPeaks(this.sessionId, stretches)).peaks;
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  private paint(): void {
    const canvas = this.renderRoot.querySelector("canvas");
    const context = canvas?.getContext("2d");
    if (!canvas || !context) {
      return;
    }
    const colors = getComputedStyle(this);
    context.clearRect(0, 0, canvas.width, canvas.height);
    if (this.duration > 0) {
      context.fillStyle = colors.getPropertyValue("--accent");
      context.globalAlpha = 0.35;
      const [left, right] = [this.from, this.to].map((time) => (time / this.duration) * canvas.width);
      context.fillRect(left!, 0, Math.max(2, right! - left!), canvas.height);
      context.globalAlpha = 1;
    }
    // Speech is quiet beside its loudest: the root shows both.
    context.fillStyle = colors.getPropertyValue("--quiet");
    this.peaks.forEach((peak, at) => {
      const height = Math.max(1, Math.sqrt(peak) * canvas.height);
      context.fillRect(at, (canvas.height - height) / 2, 1, height);
    });
  }

  private setPlaying(isPlaying: boolean): void {
    this.isPlaying = isPlaying;
    this.dispatchEvent(new CustomEvent<boolean>("playing", { detail: isPlaying }));
    cancelAnimationFrame(this.frame);
    if (isPlaying) {
      this.frame = requestAnimationFrame(this.tick);
    }
  }

  private readonly tick = (): void => {
    const time = this.audio?.currentTime ?? 0;
    if (this.until !== undefined && time >= this.until) {
      this.until = undefined;
      this.audio?.pause();
    }
    this.tell(time);
    this.frame = requestAnimationFrame(this.tick);
  };

  private tell(time: number): void {
    this.now = time;
    this.dispatchEvent(new CustomEvent<number>("time", { detail: time }));
  }

  private onSlide(event: Event): void {
    this.seek(Number((event.target as HTMLInputElement).value));
  }

  private onRate(event: Event): void {
    this.audio!.playbackRate = Number((event.target as HTMLSelectElement).value);
  }
}

customElements.define("lc-player", SoundPlayer);
