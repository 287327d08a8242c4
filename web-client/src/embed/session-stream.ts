import type { Cue, Session, SpeakerMessage } from "../contract";
import { backoff } from "../live/backoff";

export type StreamState = "connecting" | "live" | "reconnecting" | "ended" | "refused";

export interface SessionStreamEvents {
  state(state: StreamState): void;
  /** What was said just now when it begins; only finals. */
  newest(cues: Cue[]): void;
  cue(cue: Cue): void;
  session(session: Session): void;
  speaker(speaker: SpeakerMessage): void;
}

export interface SessionAddress {
  /** Where the server is, such as `https://captions.example.org`. */
  server: string;
  session: string;
  /** A key, or a token of the session; empty for public sessions. */
  key: string;
}

/** Finals that one who comes in the middle begins with. */
const begin = 20;
/** Above every seq. */
const newest = Number.MAX_SAFE_INTEGER;

/**
 * A session's captions by Server-Sent Events, which pages of other sites may read of public sessions and with a key. A browser comes back
 * by itself after an interruption; where the server said no for a while, as when it is full, it is asked again.
 */
export class SessionStream {
  private source: EventSource | undefined;
  private stopped = false;
  private over = false;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private seen = 0;

  /** @param isWhole whether all that was said is wanted, and not what is newest */
  constructor(
    private readonly address: SessionAddress,
    private readonly events: SessionStreamEvents,
    private readonly isWhole = false,
  ) {}

  start(): void {
    this.events.state("connecting");
    void this.open();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.source?.close();
  }

  private async open(): Promise<void> {
    try {
      if (!this.isWhole && this.seen === 0) {
        await this.readNewest();
      }
    } catch (error) {
      this.later(error instanceof Refused);
      return;
    }
    if (!this.stopped) {
      this.follow();
    }
  }

  private async readNewest(): Promise<void> {
    const response = await fetch(this.addressOf("cues", { before: newest, limit: begin }), { credentials: "omit" });
    if (!response.ok) {
      throw response.status < 500 && response.status !== 429 ? new Refused() : new Error(String(response.status));
    }
    const cues = (await response.json()) as Cue[];
    this.seen = cues.at(-1)?.seq ?? 0;
    this.events.newest(cues);
  }

  private follow(): void {
    const source = new EventSource(this.addressOf("events", this.seen > 0 ? { after: this.seen } : {}));
    this.source = source;
    const on = <T>(name: string, hear: (message: T) => void) =>
      source.addEventListener(name, (event) => {
        this.seen = Math.max(this.seen, Number(event.lastEventId) || 0);
        hear(JSON.parse(event.data as string) as T);
      });
    on<Cue>("cue", (cue) => this.events.cue(cue));
    on<SpeakerMessage>("speaker", (speaker) => this.events.speaker(speaker));
    on<Session>("session", (session) => {
      this.over = session.state === "finished" || session.state === "failed";
      this.events.session(session);
      if (this.over) {
        this.events.state("ended");
      }
    });
    source.onopen = () => {
      this.attempt = 0;
      this.events.state("live");
    };
    source.onerror = () => this.broken(source);
  }

  private broken(source: EventSource): void {
    if (this.stopped) {
      return;
    }
    if (this.over) {
      source.close(); // All was said: there is nothing to come back for.
    } else if (source.readyState === EventSource.CLOSED) {
      this.later(false);
    } else {
      this.events.state("reconnecting");
    }
  }

  private later(isRefused: boolean): void {
    if (this.stopped) {
      return;
    }
    this.events.state(isRefused ? "refused" : "reconnecting");
    // A session may be made, or made public, while the page stands.
    this.timer = setTimeout(() => void this.open(), Math.max(isRefused ? 15_000 : 0, backoff(this.attempt++)));
  }

  private addressOf(what: string, query: Record<string, number>): string {
    const address = new URL(`/api/sessions/${encodeURIComponent(this.address.session)}/${what}`, this.address.server);
    Object.entries(query).forEach(([name, value]) => address.searchParams.set(name, String(value)));
    if (this.address.key) {
      address.searchParams.set("access_token", this.address.key);
    }
    return address.href;
  }
}

class Refused extends Error {}
