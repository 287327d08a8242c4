import type { IngestMessage } from "../contract";
import { toPcm16 } from "../capture/pcm";
import { backoff } from "./backoff";
import { ResendRing } from "./resend-ring";
import type { PublisherState, PublisherStatus, StandbyPublisher } from "./sound-publisher";

/** What the publisher needs of a WebSocket. */
export type Socket = Pick<
  WebSocket,
  "binaryType" | "bufferedAmount" | "readyState" | "send" | "close" | "onopen" | "onmessage" | "onclose"
>;

export interface PublisherOptions {
  /** Samples per second of what is pushed. */
  sampleRate: number;
  connect(): Socket;
  /** Whether the session has ended on the server, asked before coming back to it; rejects while nobody knows. */
  isOver(): Promise<boolean>;
  changed(status: PublisherStatus): void;
}

/** Seconds of audio kept for sending again. */
const keptSeconds = 120;
/** The same while somebody else carries it: longer than it takes to notice that they do not. */
const keptStandingBy = 20;
/** Bytes that may wait in the socket: more would sit there unseen, and be sent twice after a reconnect. */
const mostBuffered = 256 * 1024;
/** Milliseconds without an acknowledgement of what was sent, after which a connection counts as dead; one comes every second. */
const deadAfter = 10_000;
/** The same, after which it is said that nothing comes through: it may still come back by itself. */
const doubtedAfter = 2_500;
/** Errors after which coming back is what the server expects. */
const passing = new Set(["server_stopping", "idle_timeout"]);

/** Sends audio to a session's ingest WebSocket, and sends again from where the server stands after every interruption. */
export class Publisher implements StandbyPublisher {
  private readonly ring: ResendRing;
  private socket: Socket | undefined;
  private state: PublisherState = "connecting";
  private refusal: string | undefined;
  private attempt = 0;
  /** Where our first sample lies in the server's track, in samples; unknown before the first `ready`. */
  private origin: number | undefined;
  /** Position of the next sample to send; undefined while the server has not said where it stands. */
  private cursor: number | undefined;
  private closeSent = false;
  private pumping: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  private doubt: ReturnType<typeof setTimeout> | undefined;
  /** Somebody else carries the sound: what is here is for the case that they break. */
  private standingBy = false;
  private resolveDone!: () => void;

  /** At once: what is pushed is kept until there is a connection. */
  readonly ready = Promise.resolve();
  readonly done = new Promise<void>((resolve) => (this.resolveDone = resolve));

  constructor(private readonly options: PublisherOptions) {
    this.ring = new ResendRing(keptSeconds * options.sampleRate);
  }

  start(): void {
    this.open();
  }

  /** Somebody else carries the sound from here on: of what is pushed, only the last seconds are kept. */
  standBy(): void {
    this.standingBy = true;
  }

  /** Position behind what was pushed so far, in samples. */
  get position(): number {
    return this.ring.end;
  }

  /**
   * Goes on behind another publisher of the same track, which carried the sound from a position on, until it broke: the server's track
   * began with that sample, so where the track ends tells how much came through.
   */
  startBehind(position: number): void {
    this.standingBy = false;
    this.origin = -position;
    this.to("reconnecting");
    this.open();
  }

  /** Nothing to do: the socket tells at once when the server is gone, and acknowledgements tell the rest. */
  suspect(): void {}

  /** Takes the next samples; they are sent now, or after the reconnect. */
  push(samples: Float32Array): void {
    this.ring.push(toPcm16(samples));
    if (this.standingBy) {
      this.ring.confirm(this.ring.end - keptStandingBy * this.options.sampleRate);
    }
    this.pump();
  }

  /** The source may be closed at once: every sample that it gave is here. */
  lastWords(): Promise<void> {
    return Promise.resolve();
  }

  /** No more samples will come: sends the rest, says close and waits for the server to have taken it all. */
  finish(): Promise<void> {
    if (this.state !== "closed" && this.state !== "failed") {
      this.to("closing");
      this.pump();
    }
    return this.done;
  }

  private open(): void {
    this.cursor = undefined;
    this.closeSent = false;
    const socket = this.options.connect();
    this.socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.guard();
    socket.onmessage = ({ data }) => this.socket === socket && this.hear(String(data));
    socket.onclose = () => this.socket === socket && this.onClosed();
    this.guard();
  }

