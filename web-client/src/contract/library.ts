/** What was said before, and what is to be looked at. Times are seconds from the session's first sample. */

import type { Session } from "./session";

/** A part of a text, in UTF-16 code units. */
export interface TextRange {
  start: number;
  length: number;
}

/** A final in which all words are that were searched for. */
export interface SearchHit {
  cueId: string;
  start: number;
  end: number;
  text: string;
  matches: TextRange[];
  speaker?: string;
}

/** A session that was found: where in its title, in how many finals, and the first of those. */
export interface FoundSession {
  session: Session;
  title: TextRange[];
  count: number;
  hits: SearchHit[];
}

/** How loud a session's sound is: the loudest of each stretch, 0 to 1. */
export interface SoundPeaks {
  from: number;
  to: number;
  peaks: number[];
}

/** Words that the engine was not sure of, with what others heard. */
export interface ReviewItem {
  cueId: string;
  start: number;
  end: number;
  text: string;
  confidence: number;
  alternatives: { text: string; engine: string; confidence: number }[];
}
