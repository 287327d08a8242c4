/** Captions, and what is said about them. Times are seconds from the session's first sample. */

export interface CueWord {
  text: string;
  start: number;
  end: number;
  confidence: number;
}

/** Who speaks in a session; the label is what to call them. */
export interface SessionSpeaker {
  id: string;
  label: string;
}

export interface CueSpeaker extends SessionSpeaker {
  confidence?: number;
}

/** How something sounds, as a program takes it to. */
export interface CueEmotion {
  /** One of `emotionLabels`; newer servers may know more. */
  label: string;
  confidence: number;
  /** From calm, -1, to excited, 1. */
  arousal: number;
  /** From unpleasant, -1, to pleasant, 1. */
  valence: number;
  scores?: Record<string, number>;
}

/** Text shown from `start` to `end`. An empty text withdraws the cue, and is that of one that a person deleted. */
export interface Cue {
  sessionId: string;
  seq: number;
  id: string;
  revision: number;
  kind: "interim" | "final";
  start: number;
  end: number;
  text: string;
  words?: CueWord[];
  speaker?: CueSpeaker;
  emotion?: CueEmotion;
  language?: string;
  /** Id of the cue that it is a translation of. */
  of?: string;
  /** A translation made by rules: to be understood only. */
  draft?: boolean;
  /** A translation by a person of words that were corrected since. */
  stale?: boolean;
  latency?: number;
  createdAt: string;
  edited?: boolean;
  /** What a person put right of it. */
  touched?: ("text" | "times" | "speaker")[];
  /** A person deleted it. */
  deleted?: boolean;
}

/** The hub's `speaker` message: a speaker has another name now. */
export interface SpeakerMessage {
  sessionId: string;
  seq: number;
  /** The speaker's. */
  id: string;
  label: string;
}

/** The hub's `emotion` message: how a stretch of speech sounds, also where it is not clear enough for a label. */
export interface EmotionMessage {
  sessionId: string;
  seq: number;
  /** The speaker's id; absent where it is not known who speaks. */
  speaker?: string;
  start: number;
  end: number;
  arousal: number;
  valence: number;
  label?: string;
}

/** Ordinary ones first. */
export const captionFormats = ["vtt", "srt", "txt", "ass", "ttml", "scc", "sbv", "json", "rttm"] as const;

export type CaptionFormat = (typeof captionFormats)[number];
