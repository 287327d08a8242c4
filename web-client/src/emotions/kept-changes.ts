import type { Cue } from "../contract";
import { emotionChanges, type EmotionMarks } from "./emotion-changes";

export const noEmotions: EmotionMarks = new Map();

/** Where emotions are shown among cues, found once for each array of them. */
export class KeptChanges {
  private of: readonly Cue[] = [];
  private marks: EmotionMarks = noEmotions;

  /** @param cues in order of time */
  in(cues: readonly Cue[]): EmotionMarks {
    if (this.of !== cues) {
      [this.of, this.marks] = [cues, emotionChanges(cues)];
    }
    return this.marks;
  }
}
