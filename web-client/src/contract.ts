/** What the server and this client say to each other. Times are seconds from the session's first sample. */

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

export type SessionState = "created" | "live" | "finishing" | "finished" | "failed";

export interface Session {
  id: string;
  title?: string;
  state: SessionState;
  createdAt: string;
  startedAt?: string;
  endedAt?: string;
  duration?: number;
  language?: string;
  /** Languages that it is translated into. */
  targets?: string[];
  engine?: string;
  engineWhy?: string;
  speakers?: SessionSpeaker[];
  cueCount?: number;
  lostAudio?: number;
  /** How far the transcript is that is made of the recording; only once it is over. */
  publishing?: "waiting" | "running" | "done" | "off";
  /** Whether watching needs no key. */
  public?: boolean;
  /** Whether it is told how things are said. */
  emotion?: boolean;
  /** Names and jargon to expect. */
  keyterms?: string[];
  formatting?: { replacements?: Replacement[] };
  /** Seconds after which a word is final at the latest. */
  maxDelay?: number;
  /** How loud each track is; only while live. */
  levels?: SoundLevel[];
  /** Seconds that recognition is behind the sound; only while live. */
  lag?: number;
  notices?: SessionNotice[];
  /** When its recording is deleted, and when it was. */
  recordingExpiresAt?: string;
  recordingDeletedAt?: string;
  /** When what tells its voices apart is deleted, and when it was. */
  voicesExpireAt?: string;
  voicesDeletedAt?: string;
  /** When all of it is deleted. */
  expiresAt?: string;
  /** File or address that it is made of. */
  source?: string;
  /** The server pulls it live. */
  live?: boolean;
  /** How far that is, 0 to 1, where the length is known. */
  progress?: number;
  /** What is being done, or what went wrong. */
  message?: string;
}

/** Something that was dropped, cut, guessed or repaired on the way of a session's sound. */
export interface SessionNotice {
  code: string;
  message: string;
  /** Seconds from the session's start. */
  at: number;
  track: number;
}

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

/** How the server fares; bytes where it is about storage. */
export interface ServerStatus {
  engine?: string;
  provider?: string;
  sessions: number;
  streams: number;
  maxStreams?: number;
  /** Seconds. */
  lag: number;
  viewers: number;
  trouble?: string;
  storage: { database?: number; recordings: number; imports: number; free: number };
}

/** Work that survives the server. */
export interface Job {
  id: number;
  kind: string;
  session?: string;
  state: "waiting" | "running" | "done" | "cancelled" | "dead";
  attempts: number;
  createdAt: string;
  notBefore?: string;
  message?: string;
}

/** Captions on their way to YouTube. */
export interface Upload {
  id: string;
  videoId: string;
  language: string;
  name: string;
  sessionId?: string;
  file?: string;
  state: "waiting" | "uploading" | "done" | "parked" | "failed";
  error?: string;
  goesAt?: string;
  createdAt: string;
}

/** Units of YouTube's quota for a day. */
export interface UploadQuota {
  limit: number;
  spent: number;
  remaining: number;
  resetAt: string;
}

/** Days from a session's end for which things are kept; null keeps them until somebody deletes them. */
export interface Retention {
  recordingDays: number | null;
  voiceDays: number | null;
  sessionDays: number | null;
}

/** The answer to creating a session: only its creator gets the stream key. */
export interface CreatedSession extends Session {
  streamKey: string;
  /** Lets its holder watch, correct, finish and delete this session. */
  editToken: string;
  ingest: { websocket: string; whip: string; rtmp?: string };
  watch: string;
  hub: string;
}

/** The answer to an import: nobody publishes there, so there is no stream key. */
export interface ImportedSession extends Session {
  editToken: string;
}

/** Leave to do something with one session, for a while. */
export interface CreatedToken {
  id: string;
  token: string;
  scope: "view" | "edit" | "publish";
  expiresAt: string;
}

/** Words that are written otherwise. */
export interface Replacement {
  find: string;
  /** Empty takes them out. */
  replace: string;
  matchCase?: boolean;
}

/** What of a session shall be otherwise; what is left out stays. */
export interface SessionChange {
  title?: string;
  public?: boolean;
  keyterms?: readonly string[];
  /** In the place of those there are, for what is said from now on. */
  replacements?: readonly Replacement[];
  maxDelay?: number;
}

/** How loud a track is that somebody publishes, of the last three seconds, in dBFS. */
export interface SoundLevel {
  track: number;
  rms: number;
  peak: number;
}

/** What is left out is up to the server. */
export interface SessionRequest {
  title?: string;
  language?: string;
  /** Languages to translate into, up to 10. */
  targets?: readonly string[];
  emotion?: boolean;
  /** Speakers there are at most. */
  maxSpeakers?: number;
  /** Speakers get their names from voices that the server remembers. */
  profiles?: boolean;
  /** Seconds after which a word is final at the latest, from 0.7 to 20. */
  maxDelay?: number;
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

/** A voice that the server remembers under a name. */
export interface VoiceProfile {
  id: string;
  name: string;
  createdAt: string;
  /** Of speech that it was made of. */
  seconds: number;
}

/** The hub's answer to `Watch` and `WatchLanguages`. */
export interface WatchSnapshot {
  session: Session;
  cues: Cue[];
  seq: number;
  /** There are older finals than those of `cues`, behind the seq that was asked for. */
  more?: boolean;
}

/** What the server says on the ingest WebSocket. `received` is seconds of audio that are safe on its disk. */
export type IngestMessage =
  | { type: "ready"; received?: number }
  | { type: "ack"; received: number }
  | { type: "notice"; code: string; message: string; track: number; over?: true }
  | { type: "error"; code: string; message: string };

export type SinkType = "youtube" | "obs";
export type SinkState = "connecting" | "live" | "failing" | "ended";

/** Where a session's captions go besides its viewers. Secrets are never in it. */
export interface Sink {
  id: string;
  type: SinkType;
  state: SinkState;
  error?: string;
  address: string;
  delay: number;
  sent: number;
  dropped: number;
  clockSkew?: number;
}

/** What is left out stays as it is. */
export interface SinkRequest {
  type?: SinkType;
  url?: string;
  address?: string;
  password?: string;
  delay?: number;
}

/** Ordinary ones first. */
export const captionFormats = ["vtt", "srt", "txt", "ass", "ttml", "scc", "sbv", "json", "rttm"] as const;
export type CaptionFormat = (typeof captionFormats)[number];
