/** A stretch of the list, from an item to before another. */
export interface Stretch {
  from: number;
  to: number;
}

/** Pixels of an item of which nothing is known, beside those of its letters. */
const least = 24;

/**
 * Where the items of a long list are, of which only those in view are on the page: heights that were measured, and for the others what is
 * likely by the length of their texts.
 */
export class ItemPlaces {
  private readonly heights = new Map<string, number>();
  /** What was taken to be likely stays: what is above changes only when it is measured, not whenever more is known of others. */
  private readonly guesses = new Map<string, number>();
  private tops: number[] = [0];
  /** Pixels of height for each letter, as measured. */
  private perLetter = 0.8;

  /** Pixels of all items together. */
  get height(): number {
    return this.tops.at(-1)!;
  }

  topOf(index: number): number {
    return this.tops[index] ?? this.height;
  }

  isMeasured(key: string): boolean {
    return this.heights.has(key);
  }

  /** Takes the items that there are now, in order. */
  place(items: readonly { key: string; text: string }[]): void {
    this.tops = [0];
    for (const { key, text } of items) {
      this.tops.push(this.tops.at(-1)! + (this.heights.get(key) ?? this.guess(key, text)));
    }
  }

  /** @returns whether something is otherwise than was thought */
  measured(sizes: readonly { key: string; text: string; height: number }[]): boolean {
    let changed = false;
    for (const { key, text, height } of sizes) {
      // What is not laid out has no height, and will have one.
      if (height > 0 && Math.abs((this.heights.get(key) ?? -1) - height) >= 0.5) {
        changed = true;
        this.heights.set(key, height);
        if (text.length > 100) {
          this.perLetter += ((height - least) / text.length - this.perLetter) / 8;
        }
      }
    }
    return changed;
  }

  /** Another width, or another size of type: nothing that was measured counts any more. */
  forget(): void {
    this.heights.clear();
    this.guesses.clear();
  }

  private guess(key: string, text: string): number {
    const known = this.guesses.get(key) ?? least + text.length * this.perLetter;
    this.guesses.set(key, known);
    return known;
  }

  /** The first item that reaches below a line. */
  at(line: number): number {
    let [low, high] = [0, Math.max(0, this.tops.length - 2)];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tops[middle + 1]! > line) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Items that are between two lines. */
  between(upper: number, lower: number): Stretch {
    const count = this.tops.length - 1;
    return count === 0 ? { from: 0, to: 0 } : { from: this.at(upper), to: Math.min(count, this.at(lower) + 1) };
  }
}
