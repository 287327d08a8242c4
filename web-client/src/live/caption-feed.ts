import { HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from "@microsoft/signalr";
import type { Cue, EmotionMessage, Session, SpeakerMessage, WatchSnapshot } from "../contract";
import { accessKey } from "./access-key";
import { backoff } from "./backoff";
import { OlderCues } from "./older-cues";
import { PatientHttp } from "./patient-http";
import { t } from "../strings/strings";
import { messageOf } from "./problem";

export type FeedState = "connecting" | "live" | "reconnecting" | "refused";

export interface FeedEvents {
  state(state: FeedState, message?: string): void;
  /** What there is; after an interruption, what is new since. */
  snapshot(snapshot: WatchSnapshot): void;
  /** Earlier finals that a snapshot had no room for, a page; where nobody wants them they are not asked for. */
  older?(cues: Cue[]): void;
  /** Whether some of them are still to come. */
  loading?(isLoading: boolean): void;
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
  private readonly http = new PatientHttp();
  private readonly older: OlderCues | undefined;
  private closed = false;
  private watching = false;
  private seen = 0;
  private resumeAfter: number | undefined;

  constructor(
    private readonly sessionId: string,
    private readonly events: FeedEvents,
    /** Of translations that come besides what is said. */
    private readonly languages: readonly string[] = [],
  ) {
    const onOlder = { older: (cues: Cue[]) => events.older!(cues), loading: (isLoading: boolean) => events.loading?.(isLoading) };
    this.older = events.older && new OlderCues(sessionId, onOlder, languages);
    this.hub = new HubConnectionBuilder()
      .withUrl("/hubs/captions", { accessTokenFactory: () => accessKey(sessionId), httpClient: this.http })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: ({ previousRetryCount }) => this.patience(previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build();
    this.hub.on("cue", (cue: Cue) => this.hear(cue, () => this.events.cue(cue)));
    this.hub.on("speaker", (speaker: SpeakerMessage) => this.hear(speaker, () => this.events.speaker(speaker)));
    this.hub.on("emotion", (emotion: EmotionMessage) => this.hear(emotion, () => this.events.emotion?.(emotion)));
    this.hub.on("session", (session: Session) => !this.closed && session.id === sessionId && events.session(session));
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
    this.older?.stop();
    await this.hub.stop();
  }

  /** Milliseconds to the next attempt: as long as the server wants, and different from client to client. */
  private patience(attempt: number): number {
    return this.http.asked + backoff(attempt);
  }

  private async open(attempt: number): Promise<void> {
    if (this.closed) {
      return;
    }
    try {
      await this.hub.start();
    } catch (error) {
      // Who stops it while it connects hears no more of it.
      if (this.closed) {
        return;
      }
      if (/\b40[13]\b/.test(String(error))) {
        this.refuse(t("feedWantsKey"));
        return;
      }
      this.interrupted();
      setTimeout(() => void this.open(attempt + 1), this.patience(attempt));
      return;
    }
    await this.watch();
  }

  private async watch(): Promise<void> {
    try {
      const after = this.resumeAfter ?? 0;
      const [method, more] = this.languages.length > 0 ? ["WatchLanguages", [this.languages]] : ["Watch", []];
      const snapshot = await this.hub.invoke<WatchSnapshot>(method, this.sessionId, this.resumeAfter ?? null, ...more);
      // Another feed may be in its place, in another language.
      if (this.closed) {
        return;
      }
      this.seen = Math.max(this.seen, snapshot.seq);
      this.resumeAfter = this.seen;
      this.watching = true;
      this.events.snapshot(snapshot);
      this.events.state("live");
      if (snapshot.more) {
        this.older?.read(Math.min(...snapshot.cues.filter(({ kind }) => kind === "final").map(({ seq }) => seq)), after);
      }
    } catch (error) {
      // Told no over a connection that works: asking again would not help.
      if (!this.closed && this.hub.state === HubConnectionState.Connected) {
        this.refuse(refusalOf(error));
      }
    }
  }

  private hear(message: Cue | SpeakerMessage | EmotionMessage, tell: () => void): void {
    if (this.closed || message.sessionId !== this.sessionId) {
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
    if (this.closed) {
      return;
    }
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
  return text.replace(/^.*HubException: /, "").replace(/^An unexpected error occurred invoking '.*$/, t("feedNotShown"));
}
