import type { Cue, CueWord } from "../contract";

/** A word of a cue's text with what is known of it, and the text up to the next one. */
export interface TimedPiece {
  text: string;
  word?: CueWord;
}

/** A cue's text, cut where its timed words begin; what has no word of its own is text alone. */
export function timedPieces({ text, words = [] }: Cue): TimedPiece[] {
  const pieces: TimedPiece[] = [];
  let done = 0;
  for (const word of words) {
    const at = text.indexOf(word.text, done);
    if (at < 0) {
      continue;
    }
    if (at > done) {
      pieces.push({ text: text.slice(done, at) });
    }
    done = at + word.text.length;
    pieces.push({ text: text.slice(at, done), word });
  }
  return done < text.length ? [...pieces, { text: text.slice(done) }] : pieces;
}

/** Seconds at which a cue is split so that its second part begins at a letter. */
export function splitTime(cue: Cue, letter: number): number {
  let at = 0;
  let before: CueWord | undefined;
  for (const { text, word } of timedPieces(cue)) {
    if (word && at >= letter && before) {
      return (before.end + word.start) / 2;
    }
    before = word ?? before;
    at += text.length;
  }
  return cue.start + (cue.end - cue.start) * (letter / Math.max(1, cue.text.length));
}

/** Number of the cue that is said at a time, or was last; -1 before the first. */
export function cueAt(cues: readonly Cue[], time: number): number {
  let [low, high] = [0, cues.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cues[middle]!.start <= time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
