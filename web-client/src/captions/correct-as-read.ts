import type { Cue } from "../contract";
import { ServerError } from "../live/http";
import { correctCue } from "../live/server";

/**
 * Puts a final's text right as a person has read it. A revision with the same words, as one that knows how they were said, is in nobody's
 * way; one with others is refused, with what is there now.
 */
export async function correctAsRead(sessionId: string, read: Cue, text: string): Promise<Cue> {
  for (let known = read; ; ) {
    try {
      return await correctCue(sessionId, known, text);
    } catch (error) {
      const newer = newerIn(error);
      if (!newer || newer.deleted || newer.text !== known.text || newer.revision <= known.revision) {
        throw error;
      }
      known = newer;
    }
  }
}

/** What somebody else made of it meanwhile. */
export function newerIn(error: unknown): Cue | undefined {
  return error instanceof ServerError && error.code === "revision_clash" ? error.newer : undefined;
}
