import type { AbandonablePublisher, PublisherStatus, SoundPublisher, StandbyPublisher } from "./sound-publisher";

export type MakePublisher<Kind extends SoundPublisher = SoundPublisher> = (changed: (status: PublisherStatus) => void) => Kind;

export interface FallbackOptions {
  /** Tried first; fails before it is live where it is not possible. */
  preferred: MakePublisher<AbandonablePublisher>;
  /** Keeps what is pushed before it starts, and sends it then. */
  fallback: MakePublisher<StandbyPublisher>;
  changed(status: PublisherStatus): void;
}

/**
 * Publishes the preferred way, or another way where the first connection does not come about, or breaks later: the other has kept what was
 * said, and goes on where the server's track ends. Nothing is lost by having tried.
 */
export class FallbackPublisher implements SoundPublisher {
  private readonly preferred: AbandonablePublisher;
  private readonly fallback: StandbyPublisher;
  private carrier: "nobody yet" | "preferred" | "fallback" = "nobody yet";
  /** Where the preferred way began to carry sound. */
  private begin = 0;

  readonly ready: Promise<void>;
  readonly done: Promise<void>;

  constructor(private readonly options: FallbackOptions) {
    this.preferred = options.preferred((status) => this.hearPreferred(status));
    this.fallback = options.fallback((status) => options.changed(status));
    this.ready = this.preferred.ready.then(() => (this.carrier === "preferred" ? undefined : this.fallback.ready));
    this.done = this.preferred.done.then(() => (this.carrier === "preferred" ? undefined : this.fallback.done));
  }

  start(): void {
    this.preferred.start();
  }

  push(samples: Float32Array): void {
    this.preferred.push(samples);
    this.fallback.push(samples);
  }

  suspect(): void {
    (this.carrier === "fallback" ? this.fallback : this.preferred).suspect();
  }

  /** Who stops before it is decided has said things that only the fallback knows: it gets to send them. */
  async lastWords(): Promise<void> {
    if (this.carrier === "nobody yet") {
      void this.preferred.finish();
    } else {
      await (this.carrier === "preferred" ? this.preferred : this.fallback).lastWords();
    }
  }

  async finish(): Promise<void> {
    if (this.carrier === "nobody yet") {
      await this.preferred.finish();
    }
    await (this.carrier === "preferred" ? this.preferred : this.fallback).finish();
  }

  private hearPreferred(status: PublisherStatus): void {
    if (this.carrier === "nobody yet" && status.state === "failed") {
      this.carrier = "fallback";
      this.fallback.start();
      return;
    }
    if (this.carrier === "nobody yet" && status.state === "live") {
      this.carrier = "preferred";
      this.begin = this.fallback.position;
      this.fallback.standBy();
    }
    if (this.carrier === "preferred" && status.state === "reconnecting") {
      this.carrier = "fallback";
      this.preferred.abandon();
      this.fallback.startBehind(this.begin);
      return;
    }
    if (this.carrier !== "fallback") {
      this.options.changed(status);
    }
  }
}
