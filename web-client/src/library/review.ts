import type { Cue, ReviewItem, TextRange } from "../contract";
import { isUnsure } from "./cue-lint";

/**
 * Where words are that may be others, in order of time: as the server found them, else by the words' own confidence. What a person put
 * right is right.
 */
export function reviewItems(cues: readonly Cue[], told: readonly ReviewItem[] = []): ReviewItem[] {
  const open = new Map(cues.filter(({ touched }) => !touched?.includes("text")).map((cue) => [cue.id, cue]));
  const known = told.filter(({ cueId, text }) => open.get(cueId)?.text.includes(text));
  return (known.length > 0 ? known : [...open.values()].flatMap(unsureOf)).sort((a, b) => a.start - b.start);
}

/** Where an item's words stand in its cue's text. */
export function rangeOf({ text, words = [] }: Cue, item: ReviewItem): TextRange {
  let from = 0;
  for (const word of words) {
    const at = text.indexOf(word.text, from);
    if (word.start >= item.start || at < 0) {
      break;
    }
    from = at + word.text.length;
  }
  const start = text.indexOf(item.text, from);
  return { start: Math.max(0, start >= 0 ? start : text.indexOf(item.text)), length: item.text.length };
}

/** The item behind another, or before it; from the other end where there is none. */
export function beside(items: readonly ReviewItem[], time: number, by: 1 | -1): ReviewItem | undefined {
  return by > 0 ? (items.find(({ start }) => start > time) ?? items[0]) : (items.findLast(({ start }) => start < time) ?? items.at(-1));
}

/** Uncertain words that follow each other are one place to look at. */
function unsureOf({ id, words = [] }: Cue): ReviewItem[] {
  const items: ReviewItem[] = [];
  let follows = false;
  for (const word of words) {
    const last = items.at(-1);
    if (!isUnsure(word)) {
      follows = false;
    } else if (follows && last) {
      Object.assign(last, { end: word.end, text: `${last.text} ${word.text}`, confidence: Math.min(last.confidence, word.confidence) });
    } else {
      items.push({ cueId: id, start: word.start, end: word.end, text: word.text, confidence: word.confidence, alternatives: [] });
      follows = true;
    }
  }
  return items;
}
