import type { Cue, CueSpeaker } from "../contract";

export interface Paragraph {
  /** Id of its first cue, or what `ParagraphKeys` keeps it by. */
  id: string;
  start: number;
  speaker?: CueSpeaker;
  cues: Cue[];
}

/** Seconds of silence after which a new paragraph begins. */
const pause = 2.5;
/** Seconds after which a paragraph ends with the next sentence. */
const longest = 30;

/** Finals as text to read: a new paragraph after a pause, for another speaker, and between sentences when it gets long. */
export function paragraphs(finals: readonly Cue[]): Paragraph[] {
  const result: Paragraph[] = [];
  for (const cue of finals) {
    const open = result.at(-1);
    if (open && belongs(cue, open)) {
      open.cues.push(cue);
    } else {
      result.push({ id: cue.id, start: cue.start, cues: [cue], ...(cue.speaker ? { speaker: cue.speaker } : {}) });
    }
  }
  return result;
}

/** The whole text, paragraph by paragraph, for the clipboard. */
export function plainText(finals: readonly Cue[]): string {
  return paragraphs(finals)
    .map(({ speaker, cues }) => (speaker ? `${speaker.label}: ` : "") + cues.map((cue) => cue.text).join(" "))
    .join("\n\n");
}

/** Seconds as 1:02:03, without hours below one. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

function belongs(cue: Cue, { start, speaker, cues }: Paragraph): boolean {
  const last = cues.at(-1)!;
  const sentenceEnded = /[.!?…]["”’)]*$/.test(last.text);
  return cue.speaker?.id === speaker?.id && cue.start - last.end < pause && !(sentenceEnded && cue.end - start > longest);
}
