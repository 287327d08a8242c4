import type { EmotionPoint } from "./emotion-curves";

export interface EmotionSpan {
  label: string;
  start: number;
  end: number;
}

/** Seconds between points of one stretch: beyond it somebody was silent. */
const gap = 12;
/** Seconds that a point stands for. */
const width = 4;

/** Stretches in which somebody sounds one way that has a word, from points in order of time; neutral has none. */
export function emotionSpans(points: readonly EmotionPoint[]): EmotionSpan[] {
  const spans: EmotionSpan[] = [];
  for (const { time, label } of points) {
    if (!label || label === "neutral") {
      continue;
    }
    const open = spans.at(-1);
    if (open && open.label === label && time - open.end < gap) {
      open.end = time + width / 2;
    } else {
      spans.push({ label, start: time - width / 2, end: time + width / 2 });
    }
  }
  return spans;
}
