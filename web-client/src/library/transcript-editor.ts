import { correctAsRead, newerIn } from "../captions/correct-as-read";
import type { Cue, ReviewItem } from "../contract";
import { readReview, readTranscript } from "../live/archive";
import {
  changeCue,
  deleteCue,
  mergeCues,
  mergeSpeakers,
  replaceInCues,
  splitCue,
  type CueChange,
  type Replacing,
} from "../live/corrections";
import { messageOf } from "../live/problem";
import { ServerError } from "../live/http";
import { takeStep } from "../live/server";
import { t } from "../strings/strings";
import { beside, rangeOf, reviewItems } from "./review";
import { splitTime } from "./timed-text";

export type Version = "live" | "publishing";

/** What somebody has written in the place of a text, until the server has it. */
interface Draft {
  read: Cue;
  text: string;
}

/**
 * A transcript and what is done to it. One step goes after the other, in the order in which they were asked for; who goes on to the next
 * cue does not wait for what they wrote to be stored, and finds it again where it could not be.
 */
export class TranscriptEditor {
  cues: readonly Cue[] = [];
  version: Version = "live";
  /** Number of the cue that is edited. */
  current = 0;
  /** What went wrong last, and what was done last. */
  problem = "";
  told = "";
  /** Uncertain words that are looked at. */
  reviewed: ReviewItem | undefined;
  /** What the server says of uncertain words, and what is made of it for these cues. */
  private suspects: readonly ReviewItem[] = [];
  private review: { of: readonly Cue[]; items: readonly ReviewItem[] } = { of: [], items: [] };
  private readonly drafts = new Map<string, Draft>();
  private turn: Promise<void> = Promise.resolve();
  private stepsAhead = 0;
  /** Whether the server has made something else of the cues than is here. */
  private isStale = false;

  constructor(
    readonly sessionId: string,
    private readonly changed: () => void,
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

  load(version: Version): Promise<void> {
    this.save();
    return this.inTurn(async () => {
      [this.cues, this.suspects] = await Promise.all([readTranscript(this.sessionId, version), readReview(this.sessionId)]);
      this.version = version;
      this.current = 0;
      this.reviewed = undefined;
    });
  }

  /** Goes to a cue; what was written in the one before is stored. */
  select(index: number): void {
    this.save();
    this.current = Math.max(0, Math.min(this.cues.length - 1, index));
    this.changed();
  }

  /** Words that may be others. */
  get uncertain(): readonly ReviewItem[] {
    if (this.review.of !== this.cues) {
      this.review = { of: this.cues, items: reviewItems(this.cues, this.suspects) };
    }
    return this.review.items;
  }

  /** Goes to the next uncertain words, or to those before. */
  selectUnsure(by: 1 | -1 = 1): void {
    const here = this.reviewed?.cueId === this.cue?.id ? this.reviewed?.start : undefined;
    const item = beside(this.uncertain, here ?? (this.cue?.start ?? 0) - (by > 0 ? 0.001 : 0), by);
    if (item) {
      this.selectItem(item);
    } else {
      this.tell(t("editorNothingUnsure"));
    }
  }

  /** Goes to uncertain words. */
  selectItem(item: ReviewItem): void {
    this.select(this.cues.findIndex(({ id }) => id === item.cueId));
    this.reviewed = item;
    this.changed();
  }

  /** Other words in the place of uncertain ones. */
  takeInstead(item: ReviewItem, text: string): Promise<void> {
    this.selectItem(item);
    const { start, length } = rangeOf(this.cue!, item);
    this.write(this.text.slice(0, start) + text + this.text.slice(start + length));
    return this.save();
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

  /** In two, before a letter of the field. */
  split(letter: number): Promise<void> {
    const before = this.text.slice(0, letter);
    return this.onCue(async (cue) => {
      const at = cue.text.startsWith(before) ? before.trimEnd().length : letter;
      this.take(await splitCue(this.sessionId, cue, splitTime(cue, at)));
      this.tell(t("editorSplit"));
    });
  }

  /** With the next one. */
  merge(): Promise<void> {
    return this.onCue(async (cue, index) => {
      const next = this.cues[index + 1];
      if (next) {
        const merged = await mergeCues(this.sessionId, [cue, next]);
        this.cues = this.cues.filter(({ id }) => id !== next.id);
        this.take([merged]);
        this.tell(t("editorMerged"));
      }
    });
  }

  remove(): Promise<void> {
    return this.onCue(async (cue) => {
      await deleteCue(this.sessionId, cue);
      this.cues = this.cues.filter(({ id }) => id !== cue.id);
      this.current = Math.min(this.current, Math.max(0, this.cues.length - 1));
      this.tell(t("editorRemoved"));
    });
  }

  change(change: (cue: Cue) => CueChange): Promise<void> {
    return this.onCue(async (cue) => this.take([await changeCue(this.sessionId, cue, change(cue))]));
  }

  step(which: "undo" | "redo"): Promise<void> {
    this.save();
    this.stepsAhead++;
    return this.inTurn(async () => {
      this.stepsAhead--;
      try {
        await takeStep(this.sessionId, which);
      } catch (error) {
        if (error instanceof ServerError && error.code === `nothing_to_${which}`) {
          this.tell(t(which === "undo" ? "nothingToUndo" : "nothingToRedo"));
          return;
        }
        throw error;
      }
      // Of many steps in a row the last one's outcome is read.
      this.isStale = true;
      if (this.stepsAhead === 0) {
        await this.freshen();
      }
      this.tell(t(which === "undo" ? "undone" : "redone"));
    });
  }

  replace(replacing: Replacing): Promise<void> {
    this.save();
    return this.inTurn(async () => {
      const { replaced } = await replaceInCues(this.sessionId, replacing);
      await this.readAgain();
      this.tell(t("editorReplaced", { count: replaced }));
    });
  }

  mergeSpeakers(from: string, into: string): Promise<void> {
    this.save();
    return this.inTurn(async () => {
      const { cues } = await mergeSpeakers(this.sessionId, from, into);
      await this.readAgain();
      this.tell(t("voicesMerged", { count: cues }));
    });
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

  private onCue(act: (cue: Cue, index: number) => Promise<void>): Promise<void> {
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

  private async freshen(): Promise<void> {
    if (this.isStale) {
      await this.readAgain();
    }
  }

  private async readAgain(): Promise<void> {
    const { cue } = this;
    this.cues = await readTranscript(this.sessionId, this.version);
    this.isStale = false;
    this.stayAt(cue);
  }

  /** Puts changed and new cues in their places. */
  private take(changed: readonly Cue[]): void {
    const { cue } = this;
    const ids = new Set(changed.map(({ id }) => id));
    this.cues = [...this.cues.filter(({ id }) => !ids.has(id)), ...changed].sort((a, b) => a.start - b.start || a.end - b.end);
    this.stayAt(cue);
  }

  private stayAt(cue: Cue | undefined): void {
    const same = this.cues.findIndex(({ id }) => id === cue?.id);
    this.current = same >= 0 ? same : Math.max(0, Math.min(this.current, this.cues.length - 1));
  }

  private tell(words: string): void {
    this.told = words;
    this.changed();
  }

  private inTurn(act: () => Promise<void>): Promise<void> {
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
