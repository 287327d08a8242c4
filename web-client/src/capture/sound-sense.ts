import { levelOf } from "./level";

/** What there is to say about the sound. */
export type SoundWord = "waiting" | "heard" | "quiet" | "clipping" | "silent";

/** dB below full scale: at and above it somebody speaks well into the microphone. */
const spoken = -42;
/** Below this there is nothing but the room. */
const nothing = -58;
/** Of full scale: above it the wave is cut off. */
const full = 0.985;
/** Seconds that a loud moment counts: longer than the pause between two words, and than a full stop. */
const holdsSpeech = 3;
const holdsClipping = 2;
/** Seconds of silence that are told: people pause. */
const patience = 5;

/** Listens to the sound on its way out, and says in a word how it is. */
export class SoundSense {
  private time = 0;
  private spokenAt = -Infinity;
  private soundAt = 0;
  private clippedAt = -Infinity;
  private heardAnything = false;

  /** Seconds since the last sound. */
  get silence(): number {
    return Math.max(0, this.time - this.soundAt);
  }

  get word(): SoundWord {
    if (this.time - this.clippedAt < holdsClipping) {
      return "clipping";
    }
    if (this.time - this.spokenAt < holdsSpeech) {
      return "heard";
    }
    if (this.silence >= patience) {
      return "silent";
    }
    return this.heardAnything && this.silence < holdsSpeech ? "quiet" : "waiting";
  }

  hear(samples: Float32Array, sampleRate: number): void {
    this.take(levelOf(samples), samples.some((sample) => Math.abs(sample) >= full), samples.length / sampleRate);
  }

  /** @param level in dB below full scale, of so many seconds */
  take(level: number, clips: boolean, seconds: number): void {
    this.time += seconds;
    if (level > nothing) {
      this.soundAt = this.time;
      this.heardAnything = true;
    }
    if (level > spoken) {
      this.spokenAt = this.time;
    }
    if (clips) {
      this.clippedAt = this.time;
    }
  }
}
