import type { Cue } from "../contract";
import type { OverlayOptions } from "./overlay-options";

/** Something to see where nobody speaks yet, as the options say. */
export function previewCues({ interim }: Pick<OverlayOptions, "interim">): Cue[] {
  const cue = (id: string, text: string, label: string, kind: Cue["kind"], start: number): Cue => ({
    sessionId: "", seq: 1, id, revision: 1, kind, start, end: start + 1, text, speaker: { id: label, label }, createdAt: "",
  });
  return [
    cue("c1", "It was the best of times, it was the worst of times,", "Ann", "final", 0),
    cue("c2", "it was the age of wisdom, it was the age of foolishness.", "Ann", "final", 1),
    ...(interim ? [cue("c3", "And so it goes on", "Bob", "interim", 2)] : []),
  ];
}
