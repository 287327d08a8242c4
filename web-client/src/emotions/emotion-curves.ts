import type { EmotionMessage } from "../contract";

export interface EmotionPoint {
  /** Seconds from the session's first sample. */
  time: number;
  /** From -1 to 1, both. */
  arousal: number;
  valence: number;
  /** Where it is clear enough for a word. */
  label?: string;
}

/** Points that are remembered of a speaker. */
const most = 300;

/** How each speaker has sounded since the page was opened, in order of time. Never changes: what is heard makes another. */
export class EmotionCurves {
  constructor(private readonly curves: ReadonlyMap<string, readonly EmotionPoint[]> = new Map()) {}

  get isEmpty(): boolean {
    return this.curves.size === 0;
  }

  /** Ids of who was heard; an empty one for speech of nobody in particular. */
  get speakers(): string[] {
    return [...this.curves.keys()];
  }

  of(speaker: string): readonly EmotionPoint[] {
    return this.curves.get(speaker) ?? [];
  }

  /** @returns itself where the message has no numbers */
  with({ speaker, start, end, arousal, valence, label }: EmotionMessage): EmotionCurves {
    if (![start, end, arousal, valence].every(Number.isFinite)) {
      return this;
    }
    const point: EmotionPoint = {
      time: (start + end) / 2,
      arousal: bounded(arousal),
      valence: bounded(valence),
      ...(label ? { label } : {}),
    };
    const who = speaker ?? "";
    const others = this.of(who).filter(({ time }) => time !== point.time);
    return new EmotionCurves(new Map(this.curves).set(who, [...others, point].sort((a, b) => a.time - b.time).slice(-most)));
  }
}

function bounded(value: number): number {
  return Math.max(-1, Math.min(1, value));
}
