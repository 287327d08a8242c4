import type { Cue } from "../contract";

/** Emotions that are shown, by their words. Neutral is none of them, nor is what a newer server may know. */
export const shownEmotions = ["happy", "sad", "angry", "fearful", "disgusted", "surprised"] as const;
export type ShownEmotion = (typeof shownEmotions)[number];

/** Emotions by the id of the cue that they are shown at. */
export type EmotionMarks = ReadonlyMap<string, ShownEmotion>;

/**
 * Where an emotion is worth saying: at the cue where its speaker begins to sound that way. Cues without one change nothing,
 * nobody was sure there; neutral ends what was.
 *
 * @param cues in order of time
 */
export function emotionChanges(cues: readonly Cue[]): EmotionMarks {
  const last = new Map<string, string>();
  const marks = new Map<string, ShownEmotion>();
  for (const { id, speaker, emotion } of cues) {
    const who = speaker?.id ?? "";
    if (!emotion || emotion.label === last.get(who)) {
      continue;
    }
    last.set(who, emotion.label);
    const shown = shownEmotions.find((label) => label === emotion.label);
    if (shown) {
      marks.set(id, shown);
    }
  }
  return marks;
}
