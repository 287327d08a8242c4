export type PublisherState = "connecting" | "live" | "reconnecting" | "closing" | "closed" | "failed";

export interface PublisherStatus {
  state: PublisherState;
  /** Why it failed, for the person at the page. */
  message?: string;
  /** Seconds of audio that could not be kept through an interruption. */
  lost: number;
  /** What is said during an interruption is gone: only what is said now is sent. */
  fleeting?: true;
}

/** Brings a programme's sound to the server, by whatever protocol, and comes back after interruptions. */
export interface SoundPublisher {
  /** Resolves when sound is carried from now on; before that it may be dropped. What can wait, such as a file, waits for it. */
  readonly ready: Promise<void>;
  /** Resolves when the server has everything, or it was given up; the state then says which. */
  readonly done: Promise<void>;
  start(): void;
  /** Takes the next samples, mono floats. */
  push(samples: Float32Array): void;
  /** Something else says that the server is gone: it is looked at more closely. */
  suspect(): void;
  /** Nothing more will be said: resolves when the source may be closed. */
  lastWords(): Promise<void>;
  /** The source is closed: sends the rest, and ends the track on the server. */
  finish(): Promise<void>;
}

/** Publishes live, and lets go when another takes over. */
export interface AbandonablePublisher extends SoundPublisher {
  /** Lets go without a word to the server: an end would end the track. */
  abandon(): void;
}

/** Keeps what another publisher of the same track may fail to bring through, and goes on where that broke. */
export interface StandbyPublisher extends SoundPublisher {
  /** Behind what was pushed so far, in samples. */
  readonly position: number;
  standBy(): void;
  /** @param position where the other's sound began */
  startBehind(position: number): void;
}
