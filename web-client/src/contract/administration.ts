/** How the server fares, and what it works on. Times are seconds from the session's first sample. */

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

/** A YouTube channel that uploads may go to. */
export interface YouTubeChannel {
  id: string;
  title: string;
}

/** Scopes that a key may have. */
export const keyScopes = ["admin", "publish", "view"] as const;
export type KeyScope = (typeof keyScopes)[number];

/** A key, without itself. */
export interface ApiKey {
  id: string;
  name?: string;
  /** With commas between. */
  scope: string;
  createdAt: string;
  expires?: string;
  revokedAt?: string;
  /** Id of the key by which it was made. */
  madeBy?: string;
  /** It is the one by which this page asks. */
  yours?: boolean;
}

/** A key that was just made: told once. */
export interface CreatedKey extends ApiKey {
  key: string;
}
