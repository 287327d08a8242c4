/** Sessions: how they are, how they are asked for, and who sends them sound. Times are seconds from the session's first sample. */

import type { Cue, SessionSpeaker } from "./cue";

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
  /** Languages that may be spoken, the likeliest first. */
  languages?: string[];
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
  /** Whether its transcript can be asked something. */
  asks?: boolean;
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
  /** Places that people marked, in order of time. */
  marks?: Mark[];
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

/** How loud a track is that somebody publishes, of the last three seconds, in dBFS. */
export interface SoundLevel {
  track: number;
  rms: number;
  peak: number;
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

/** A voice that the server remembers under a name. */
export interface VoiceProfile {
  id: string;
  name: string;
  createdAt: string;
  /** Of speech that it was made of. */
  seconds: number;
}

/** A place in a session that somebody wants to find again. */
export interface Mark {
  id: string;
  at: number;
  /** What it is about. */
  text?: string;
}
