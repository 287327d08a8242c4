import type { Cue } from "../contract";
import type { ParagraphKeys } from "../captions/paragraph-keys";
import { paragraphs } from "../captions/paragraphs";
import { emotionChanges } from "../emotions/emotion-changes";
import type { OverlayOptions } from "./overlay-options";

export interface OverlayLine {
  /** The same while the line grows, so that it stays where it is. */
  key: string;
  text: string;
}

/** Width of a text in the units of the room that there is for it. */
export type Measure = (text: string) => number;

/** Where scripts without spaces may be broken. */
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * The newest lines of captions that roll up. A line is filled from its first word on, so it never changes once the next one has begun;
 * a pause or another speaker begins a line.
 *
 * @param cues in order of time
 * @param keys keep a line in its place when another paragraph gets its first words
 * @param room width of a line
 * @param options how many lines, and what is in them besides the words
 */
export function overlayLines(
  cues: readonly Cue[],
  keys: ParagraphKeys,
  room: number,
  measure: Measure,
  { lines: count, speakers, emotions }: Pick<OverlayOptions, "lines" | "speakers" | "emotions">,
): OverlayLine[] {
  const marks = emotions ? emotionChanges(cues) : undefined;
  const textOf = ({ id, text }: Cue) => (marks?.has(id) ? `[${marks.get(id)}] ${text}` : text);
  return keys
    .keep(paragraphs(cues))
    .slice(-count)
    .flatMap(({ id, speaker, cues: spoken }) => {
      const name = speakers && speaker ? [`${speaker.label}:`] : [];
      const words = [...name, ...spoken.flatMap((cue) => textOf(cue).split(/\s+/).filter(Boolean))];
      return fill(words, room, measure).map((text, index) => ({ key: `${id}/${index}`, text }));
    })
    .slice(-count);
}

/** Lines of what is said, and below them lines of its translation; each has a part of the lines there are. */
export function overlayTracks(
  [said, translated]: readonly [readonly Cue[], readonly Cue[]],
  [saidKeys, translatedKeys]: readonly [ParagraphKeys, ParagraphKeys],
  room: number,
  measure: Measure,
  options: Pick<OverlayOptions, "lines" | "speakers" | "emotions" | "second">,
): OverlayLine[] {
  const below = options.second ? Math.floor(options.lines / 2) : 0;
  const lines = overlayLines(said, saidKeys, room, measure, { ...options, lines: options.lines - below });
  if (below === 0) {
    return lines;
  }
  const second = overlayLines(translated, translatedKeys, room, measure, { speakers: false, emotions: false, lines: below });
  return [...lines, ...second.map((line) => ({ ...line, key: `second/${line.key}` }))];
}

/** Lines of words, each as full as it gets. What no line holds, as text without spaces, is broken between characters. */
export function fill(words: readonly string[], room: number, measure: Measure): string[] {
  const space = measure(" ");
  const lines: string[] = [];
  let used = Infinity;
  const begin = (text: string, width: number) => {
    lines.push(text);
    used = width;
  };
  for (const word of words) {
    const width = measure(word);
    if (used + space + width <= room) {
      lines[lines.length - 1] += ` ${word}`;
      used += space + width;
    } else if (width <= room) {
      begin(word, width);
    } else {
      for (const piece of pieces(word, room, measure)) {
        begin(piece, measure(piece));
      }
    }
  }
  return lines;
}

function pieces(word: string, room: number, measure: Measure): string[] {
  const result: string[] = [];
  let piece = "";
  for (const { segment } of graphemes.segment(word)) {
    if (piece !== "" && measure(piece + segment) > room) {
      result.push(piece);
      piece = "";
    }
    piece += segment;
  }
  return [...result, piece];
}
