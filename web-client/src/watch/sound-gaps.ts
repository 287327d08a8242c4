import type { Cue, Session } from "../contract";

/** Sound that did not reach the server. */
export interface SoundGap {
  /** Seconds from the session's start, behind which it is missing. */
  at: number;
  seconds: number;
}

/** Less is no words. */
const least = 0.3;

/** Where sound was lost, as far as a viewer can tell: the session says how much so far, and what came last says where. */
export class SoundGaps {
  private lost: number | undefined;
  private found: readonly SoundGap[] = [];

  /** A new array whenever there is another one. */
  get all(): readonly SoundGap[] {
    return this.found;
  }

  /** Seconds that were lost before this viewer came, or that nobody knows the place of. */
  before = 0;

  /** @param finals what was said until now, in order of time */
  hear({ lostAudio = 0 }: Pick<Session, "lostAudio">, finals: readonly Cue[]): void {
    if (this.lost === undefined) {
      this.before = this.lost = lostAudio;
      return;
    }
    const seconds = lostAudio - this.lost;
    if (seconds < least) {
      return;
    }
    this.lost = lostAudio;
    const at = finals.at(-1)?.end ?? 0;
    const last = this.found.at(-1);
    this.found = last?.at === at ? [...this.found.slice(0, -1), { at, seconds: last.seconds + seconds }] : [...this.found, { at, seconds }];
  }
}
