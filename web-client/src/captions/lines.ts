import type { Cue } from "../contract";

/** Characters that a caption line holds by the usual rules of subtitling. */
export const widestLine = 42;

export interface CaptionLine {
  /** The same while the line grows, so that it stays where it is on the page. */
  key: string;
  text: string;
  interim: boolean;
}

/**
 * Fills lines from the first word on, so that a line never changes once the next one has begun. A word longer than a line gets its own.
 *
 * @param width characters per line
 */
export function breakLines(text: string, width = widestLine): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  return line ? [...lines, line] : lines;
}

/** The newest lines of captions that roll up: an interim's, with finals above it as far as there is room. */
export function liveLines(finals: readonly Cue[], interims: readonly Cue[], width = widestLine, count = 2): CaptionLine[] {
  const newest = [...finals.slice(-count), ...interims];
  return newest.flatMap((cue) => linesOf(cue, width)).slice(-count);
}

function linesOf(cue: Cue, width: number): CaptionLine[] {
  const interim = cue.kind === "interim";
  return breakLines(cue.text, width).map((text, index) => ({ key: `${cue.id}/${index}`, text, interim }));
}
