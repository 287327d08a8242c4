import { Capture } from "../capture/capture";
import type { SourceKind } from "../capture/sources";
import { keepAwake } from "../capture/wake-lock";
import type { CreatedSession, SessionRequest } from "../contract";
import { choosePublisher } from "../live/choose-publisher";
import { createSession, getSession, ServerError } from "../live/server";
import type { PublisherStatus, SoundPublisher } from "../live/sound-publisher";
import { transportIn } from "../live/transport";

export interface BroadcastEvents {
  changed(status: PublisherStatus): void;
  /** What is being sent, for the level meter. */
  samples(samples: Float32Array, sampleRate: number): void;
}

/** One programme of this page: a session on the server, the sound that goes into it, and its end. */
export class Broadcast {
  private stopping: Promise<void> | undefined;

  private constructor(
    readonly session: CreatedSession,
    private readonly capture: Capture,
    private readonly publisher: SoundPublisher,
  ) {}

  /** Sound first, session second: who refuses the microphone leaves no empty session behind. */
  static async start(request: SessionRequest, kind: SourceKind, file: File | undefined, events: BroadcastEvents): Promise<Broadcast> {
    const capture = await Capture.open(kind, file);
    let session: CreatedSession;
    try {
      session = await createSession(request);
    } catch (error) {
      await capture.stop();
      throw error;
    }
    const publisher = choosePublisher({
      session,
      transport: transportIn(location.search),
      stream: capture.stream,
      sampleRate: capture.sampleRate,
      isOver: () => isOver(session.id),
      changed: (status) => events.changed(status),
    });
    const broadcast = new Broadcast(session, capture, publisher);
    void broadcast.run(kind, events);
    return broadcast;
  }

  /** Ends the sound and waits for the server to have all of it. */
  stop(): Promise<void> {
    this.stopping ??= this.end();
    return this.stopping;
  }

  private async run(kind: SourceKind, events: BroadcastEvents): Promise<void> {
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
      this.listen(events);
    }
  }

  private listen(events: BroadcastEvents): void {
    this.capture.start({
      samples: (samples) => {
        this.publisher.push(samples);
        events.samples(samples, this.capture.sampleRate);
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
