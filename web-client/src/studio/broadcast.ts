import { Capture, type SoundChoice } from "../capture/capture";
import { keepAwake } from "../capture/wake-lock";
import { choosePublisher } from "../live/choose-publisher";
import type { PublishTarget } from "../live/ingest-address";
import { ServerError } from "../live/http";
import { getSession } from "../live/server";
import type { PublisherStatus, SoundPublisher } from "../live/sound-publisher";
import { transportIn } from "../live/transport";

export interface BroadcastEvents {
  changed(status: PublisherStatus): void;
  /** What is being sent, for the level meter. */
  samples(samples: Float32Array, sampleRate: number): void;
}

/** This page's sound on its way into a session, from its first sample to its end. */
export class Broadcast {
  /** Who listens; it may be another page's part than the one that started it. */
  events: BroadcastEvents | undefined;
  status: PublisherStatus = { state: "connecting", lost: 0 };
  private stopping: Promise<void> | undefined;
  private silenced = false;

  private constructor(
    readonly sessionId: string,
    readonly source: SoundChoice,
    private readonly capture: Capture,
    private readonly publisher: SoundPublisher,
  ) {}

  /**
   * Sound first, session second: who refuses the microphone leaves no empty session behind.
   *
   * @param target makes the session, or names one that there is
   * @param resumes there is sound in the session already: then it goes by WebSocket, which knows where that ends
   */
  static async start(source: SoundChoice, target: () => Promise<PublishTarget>, resumes = false): Promise<Broadcast> {
    const capture = await Capture.open(source);
    let session: PublishTarget;
    try {
      session = await target();
    } catch (error) {
      await capture.stop();
      throw error;
    }
    let broadcast: Broadcast | undefined = undefined;
    const tell = (status: PublisherStatus) => broadcast?.tell(status);
    const publisher = choosePublisher({
      session,
      transport: resumes ? "websocket" : transportIn(location.search),
      stream: capture.stream,
      sampleRate: capture.sampleRate,
      isOver: () => isOver(session.id),
      changed: tell,
    });
    broadcast = new Broadcast(session.id, source, capture, publisher);
    void broadcast.run(source);
    return broadcast;
  }

  get isOver(): boolean {
    return this.status.state === "closed" || this.status.state === "failed";
  }

  get isPaused(): boolean {
    return this.silenced;
  }

  /** Sends silence instead of sound, so that times stay right. */
  pause(paused: boolean): void {
    this.silenced = paused;
    this.capture.mute(paused);
  }

  /** Another connection to the server broke. */
  suspect(): void {
    this.publisher.suspect();
  }

  /** Ends the sound and waits for the server to have all of it. */
  stop(): Promise<void> {
    this.stopping ??= this.end();
    return this.stopping;
  }

  private tell(status: PublisherStatus): void {
    this.status = status;
    this.events?.changed(status);
  }

  private async run({ kind }: SoundChoice): Promise<void> {
    this.publisher.start();
    const sleep = keepAwake();
    // However it ends: the microphone is let go.
    void this.publisher.done.then(() => {
      sleep();
      return this.stop();
    });
    if (kind === "file") {
      await this.publisher.ready;
    }
    if (!this.stopping) {
      this.listen();
    }
  }

  private listen(): void {
    this.capture.start({
      samples: (samples) => {
        this.publisher.push(samples);
        this.events?.samples(samples, this.capture.sampleRate);
      },
      ended: () => void this.stop(),
    });
  }

  private async end(): Promise<void> {
    await this.publisher.lastWords();
    await this.capture.stop();
    await this.publisher.finish();
  }
}

async function isOver(id: string): Promise<boolean> {
  try {
    return ["finishing", "finished", "failed"].includes((await getSession(id)).state);
  } catch (error) {
    if (error instanceof ServerError && error.status === 404) {
      return true;
    }
    throw error;
  }
}
