/** Samples per second that the recogniser wants; other rates are resampled by the server. */
export const preferredSampleRate = 16_000;

/** Milliseconds of audio in one message: short enough to add no lag that matters, long enough to keep overhead low. */
export const messageMilliseconds = 40;

/** Float samples in [-1, 1] to signed 16-bit; louder ones are clipped, NaN is silence. */
export function toPcm16(samples: Float32Array): Int16Array {
  const pcm = new Int16Array(samples.length);
  for (let i = 0; i < samples.length; i++) {
    const sample = Math.max(-1, Math.min(1, samples[i]! || 0));
    pcm[i] = Math.round(sample < 0 ? sample * 0x8000 : sample * 0x7fff);
  }
  return pcm;
}

/** Mean of the channels, which may be absent while a source is silent. */
export function toMono(channels: readonly Float32Array[], length: number): Float32Array {
  const mono = new Float32Array(length);
  for (const channel of channels) {
    for (let i = 0; i < length; i++) {
      mono[i] = mono[i]! + channel[i]! / channels.length;
    }
  }
  return mono;
}

/** Collects blocks of any size into messages of one size. */
export class MessageFramer {
  private readonly pending: Float32Array;
  private filled = 0;

  /** @param size samples per message */
  constructor(size: number) {
    this.pending = new Float32Array(size);
  }

  /** Takes the next samples; gives every message that is now full. */
  push(samples: Float32Array): Float32Array[] {
    const full: Float32Array[] = [];
    let taken = 0;
    while (taken < samples.length) {
      const part = samples.subarray(taken, taken + this.pending.length - this.filled);
      this.pending.set(part, this.filled);
      this.filled += part.length;
      taken += part.length;
      if (this.filled === this.pending.length) {
        full.push(...this.flush());
      }
    }
    return full;
  }

  /** The rest, shorter than a message: none or one. */
  flush(): Float32Array[] {
    if (this.filled === 0) {
      return [];
    }
    const rest = this.pending.slice(0, this.filled);
    this.filled = 0;
    return [rest];
  }
}
