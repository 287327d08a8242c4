import type { Cue, SpeakerMessage, WatchSnapshot } from "../contract";
import { SpeakerNames } from "./speaker-names";

/**
 * A session's cues from messages in any order: of each cue the newest revision counts, an empty text withdraws it,
 * and every cue of a speaker has their newest name.
 * `finals` and `interims` are new arrays whenever they change, ordered by time.
 */
export class CueList {
  /** Withdrawn cues stay here, so that a late older revision does not bring them back. */
  private readonly newest = new Map<string, Cue>();
  private finalCues: readonly Cue[] = [];
  private interimCues: readonly Cue[] = [];
  /** Interims of which an interruption may have hidden the end. */
  private doubtful = new Set<string>();

  constructor(readonly names = new SpeakerNames()) {}

  get finals(): readonly Cue[] {
    return this.finalCues;
  }

  get interims(): readonly Cue[] {
    return this.interimCues;
  }

  /** @returns whether anything changed */
  apply(heard: Cue): boolean {
    const { speaker } = heard;
    const renamed = speaker !== undefined && this.rename({ ...speaker, seq: heard.seq });
    return this.put(this.names.named(heard)) || renamed;
  }

  /** A speaker's cues, those that are here and those to come, get their new name. @returns whether anything changed */
  rename(message: Pick<SpeakerMessage, "id" | "label" | "seq">): boolean {
    return this.names.hear(message) && this.relabel(message.id);
  }

  /** The connection broke: what is interim now stays on show, until the next snapshot says what became of it. */
  interrupt(): void {
    this.doubtful = new Set(this.interimCues.map((cue) => cue.id));
  }

  /** Takes what the hub has now: an interim from before an interruption that it does not name any more was withdrawn meanwhile. */
  applySnapshot(snapshot: WatchSnapshot): void {
    const { cues } = snapshot;
    this.names.hearSnapshot(snapshot).forEach((id) => this.relabel(id));
    const named = new Set(cues.map((cue) => cue.id));
    this.interimCues = this.interimCues.filter(({ id }) => named.has(id) || !this.doubtful.has(id));
    this.doubtful.clear();
    cues.forEach((cue) => this.apply(cue));
  }

  /** Takes many finals that were said before those that are here. @returns whether anything changed */
  applyOlder(cues: readonly Cue[]): boolean {
    const here = this.finalCues;
    this.finalCues = [];
    const changed = cues.map((cue) => this.apply(cue)).some((isNew) => isNew);
    // Of what is here, something may have come again, newer.
    this.finalCues = changed
      ? merge(
          this.finalCues,
          here.filter(({ id, seq }) => this.newest.get(id)?.seq === seq).map((cue) => this.names.named(cue)),
        )
      : here;
    return changed;
  }

  /** The session is over: what was not made final will not be. */
  dropInterims(): void {
    this.interimCues = [];
  }

  private put(cue: Cue): boolean {
    const known = this.newest.get(cue.id);
    if (known && !supersedes(cue, known)) {
      return false;
    }
    this.newest.set(cue.id, cue);
    this.doubtful.delete(cue.id);
    this.interimCues = without(this.interimCues, cue.id);
    if (known?.kind === "final") {
      this.finalCues = without(this.finalCues, cue.id);
    }
    if (cue.text !== "") {
      if (cue.kind === "final") {
        this.finalCues = insert(this.finalCues, cue);
      } else {
        this.interimCues = insert(this.interimCues, cue);
      }
    }
    return true;
  }

  private relabel(id: string): boolean {
    const isTheirs = ({ speaker }: Cue) => speaker?.id === id;
    const relabelled = (cues: readonly Cue[]) => (cues.some(isTheirs) ? cues.map((cue) => this.names.named(cue)) : cues);
    const before = [this.finalCues, this.interimCues];
    this.finalCues = relabelled(this.finalCues);
    this.interimCues = relabelled(this.interimCues);
    return this.finalCues !== before[0] || this.interimCues !== before[1];
  }
}

function supersedes(cue: Cue, known: Cue): boolean {
  return cue.revision > known.revision || (cue.revision === known.revision && cue.seq > known.seq);
}

function without(cues: readonly Cue[], id: string): readonly Cue[] {
  return cues.some((cue) => cue.id === id) ? cues.filter((cue) => cue.id !== id) : cues;
}

/** Two rows in order to one. */
function merge(one: readonly Cue[], other: readonly Cue[]): readonly Cue[] {
  return [...one, ...other].sort((a, b) => (isBefore(a, b) ? -1 : isBefore(b, a) ? 1 : 0));
}

/** From the end, where new cues nearly always belong. */
function insert(cues: readonly Cue[], cue: Cue): readonly Cue[] {
  let at = cues.length;
  while (at > 0 && isBefore(cue, cues[at - 1]!)) {
    at--;
  }
  return cues.toSpliced(at, 0, cue);
}

function isBefore(a: Cue, b: Cue): boolean {
  return a.start !== b.start ? a.start < b.start : a.end !== b.end ? a.end < b.end : a.id < b.id;
}
