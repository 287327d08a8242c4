import type { Cue } from "../contract";
import { backoff } from "./backoff";
import { ServerError } from "./http";
import { getOlderCues } from "./server";

interface Gap {
  /** Finals before this seq are missing… */
  before: number;
  /** …up to this one. */
  after: number;
}

export interface OlderCuesEvents {
  /** A page, in order. */
  older(cues: Cue[]): void;
  /** Whether some are still to come. */
  loading(isLoading: boolean): void;
}

/**
 * Reads what the hub's snapshots leave out, page by page and the newest first, while the reader reads on. Where the server does not answer,
 * or asks to wait, it is asked again.
 */
export class OlderCues {
  private readonly gaps: Gap[] = [];
  private readonly stopping = new AbortController();
  private reading = false;

  constructor(
    private readonly sessionId: string,
    private readonly events: OlderCuesEvents,
    /** Of translations that come besides what is said. */
    private readonly languages: readonly string[] = [],
  ) {}

  /** @param after finals up to this seq are here already */
  read(before: number, after: number): void {
    this.gaps.push({ before, after });
    if (!this.reading) {
      void this.run();
    }
  }

  stop(): void {
    this.stopping.abort();
  }

  private async run(): Promise<void> {
    this.reading = true;
    this.events.loading(true);
    for (let gap = this.gaps.shift(); gap && !this.stopping.signal.aborted; gap = this.gaps.shift()) {
      await this.fill(gap);
    }
    this.reading = false;
    if (!this.stopping.signal.aborted) {
      this.events.loading(false);
    }
  }

  private async fill(gap: Gap): Promise<void> {
    let { before } = gap;
    for (let attempt = 0; !this.stopping.signal.aborted; ) {
      try {
        const { cues, more } = await getOlderCues(this.sessionId, before, gap.after, this.stopping.signal, this.languages);
        attempt = 0;
        if (this.stopping.signal.aborted) {
          return;
        }
        if (cues.length > 0) {
          before = cues[0]!.seq;
          this.events.older(cues);
        }
        if (!more) {
          return;
        }
      } catch (error) {
        const { status, retryAfter } = error instanceof ServerError ? error : { status: 0, retryAfter: 0 };
        if (status >= 400 && status < 500 && status !== 429) {
          return; // Not to be had: what is here is all there is to show.
        }
        await delay(Math.max(retryAfter * 1000, backoff(attempt++)), this.stopping.signal);
      }
    }
  }
}

function delay(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
