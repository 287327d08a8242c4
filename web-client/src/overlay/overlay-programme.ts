import { CueList } from "../captions/cue-list";
import { paragraphs } from "../captions/paragraphs";
import type { Cue, Session, SpeakerMessage, WatchSnapshot } from "../contract";
import { isEnded } from "../live/session-ends";
import type { OverlayOptions } from "./overlay-options";

export interface ProgrammeEvents {
  /** The cues to show have changed, in order of time; none when there is nothing to show. */
  changed(cues: readonly Cue[]): void;
}

/** Finals that are remembered at most. */
const most = 400;
/** Paragraphs that are kept of them: more than an overlay shows lines of. */
const kept = 10;

/** What an overlay shows of a session at this moment: delayed as asked for, and gone after a silence. */
export class OverlayProgramme {
  private cues = new CueList();
  /** Cues that end up to here were on show and are gone. */
  private goneUntil = -Infinity;
  private hiding: ReturnType<typeof setTimeout> | undefined;
  private joined = false;
  private shown: readonly Cue[] = [];
  private waiting = new Set<ReturnType<typeof setTimeout>>();

  constructor(
    private readonly options: Pick<OverlayOptions, "delay" | "interim" | "hide">,
    private readonly events: ProgrammeEvents,
  ) {}

  snapshot(snapshot: WatchSnapshot): void {
    this.later(() => {
      if (!this.joined) {
        this.join(snapshot);
      }
      this.cues.applySnapshot({ ...snapshot, cues: snapshot.cues.filter((cue) => this.wants(cue) && this.isOnShow(cue)) });
      this.show();
    });
  }

  cue(cue: Cue): void {
    this.later(() => {
      if (this.wants(cue) && this.cues.apply(cue)) {
        this.show();
      }
    });
  }

  speaker(speaker: SpeakerMessage): void {
    this.later(() => {
      if (this.cues.rename(speaker)) {
        this.show();
      }
    });
  }

  session(session: Session): void {
    if (isEnded(session)) {
      this.later(() => {
        this.cues.dropInterims();
        this.show();
      });
    }
  }

  /** The connection broke: what was interim may have changed meanwhile. */
  interrupt(): void {
    this.later(() => this.cues.interrupt());
  }

  stop(): void {
    this.waiting.forEach(clearTimeout);
    this.waiting.clear();
    clearTimeout(this.hiding);
  }

  private later(action: () => void): void {
    if (this.options.delay === 0) {
      action();
      return;
    }
    const timer = setTimeout(() => {
      this.waiting.delete(timer);
      action();
    }, this.options.delay * 1000);
    this.waiting.add(timer);
  }

  /** Whoever opens the overlay in the middle sees what was said just now, not the whole programme running by. */
  private join({ session, cues }: WatchSnapshot): void {
    this.joined = true;
    const end = Math.max(session.duration ?? 0, ...cues.map((cue) => cue.end));
    this.goneUntil = isEnded(session) && this.options.hide > 0 ? Infinity : end - (this.options.hide || 30);
  }

  private wants(cue: Cue): boolean {
    return this.options.interim || cue.kind === "final";
  }

  private isOnShow({ end }: Cue): boolean {
    return end > this.goneUntil;
  }

  private show(): void {
    const cues = this.all().filter((cue) => this.isOnShow(cue));
    if (cues.length === this.shown.length && cues.every((cue, index) => cue === this.shown[index])) {
      return;
    }
    const isSaidAlready = cues.length === this.shown.length && cues.every((cue, index) => isSame(cue, this.shown[index]!));
    this.tell(cues);
    // Another name for who spoke is nothing new that was said.
    if (!isSaidAlready) {
      this.waitForSilence();
    }
    this.trim(cues);
  }

  private waitForSilence(): void {
    clearTimeout(this.hiding);
    if (this.options.hide > 0 && this.shown.length > 0) {
      this.hiding = setTimeout(() => this.hide(), this.options.hide * 1000);
    }
  }

  private hide(): void {
    this.goneUntil = Math.max(this.goneUntil, ...this.all().map(({ end }) => end));
    this.tell([]);
  }

  private tell(cues: readonly Cue[]): void {
    this.shown = cues;
    this.events.changed(cues);
  }

  private all(): Cue[] {
    return [...this.cues.finals, ...this.cues.interims];
  }

  /** Long programmes take no more memory than short ones. Whole paragraphs go, so no line is filled anew; of an endless one, half. */
  private trim(cues: readonly Cue[]): void {
    if (this.cues.finals.length < most) {
      return;
    }
    const first = paragraphs(cues).at(-kept)?.start ?? -Infinity;
    const rest = cues.filter(({ start }) => start >= first).slice(-most / 2);
    const earliestEnd = Math.min(...rest.map(({ end }) => end));
    const gone = this.all().filter(({ end }) => end < earliestEnd);
    this.goneUntil = Math.max(this.goneUntil, ...gone.map(({ end }) => end));
    this.cues = new CueList(this.cues.names);
    rest.forEach((cue) => this.cues.apply(cue));
  }
}

/** Whether two states of captions say the same, whoever does. */
function isSame(a: Cue, b: Cue): boolean {
  return a.id === b.id && a.kind === b.kind && a.text === b.text;
}
