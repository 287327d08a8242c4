import { css, html, LitElement, nothing } from "lit";
import { clock } from "../captions/paragraphs";
import type { Mark } from "../contract";
import { icon } from "../design/icon";
import { look } from "../design/look";
import { soundAddress } from "../live/corrections";
import { takePass } from "../live/pass";
import { t } from "../strings/strings";
import "./sound-wave";
import type { SoundWave } from "./sound-wave";

const rates = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** A session's sound with a drawing of it to find one's way. Sends `time` while it plays or is moved, and `playing`. */
export class SoundPlayer extends LitElement {
  static override properties = {
    sessionId: { attribute: false },
    from: { type: Number },
    to: { type: Number },
    marks: { attribute: false },
    source: { state: true },
    duration: { state: true },
    problem: { state: true },
    isPlaying: { state: true },
    now: { state: true },
  };

  declare sessionId: string;
  /** The stretch that is marked: of the cue that is edited. */
  declare from: number;
  declare to: number;
  declare marks: readonly Mark[];
  /** Where the sound is; empty while the browser may not ask for it yet. */
  declare private source: string;
  declare private duration: number;
  declare private problem: string;
  declare private isPlaying: boolean;
  declare private now: number;
  private until: number | undefined;
  /** Whether another pass was taken since it last played. */
  private asked = false;
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
        lc-wave {
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
    this.marks = [];
    this.source = "";
    this.problem = "";
    this.isPlaying = false;
    this.now = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.open();
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

  /** Closer to the drawing, or farther. */
  zoomBy(direction: 1 | -1): void {
    this.renderRoot.querySelector<SoundWave>("lc-wave")?.zoomBy(direction);
  }

  /** Seconds at which it is. */
  get time(): number {
    return this.now;
  }

  /** Seconds forward, or back. */
  move(by: number): void {
    this.seek((this.audio?.currentTime ?? 0) + by);
  }

  override render() {
    if (this.problem) {
      return html`<p class="note" role="status">${this.problem}</p>`;
    }
    return html`<div class="player" role="group" aria-label=${t("player")}>
      <button class="icon" aria-label=${t(this.isPlaying ? "pause" : "playerPlay")} @click=${this.toggle}>
        ${icon(this.isPlaying ? "pause" : "play")}
      </button>
      <output>${clock(this.now)} / ${clock(this.duration)}</output>
      <lc-wave
        .sessionId=${this.sessionId}
        .duration=${this.duration}
        .now=${this.now}
        .from=${this.from}
        .to=${this.to}
        .marks=${this.marks}
        @seek=${(event: CustomEvent<number>) => this.seek(event.detail)}
        @problem=${(event: CustomEvent<string>) => (this.problem = event.detail)}
      ></lc-wave>
      <select aria-label=${t("playerSpeed")} @change=${this.onRate}>
        ${rates.map((rate) => html`<option value=${rate} ?selected=${rate === 1}>${rate}×</option>`)}
      </select>
      <audio
        preload="metadata"
        src=${this.source || nothing}
        @loadedmetadata=${this.onLoaded}
        @play=${() => this.setPlaying(true)}
        @pause=${() => this.setPlaying(false)}
        @seeked=${() => this.tell(this.audio!.currentTime)}
        @error=${this.onError}
      ></audio>
    </div>`;
  }

  private get audio(): HTMLAudioElement | null {
    return this.renderRoot.querySelector("audio");
  }

  /** Players send no key: they get a pass before. */
  private async open(): Promise<void> {
    await takePass(this.sessionId).catch(() => undefined);
    this.source = soundAddress(this.sessionId);
  }

  private onLoaded(): void {
    this.duration = this.audio!.duration;
    if (this.now > 0) {
      this.audio!.currentTime = this.now;
    }
  }

  /** A pass may be over: with another one it goes on where it was. */
  private onError(): void {
    if (this.asked) {
      this.problem ||= t("playerFailed");
      return;
    }
    this.asked = true;
    void this.open().then(() => this.audio?.load());
  }

  private setPlaying(isPlaying: boolean): void {
    this.isPlaying = isPlaying;
    this.asked &&= !isPlaying;
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

  private onRate(event: Event): void {
    this.audio!.playbackRate = Number((event.target as HTMLSelectElement).value);
  }
}

customElements.define("lc-player", SoundPlayer);
