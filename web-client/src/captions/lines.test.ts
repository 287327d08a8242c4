import fc from "fast-check";
import { expect, test } from "vitest";
import { breakLines, liveLines } from "./lines";
import { testCue } from "./test-cue";

const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 });

test("Lines hold all words in order and are as wide as allowed", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 12, max: 42 }), (list, width) => {
      const lines = breakLines(list.join(" "), width);
      expect(lines.join(" ")).toBe(list.join(" "));
      expect(lines.every((line) => line.length <= width)).toBe(true);
    }),
  );
});

test("A line never changes once the next one has begun", () => {
  fc.assert(
    fc.property(words, words, (shown, more) => {
      const before = breakLines(shown.join(" "));
      const after = breakLines([...shown, ...more].join(" "));
      expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
    }),
  );
});

test("A word longer than a line gets its own", () => {
  expect(breakLines("a Donaudampfschifffahrt b", 12)).toEqual(["a", "Donaudampfschifffahrt", "b"]);
});

test("An interim rolls the final above it up", () => {
  const finals = [testCue({ id: "c1", text: "First." }), testCue({ id: "c2", text: "Second.", start: 1 })];
  const interims = [testCue({ id: "c3", kind: "interim", text: "third", start: 2 })];
  expect(liveLines(finals, interims)).toEqual([
    { key: "c2/0", text: "Second.", interim: false },
    { key: "c3/0", text: "third", interim: true },
  ]);
  expect(liveLines([], [])).toEqual([]);
});
