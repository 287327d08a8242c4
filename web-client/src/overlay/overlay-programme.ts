import { CueList } from "../captions/cue-list";
import { paragraphs } from "../captions/paragraphs";
import type { Cue, Session, WatchSnapshot } from "../contract";
import type { OverlayOptions } from "./overlay-options";

export interface ProgrammeEvents {
  /** The cues to show have changed, in order of time; none when there is nothing to show. */
  changed(cues: readonly Cue[]): void;
}

/** Paragraphs that are kept: more than an overlay shows lines of. */
const kept = 10;

/** What an overlay shows of a session at this moment: delayed as asked for, and gone after a silence. */
export class OverlayProgramme {
  private cues = new CueList();
  /** Cues that start up to here were on show and are gone. */
  private goneUntil = -Infinity;
  private hiding: ReturnType<typeof setTimeout> | undefined;
  private joined = false;
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
      this.cues.applySnapshot({ ...snapshot, cues: snapshot.cues.filter((cue) => this.wants(cue)) });
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

  session({ state }: Session): void {
    if (state === "finished" || state === "failed") {
      this.later(() => this.cues.dropInterims());
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
    const over = session.state === "finished" || session.state === "failed";
    this.goneUntil = over && this.options.hide > 0 ? Infinity : end - (this.options.hide || 30);
  }

  private wants(cue: Cue): boolean {
    return (this.options.interim || cue.kind === "final") && cue.start > this.goneUntil;
  }

  private show(): void {
    const cues = [...this.cues.finals, ...this.cues.interims].filter(({ start }) => start > this.goneUntil);
    this.events.changed(cues);
    clearTimeout(this.hiding);
    if (this.options.hide > 0 && cues.length > 0) {
      this.hiding = setTimeout(() => this.hide(), this.options.hide * 1000);
    }
    this.trim(cues);
  }

  private hide(): void {
    this.goneUntil = Math.max(this.goneUntil, ...[...this.cues.finals, ...this.cues.interims].map(({ start }) => start));
    this.events.changed([]);
  }

  /** Long programmes take no more memory than short ones: whole paragraphs go, so no line is filled anew. */
  private trim(cues: readonly Cue[]): void {
    if (this.cues.finals.length < 400) {
      return;
    }
    const first = paragraphs(cues).at(-kept);
    if (!first || first.start <= this.goneUntil) {
      return;
    }
    const rest = cues.filter(({ start }) => start >= first.start);
    this.goneUntil = Math.max(this.goneUntil, ...cues.filter(({ start }) => start < first.start).map(({ start }) => start));
    this.cues = new CueList();
    rest.forEach((cue) => this.cues.apply(cue));
  }
}
