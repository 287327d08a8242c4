import { Capture } from "../capture/capture";
import type { SourceKind } from "../capture/sources";
import { keepAwake } from "../capture/wake-lock";
import type { CreatedSession, SessionRequest } from "../contract";
import { Publisher, type PublisherStatus } from "../live/publisher";
import { createSession, getSession, ServerError } from "../live/server";

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
    private readonly publisher: Publisher,
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
    const publisher = new Publisher({
      sampleRate: capture.sampleRate,
      connect: () => new WebSocket(ingestAddress(session, capture.sampleRate)),
      isOver: () => isOver(session.id),
      changed: (status) => events.changed(status),
    });
    const broadcast = new Broadcast(session, capture, publisher);
    broadcast.run(events);
    return broadcast;
  }

  /** Ends the sound and waits for the server to have all of it. */
  stop(): Promise<void> {
    this.stopping ??= this.capture.stop().then(() => this.publisher.finish());
    return this.stopping;
  }

  private run(events: BroadcastEvents): void {
    this.publisher.start();
    this.capture.start({
      samples: (samples) => {
        this.publisher.push(samples);
        events.samples(samples, this.capture.sampleRate);
      },
      ended: () => void this.stop(),
    });
    const sleep = keepAwake();
    // However it ends: the microphone is let go.
    void this.publisher.done.then(() => {
      sleep();
      return this.stop();
    });
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

/** The page's own host rather than the server's idea of it: behind a proxy only the page knows how it was reached. */
export function ingestAddress(session: CreatedSession, sampleRate: number): string {
  const address = new URL(session.ingest.websocket);
  address.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  address.host = location.host;
  address.searchParams.set("key", session.streamKey);
  address.searchParams.set("encoding", "pcm_s16le");
  address.searchParams.set("sampleRate", String(sampleRate));
  address.searchParams.set("channels", "1");
  return address.href;
}
