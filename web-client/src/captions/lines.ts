import type { Cue } from "../contract";
import type { ParagraphKeys } from "./paragraph-keys";
import { paragraphs, type Paragraph } from "./paragraphs";

/** Characters that a caption line holds by the usual rules of subtitling. */
export const widestLine = 42;

export interface CaptionWord {
  text: string;
  interim: boolean;
}

export interface CaptionLine {
  /** The same while the line grows, so that it stays where it is on the page. */
  key: string;
  words: CaptionWord[];
}

/**
 * Fills lines from the first word on, so that a line never changes once the next one has begun. A word longer than a line gets its own.
 *
 * @param width characters per line
 */
export function breakLines(words: readonly CaptionWord[], width = widestLine): CaptionWord[][] {
  const lines: CaptionWord[][] = [];
  let length = Infinity;
  for (const word of words) {
    length += 1 + word.text.length;
    if (length > width) {
      lines.push([]);
      length = word.text.length;
    }
    lines.at(-1)!.push(word);
  }
  return lines;
}

/**
 * The newest lines of captions that roll up. Lines are filled across cues: where one ends is the server's affair, and a reader
 * wants whole lines. A paragraph begins a line.
 *
 * @param keys keep a line in its place when another paragraph gets its first words
 */
export function liveLines(
  finals: readonly Cue[],
  interims: readonly Cue[],
  keys: ParagraphKeys,
  width = widestLine,
  count = 2,
): CaptionLine[] {
  return keys
    .keep(paragraphs([...finals, ...interims]))
    .slice(-count)
    .flatMap((paragraph) => linesOf(paragraph, width))
    .slice(-count);
}

function linesOf({ id, speaker, cues }: Paragraph, width: number): CaptionLine[] {
  const name = speaker?.label ? [{ text: `${speaker.label}:`, interim: false }] : [];
  const words = [...name, ...cues.flatMap(wordsOf)];
  return breakLines(words, width).map((line, index) => ({ key: `${id}/${index}`, words: line }));
}

function wordsOf({ text, kind }: Cue): CaptionWord[] {
  return text
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => ({ text: word, interim: kind === "interim" }));
}
