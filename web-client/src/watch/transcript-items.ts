import { ParagraphKeys } from "../captions/paragraph-keys";
import { paragraphs, type Paragraph } from "../captions/paragraphs";
import type { Cue, CueSpeaker } from "../contract";
import type { SoundGap } from "./sound-gaps";

/** What the transcript is a list of: paragraphs, and places where sound was lost. */
export interface TranscriptItem {
  /** The same as long as it is there. */
  key: string;
  /** What is searched: the cues' texts with a space between. */
  text: string;
  paragraph?: Paragraph;
  /** Who spoke in the paragraph before. */
  before?: CueSpeaker | undefined;
  gap?: SoundGap;
}

/** A lost place ends the paragraph that it is in. */
export function transcriptItems(finals: readonly Cue[], gaps: readonly SoundGap[], keys: ParagraphKeys): TranscriptItem[] {
  const stretches = gaps.reduce<Cue[][]>(
    (found, { at }) => {
      const last = found.pop()!;
      const behind = last.findIndex(({ start }) => start >= at);
      return behind < 0 ? [...found, last, []] : [...found, last.slice(0, behind), last.slice(behind)];
    },
    [[...finals]],
  );
  const spoken = stretches.map((cues) => paragraphs(cues));
  const kept = keys.keep(spoken.flat());
  let next = 0;
  return spoken.flatMap((stretch, index): TranscriptItem[] => {
    const items = stretch.map(() => itemOf(kept[next]!, kept[next++ - 1]));
    const gap = gaps[index - 1];
    return gap ? [{ key: `gap ${gap.at}`, text: "", gap }, ...items] : items;
  });
}

function itemOf(paragraph: Paragraph, before: Paragraph | undefined): TranscriptItem {
  return { key: paragraph.id, text: paragraph.cues.map(({ text }) => text).join(" "), paragraph, before: before?.speaker };
}
