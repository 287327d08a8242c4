import { HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from "@microsoft/signalr";
import type { Cue, EmotionMessage, Session, SpeakerMessage, WatchSnapshot } from "../contract";
import { accessKey } from "./access-key";
import { backoff } from "./backoff";
import { messageOf } from "./problem";

export type FeedState = "connecting" | "live" | "reconnecting" | "refused";

export interface FeedEvents {
  state(state: FeedState, message?: string): void;
  /** What there is; after an interruption, what is new since. */
  snapshot(snapshot: WatchSnapshot): void;
  cue(cue: Cue): void;
  session(session: Session): void;
  /** A speaker has another name now. */
  speaker(speaker: SpeakerMessage): void;
  /** How something sounds that was said. */
  emotion?(emotion: EmotionMessage): void;
}

/** A session's captions as they come, over the hub; comes back by itself and catches up on what it missed. */
export class CaptionFeed {
  private readonly hub: HubConnection;
  private closed = false;
  private watching = false;
  private seen = 0;
  private resumeAfter: number | undefined;

  constructor(
    private readonly sessionId: string,
    private readonly events: FeedEvents,
  ) {
    this.hub = new HubConnectionBuilder()
      .withUrl("/hubs/captions", { accessTokenFactory: () => accessKey() })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => backoff(previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build();
    this.hub.on("cue", (cue: Cue) => this.hear(cue, () => this.events.cue(cue)));
    this.hub.on("speaker", (speaker: SpeakerMessage) => this.hear(speaker, () => this.events.speaker(speaker)));
    this.hub.on("emotion", (emotion: EmotionMessage) => this.hear(emotion, () => this.events.emotion?.(emotion)));
    this.hub.on("session", (session: Session) => session.id === sessionId && events.session(session));
    this.hub.onreconnecting(() => this.interrupted());
    this.hub.onreconnected(() => void this.watch());
    this.hub.onclose(() => void this.open(0));
  }

  start(): void {
    this.events.state("connecting");
    void this.open(0);
  }

  async stop(): Promise<void> {
    this.closed = true;
    await this.hub.stop();
  }

  private async open(attempt: number): Promise<void> {
    if (this.closed) {
      return;
    }
    try {
      await this.hub.start();
    } catch (error) {
      if (/\b40[13]\b/.test(String(error))) {
        this.refuse("The server wants a key that allows watching. Whoever sent you the link can give you one: add ?access_token=KEY to the link.");
        return;
      }
      this.interrupted();
      setTimeout(() => void this.open(attempt + 1), backoff(attempt));
      return;
    }
    await this.watch();
  }

  private async watch(): Promise<void> {
    try {
      const snapshot = await this.hub.invoke<WatchSnapshot>("Watch", this.sessionId, this.resumeAfter ?? null);
      this.seen = Math.max(this.seen, snapshot.seq);
      this.resumeAfter = this.seen;
      this.watching = true;
      this.events.snapshot(snapshot);
      this.events.state("live");
    } catch (error) {
      // Told no over a connection that works: asking again would not help.
      if (this.hub.state === HubConnectionState.Connected) {
        this.refuse(refusalOf(error));
      }
    }
  }

  private hear(message: Cue | SpeakerMessage | EmotionMessage, tell: () => void): void {
    if (message.sessionId !== this.sessionId) {
      return;
    }
    this.seen = Math.max(this.seen, message.seq);
    // Before the snapshot is here, older messages may still be missing: an interruption must not skip them.
    if (this.watching) {
      this.resumeAfter = this.seen;
    }
    tell();
  }

  private interrupted(): void {
    this.watching = false;
    this.events.state("reconnecting");
  }

  private refuse(message: string): void {
    this.closed = true;
    this.events.state("refused", message);
    void this.hub.stop();
  }
}

function refusalOf(error: unknown): string {
  const text = messageOf(error);
  return text.replace(/^.*HubException: /, "").replace(/^An unexpected error occurred invoking 'Watch'.*$/, "The server could not show this session.");
}
