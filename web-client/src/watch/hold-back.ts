import type { Cue } from "../contract";
import type { PaceName } from "./display-settings";

/** Milliseconds that a word stays the same before a steady reader sees it. */
const hold = 1_000;

interface Version {
  at: number;
  words: readonly string[];
}

/**
 * What of the words that may still change a viewer sees: all at once (`fast`), those that have not changed for a second (`steady`), or none
 * (`calm`), until they are final.
 */
export class HoldBack {
  private heard = new Map<string, Version[]>();

  /** @param now milliseconds, of any clock */
  show(interims: readonly Cue[], pace: PaceName, now: number): readonly Cue[] {
    if (pace !== "steady") {
      this.heard.clear();
      return pace === "fast" ? interims : [];
    }
    this.heard = new Map(interims.map((cue) => [cue.id, this.versionsOf(cue, now)]));
    return interims.flatMap((cue) => {
      const words = wordsOf(cue.text).slice(0, settledIn(this.heard.get(cue.id)!, now));
      return words.length > 0 ? [{ ...cue, text: words.join(" ") }] : [];
    });
  }

  /** Milliseconds until there may be more to show of the same interims; undefined where there is none to come. */
  wait(now: number): number | undefined {
    const due = [...this.heard.values()].flat().map(({ at }) => at + hold - now).filter((left) => left > 0);
    return due.length > 0 ? Math.min(...due) : undefined;
  }

  private versionsOf({ id, text }: Cue, now: number): Version[] {
    const before = this.heard.get(id) ?? [];
    const words = wordsOf(text);
    const isNew = before.length === 0 || before.at(-1)!.words.join(" ") !== words.join(" ");
    const versions = isNew ? [...before, { at: now, words }] : before;
    // Of those that are older than the time to hold, only the newest counts.
    const first = versions.findLastIndex(({ at }) => now - at >= hold);
    return versions.slice(Math.max(0, first));
  }
}

/** Words that all versions within the time to hold begin with, if the first of them is old enough. */
function settledIn(versions: readonly Version[], now: number): number {
  if (now - versions[0]!.at < hold) {
    return 0;
  }
  const newest = versions.at(-1)!.words;
  return versions.reduce((count, { words }) => {
    const other = newest.findIndex((word, index) => word !== words[index]);
    return other < 0 ? count : Math.min(count, other);
  }, newest.length);
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
