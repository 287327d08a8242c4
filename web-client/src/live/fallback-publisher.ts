import type { PublisherStatus, SoundPublisher } from "./sound-publisher";

export type MakePublisher = (changed: (status: PublisherStatus) => void) => SoundPublisher;

export interface FallbackOptions {
  /** Tried first; fails before it is live where it is not possible. */
  preferred: MakePublisher;
  /** Keeps what is pushed before it starts, and sends it then. */
  fallback: MakePublisher;
  changed(status: PublisherStatus): void;
}

/**
 * Publishes the preferred way, or another way where the first connection does not come about; nothing is lost by having tried.
 * Once sound was carried it stays with its way: the two do not know each other's positions.
 */
export class FallbackPublisher implements SoundPublisher {
  private readonly preferred: SoundPublisher;
  /** Keeps the sound until it is known who carries it. */
  private fallback: SoundPublisher | undefined;
  private decided = false;

  readonly ready: Promise<void>;
  readonly done: Promise<void>;

  constructor(private readonly options: FallbackOptions) {
    this.preferred = options.preferred((status) => this.hearPreferred(status));
    this.fallback = options.fallback((status) => options.changed(status));
    this.ready = this.preferred.ready.then(() => this.fallback?.ready);
    this.done = this.preferred.done.then(() => this.fallback?.done);
  }

  start(): void {
    this.preferred.start();
  }

  push(samples: Float32Array): void {
    this.carrier.push(samples);
  }

  /** Who stops before it is decided has said things that only the fallback knows: it gets to send them. */
  async lastWords(): Promise<void> {
    if (this.decided) {
      await this.carrier.lastWords();
    } else {
      void this.preferred.finish();
    }
  }

  async finish(): Promise<void> {
    if (!this.decided) {
      await this.preferred.finish();
    }
    await this.carrier.finish();
  }

  private get carrier(): SoundPublisher {
    return this.fallback ?? this.preferred;
  }

  private hearPreferred(status: PublisherStatus): void {
    if (!this.decided && status.state === "failed") {
      this.decided = true;
      this.fallback?.start();
      return;
    }
    if (!this.decided && status.state === "live") {
      this.decided = true;
      this.fallback = undefined;
    }
    this.options.changed(status);
  }
}
