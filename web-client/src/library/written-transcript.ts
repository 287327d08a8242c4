import { correctAsRead, newerIn } from "../captions/correct-as-read";
import type { Cue } from "../contract";
import { readTranscript } from "../live/archive";
import { messageOf } from "../live/problem";
import { t } from "../strings/strings";

export type Version = "live" | "publishing";

/** What somebody has written in the place of a text, until the server has it. */
interface Draft {
  read: Cue;
  text: string;
}

/**
 * A transcript as it is here, and what is written in it. One step goes after the other, in the order in which they were asked for; who goes
 * on to the next cue does not wait for what they wrote to be stored, and finds it again where it could not be.
 */
export class WrittenTranscript {
  cues: readonly Cue[] = [];
  version: Version = "live";
  /** Number of the cue that is edited. */
  current = 0;
  /** What went wrong last, and what was done last. */
  problem = "";
  told = "";
  private readonly drafts = new Map<string, Draft>();
  private turn: Promise<void> = Promise.resolve();
  /** Whether the server has made something else of the cues than is here. */
  protected isStale = false;

  constructor(
    readonly sessionId: string,
    protected readonly changed: () => void,
  ) {}

  get cue(): Cue | undefined {
    return this.cues[this.current];
  }

  /** What stands in the field of the cue that is edited. */
  get text(): string {
    return (this.cue && this.drafts.get(this.cue.id)?.text) ?? this.cue?.text ?? "";
  }

  /** Whether something is written that the server does not have. */
  get isUnsaved(): boolean {
    return this.drafts.size > 0;
  }

  /** Goes to a cue; what was written in the one before is stored. */
  select(index: number): void {
    this.save();
    this.current = Math.max(0, Math.min(this.cues.length - 1, index));
    this.changed();
  }

  /** Somebody writes in the field. */
  write(text: string): void {
    const { cue } = this;
    if (cue) {
      this.drafts.set(cue.id, { read: this.drafts.get(cue.id)?.read ?? cue, text });
      this.changed();
    }
  }

  /** The text is to be what it was. */
  revert(): void {
    this.drafts.delete(this.cue?.id ?? "");
    this.problem = "";
    this.changed();
  }

  save(): Promise<void> {
    const id = this.cue?.id;
    return id !== undefined && this.drafts.has(id) ? this.inTurn(() => this.store(id)) : this.turn;
  }

  private async store(id: string): Promise<void> {
    const draft = this.drafts.get(id);
    const text = draft?.text.replace(/\s+/g, " ").trim();
    if (!draft || !text || text === draft.read.text) {
      this.drafts.delete(id);
      return;
    }
    try {
      await this.freshen();
      const corrected = await correctAsRead(this.sessionId, this.newest(draft.read), text);
      if (this.drafts.get(id)?.text === draft.text) {
        this.drafts.delete(id);
      }
      this.take([corrected]);
    } catch (error) {
      const newer = newerIn(error);
      if (newer && !newer.deleted) {
        this.drafts.set(id, { ...draft, read: newer });
        this.take([newer]);
      }
      throw newer ? new Error(newer.deleted ? t("deletedMeanwhile") : t("changedMeanwhile", { text: newer.text })) : error;
    }
  }

  /** What was read, at the revision that it has by what this page itself did to times and speaker. */
  private newest(read: Cue): Cue {
    const now = this.cues.find(({ id }) => id === read.id);
    return now?.text === read.text ? now : read;
  }

  protected onCue(act: (cue: Cue, index: number) => Promise<void>): Promise<void> {
    const id = this.cue?.id;
    this.save();
    return this.inTurn(async () => {
      await this.freshen();
      const index = this.cues.findIndex((cue) => cue.id === id);
      if (index >= 0) {
        await act(this.cues[index]!, index);
      }
    });
  }

  protected async freshen(): Promise<void> {
    if (this.isStale) {
      await this.readAgain();
    }
  }

  protected async readAgain(): Promise<void> {
    const { cue } = this;
    this.cues = await readTranscript(this.sessionId, this.version);
    this.isStale = false;
    this.stayAt(cue);
  }

  /** Puts changed and new cues in their places. */
  protected take(changed: readonly Cue[]): void {
    const { cue } = this;
    const ids = new Set(changed.map(({ id }) => id));
    this.cues = [...this.cues.filter(({ id }) => !ids.has(id)), ...changed].sort((a, b) => a.start - b.start || a.end - b.end);
    this.stayAt(cue);
  }

  private stayAt(cue: Cue | undefined): void {
    const same = this.cues.findIndex(({ id }) => id === cue?.id);
    this.current = same >= 0 ? same : Math.max(0, Math.min(this.current, this.cues.length - 1));
  }

  protected tell(words: string): void {
    this.told = words;
    this.changed();
  }

  protected inTurn(act: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(async () => {
      this.problem = "";
      try {
        await act();
      } catch (error) {
        this.problem = t("notSaved", { why: messageOf(error) });
      }
      this.changed();
    });
    return this.turn;
  }
}