  private hear(text: string): void {
    this.guard();
    this.watchAcknowledgements();
    const message = JSON.parse(text) as IngestMessage;
    switch (message.type) {
      case "ready":
        this.onReady(message);
        break;
      case "ack":
        this.ring.confirm(this.positionOf(message.received));
        break;
      case "error":
        this.refusal = passing.has(message.code) ? undefined : message.message;
        break;
    }
    this.pump();
  }

  private onReady({ received = 0 }: { received?: number }): void {
    this.attempt = 0;
    this.origin ??= this.samplesOf(received);
    this.cursor = Math.max(0, Math.min(this.positionOf(received), this.ring.end));
    this.ring.confirm(this.cursor);
    if (this.state !== "closing") {
      this.to("live");
    }
  }

  /** What was not said to be safe for some seconds may not have come through. */
  private watchAcknowledgements(): void {
    clearTimeout(this.doubt);
    if (this.state === "reconnecting" && this.cursor !== undefined) {
      this.to("live");
    }
    this.doubt = setTimeout(() => {
      if (this.state === "live" && this.cursor !== undefined && this.cursor > this.ring.confirmed) {
        this.to("reconnecting");
      }
    }, doubtedAfter);
  }

  /** Sends what there is, as far as the socket takes it; the next samples or timer go on. */
  private pump(): void {
    clearTimeout(this.pumping);
    const { socket } = this;
    if (!socket || this.cursor === undefined || socket.readyState !== 1 || this.closeSent) {
      return;
    }
    while (this.cursor < this.ring.end && socket.bufferedAmount < mostBuffered) {
      const chunk = this.ring.read(this.cursor, this.options.sampleRate);
      socket.send(chunk as Int16Array<ArrayBuffer>);
      this.cursor += chunk.length;
    }
    if (this.cursor < this.ring.end) {
      this.pumping = setTimeout(() => this.pump(), 50);
    } else if (this.state === "closing") {
      this.closeSent = true;
      socket.send(JSON.stringify({ type: "close" }));
    }
  }

  private onClosed(): void {
    this.socket = undefined;
    clearTimeout(this.watchdog);
    clearTimeout(this.doubt);
    clearTimeout(this.pumping);
    if (this.closeSent && this.cursor === this.ring.end) {
      this.end("closed");
    } else if (this.refusal !== undefined) {
      this.end("failed", this.refusal);
    } else {
      if (this.state === "live") {
        this.to("reconnecting");
      }
      setTimeout(() => void this.comeBack(), backoff(this.attempt++));
    }
  }

  private async comeBack(): Promise<void> {
    // A refused WebSocket does not tell a page why, so the session is asked.
    const over = await this.options.isOver().catch(() => false);
    if (!over) {
      this.open();
    } else if (this.state === "closing") {
      this.end("closed");
    } else {
      this.end("failed", "The session has ended.");
    }
  }

  /** A connection can be dead without anybody noticing: audio that nobody acknowledges is the sign. */
  private guard(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => this.onSilence(), deadAfter);
  }

  private onSilence(): void {
    const { socket, cursor } = this;
    if (cursor !== undefined && (cursor === this.ring.confirmed || this.closeSent)) {
      // Nothing was to be acknowledged (the browser put the sound to sleep), or the last words take their time.
      if (!this.closeSent) {
        socket?.send(JSON.stringify({ type: "keepAlive" }));
      }
      this.guard();
    } else if (socket) {
      socket.onclose = null;
      socket.close();
      this.onClosed();
    }
  }

  private samplesOf(seconds: number): number {
    return Math.round(seconds * this.options.sampleRate);
  }

  private positionOf(received: number): number {
    return this.samplesOf(received) - (this.origin ?? 0);
  }

  private to(state: PublisherState, message?: string): void {
    this.state = state;
    const lost = this.ring.lost / this.options.sampleRate;
    this.options.changed({ state, lost, ...(message === undefined ? {} : { message }) });
  }

  private end(state: "closed" | "failed", message?: string): void {
    clearTimeout(this.watchdog);
    clearTimeout(this.doubt);
    this.to(state, message);
    this.resolveDone();
  }
}
