/** Questions to a language model about a transcript. Times are seconds from the session's first sample. */

/** A final that an answer rests on, as it is in the transcript. */
export interface CitedCue {
  id: string;
  start: number;
  end: number;
  text: string;
}

export interface AskedAnswer {
  /** Plain text. */
  answer: string;
  /** In order of time. */
  cues: CitedCue[];
  /** Whether all of the transcript was read for it. */
  whole: boolean;
}

/** Somebody or something that a session speaks of by name. */
export interface FoundEntity {
  text: string;
  /** `person`, `organization`, `place`, `event`, `work` or `other`; newer servers may know more. */
  kind: string;
  cues: CitedCue[];
}

export interface EntityList {
  entities: FoundEntity[];
  whole: boolean;
}
