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
import { ServerError } from "../live/http";
import { takeStep } from "../live/server";
import { t } from "../strings/strings";
import { beside, rangeOf, reviewItems } from "./review";
import { splitTime } from "./timed-text";
import { WrittenTranscript, type Version } from "./written-transcript";

/** A transcript and what is done to it. */
export class TranscriptEditor extends WrittenTranscript {
  /** Uncertain words that are looked at. */
  reviewed: ReviewItem | undefined;
  /** What the server says of uncertain words, and what is made of it for these cues. */
  private suspects: readonly ReviewItem[] = [];
  private review: { of: readonly Cue[]; items: readonly ReviewItem[] } = { of: [], items: [] };
  private stepsAhead = 0;

  load(version: Version): Promise<void> {
    this.save();
    return this.inTurn(async () => {
      [this.cues, this.suspects] = await Promise.all([readTranscript(this.sessionId, version), readReview(this.sessionId)]);
      this.version = version;
      this.current = 0;
      this.reviewed = undefined;
    });
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
}
