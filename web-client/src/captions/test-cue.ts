import type { Cue } from "../contract";

/** A cue for tests; what is not given is plausible. */
export function testCue(cue: Partial<Cue> = {}): Cue {
  return {
    sessionId: "s",
    seq: 1,
    id: "c1",
    revision: 1,
    kind: "final",
    start: 0,
    end: 1,
    text: "Hello.",
    createdAt: "2026-11-23T12:00:00.000Z",
    ...cue,
  };
}
