import { backoff } from "./backoff";
import { messageOf } from "./problem";
import type { AbandonablePublisher, PublisherState, PublisherStatus } from "./sound-publisher";
import { WhipConnection, type Peer } from "./whip-connection";
import { WhipRefusal, type WhipEndpoint } from "./whip-endpoint";

export interface WhipPublisherOptions {
  /** What is heard; its first audio track is sent. */
  stream: MediaStream;
  endpoint: WhipEndpoint;
  connect(): Peer;
  /** Whether the session has ended on the server, asked before coming back to it; rejects while nobody knows. */
  isOver(): Promise<boolean>;
  changed(status: PublisherStatus): void;
}

/** Milliseconds that the last words need through encoder and network. */
const lastWordsTake = 250;
/** Milliseconds that the server may take to caption the last words, before it is asked again. */
const endWithin = 30_000;
/**
 * So often the server may say that somebody publishes this track before it is believed: our own lost connection looks like that for some
 * seconds.
 */
const mostTimesInUse = 6;

/**
 * Sends a stream to a session over WebRTC (WHIP, RFC 9725). A first connection that does not come about ends it, with nothing left on the
 * server; one that is lost later is made anew, and the server fills the gap with silence, so that times stay right.
 */
export class WhipPublisher implements AbandonablePublisher {
  private state: PublisherState = "connecting";
  private attempt = 0;
  private timesInUse = 0;
  /** The connection over which sound came to the server last: ending it ends the track. */
  private carrying: WhipConnection | undefined;
  /** The connection that is being made. */
  private pending: WhipConnection | undefined;
  private retrying: ReturnType<typeof setTimeout> | undefined;
  private goneSince: number | undefined;
  private lost = 0;
  private finishing = false;
  private resolveReady!: () => void;
  private resolveDone!: () => void;

  readonly ready = new Promise<void>((resolve) => (this.resolveReady = resolve));
  readonly done = new Promise<void>((resolve) => (this.resolveDone = resolve));

  constructor(private readonly options: WhipPublisherOptions) {}

  start(): void {
    void this.open();
  }

  /** Nothing to do: the browser takes the sound from the stream itself. */
  push(): void {}

  suspect(): void {
    this.carrying?.suspect();
  }

  /** Lets go without a word to the server, where somebody else carries the sound on: an end would end the track. */
  abandon(): void {
    clearTimeout(this.retrying);
    this.carrying?.close();
    this.pending?.close();
    this.pending = undefined;
    this.state = "closed";
    this.resolveReady();
    this.resolveDone();
  }

  /** The last words are still in the encoder and the network: the source has to stay open until they are through. */
  async lastWords(): Promise<void> {
    if (this.state === "live") {
      this.to("closing");
      await delay(lastWordsTake);
    }
  }

  finish(): Promise<void> {
    if (!this.finishing && !this.isEnded) {
      this.finishing = true;
      void this.endTrack();
    }
    return this.done;
  }

  private get isEnded(): boolean {
    return this.state === "closed" || this.state === "failed";
  }

  private async open(): Promise<void> {
    const connection = new WhipConnection(this.options.connect, this.options.endpoint);
    this.pending = connection;
    try {
      await connection.open(this.options.stream);
    } catch (error) {
      await connection.discard();
      if (this.pending === connection) {
        this.onRefused(error);
      }
      return;
    }
    if (this.pending === connection) {
      this.onOpen(connection);
    }
  }

  private onOpen(connection: WhipConnection): void {
    this.pending = undefined;
    this.carrying = connection;
    this.attempt = this.timesInUse = 0;
    this.countGap();
    void connection.lost.then((at) => this.onLost(at));
    this.to("live");
    this.resolveReady();
  }

  private onRefused(error: unknown): void {
    this.pending = undefined;
    this.timesInUse = error instanceof WhipRefusal && error.code === "track_in_use" ? this.timesInUse + 1 : 0;
    if (this.carrying === undefined || this.isHopeless(error)) {
      this.end("failed", messageOf(error));
    } else {
      this.comeBackLater(error instanceof WhipRefusal ? error.retryAfter * 1000 : 0);
    }
  }

  private isHopeless(error: unknown): boolean {
    if (!(error instanceof WhipRefusal)) {
      return false;
    }
    switch (error.code) {
      case "session_ended":
        return true;
      case "track_in_use":
        return this.timesInUse > mostTimesInUse;
      default:
        // Not found: the session is asked whether it is over. Too many: later there may be fewer.
        return error.status >= 400 && error.status < 500 && error.status !== 404 && error.status !== 429;
    }
  }

  private onLost(at: number): void {
    // A server that is told that it was all may hang up while it still captions the last words: that loses nothing.
    if (this.state === "live") {
      this.carrying?.close();
      this.goneSince = at;
      this.to("reconnecting");
      if (!this.isEnded) {
        this.comeBackLater();
      }
    }
  }

  private comeBackLater(atLeast = 0): void {
    this.retrying = setTimeout(() => void this.comeBack(), Math.max(atLeast, backoff(this.attempt++)));
  }

  private async comeBack(): Promise<void> {
    const over = await this.options.isOver().catch(() => false);
    if (this.state !== "reconnecting") {
      return;
    }
    if (over) {
      this.end("failed", "The session has ended.");
    } else {
      await this.open();
    }
  }

  private async endTrack(): Promise<void> {
    clearTimeout(this.retrying);
    this.countGap();
    const { carrying, pending } = this;
    this.pending = undefined;
    if (this.state !== "closing") {
      this.to("closing");
    }
    await pending?.discard();
    if (carrying === undefined) {
      this.end("failed", "It was stopped before the connection was made: nothing was captioned.");
      return;
    }
    for (let attempt = 0; !(await this.isTrackEnded(carrying)); attempt++) {
      await delay(backoff(attempt));
    }
    carrying.close();
    this.end("closed");
  }

  private async isTrackEnded(carrying: WhipConnection): Promise<boolean> {
    try {
      await carrying.end(endWithin);
      return true;
    } catch (error) {
      const { status } = error as WhipRefusal;
      // A server that does not know the connection any more ends the session by itself when its grace time is over.
      return (status >= 400 && status < 500) || this.options.isOver().catch(() => false);
    }
  }

  private countGap(): void {
    if (this.goneSince !== undefined) {
      this.lost += (performance.now() - this.goneSince) / 1000;
      this.goneSince = undefined;
    }
  }

  private to(state: PublisherState, message?: string): void {
    this.state = state;
    this.options.changed({ state, lost: this.lost, fleeting: true, ...(message === undefined ? {} : { message }) });
  }

  private end(state: "closed" | "failed", message?: string): void {
    this.to(state, message);
    this.resolveReady();
    this.resolveDone();
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
