/** Where captions go besides viewers. Times are seconds from the session's first sample. */

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
