import fc from "fast-check";
import { expect, test } from "vitest";
import { breakLines, liveLines, type CaptionLine } from "./lines";
import { testCue } from "./test-cue";

const words = fc.array(
  fc.record({ text: fc.stringMatching(/^[a-z]{1,12}$/), interim: fc.boolean() }),
  { minLength: 1, maxLength: 30 },
);
const textOf = (line: readonly { text: string }[]) => line.map(({ text }) => text).join(" ");
const shown = (lines: CaptionLine[]) => lines.map(({ words }) => words.map(({ text, interim }) => (interim ? `_${text}` : text)).join(" "));

test("Lines hold all words in order and are no wider than allowed", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 12, max: 42 }), (list, width) => {
      const lines = breakLines(list, width);
      expect(lines.flat()).toEqual(list);
      expect(lines.every((line) => textOf(line).length <= width)).toBe(true);
    }),
  );
});

test("A line never changes once the next one has begun", () => {
  fc.assert(
    fc.property(words, words, (before, more) => {
      const lines = breakLines(before);
      expect(breakLines([...before, ...more]).slice(0, lines.length - 1)).toEqual(lines.slice(0, -1));
    }),
  );
});

test("A word longer than a line gets its own", () => {
  const long = ["a", "Donaudampfschifffahrt", "b"].map((text) => ({ text, interim: false }));
  expect(breakLines(long, 12).map(textOf)).toEqual(["a", "Donaudampfschifffahrt", "b"]);
});

test("Lines are filled across cues, interim words told apart", () => {
  const finals = [testCue({ id: "c1", text: "It was the best of times," }), testCue({ id: "c2", text: "it was the worst", start: 1, end: 2 })];
  const interims = [testCue({ id: "c3", kind: "interim", text: "of times", start: 2, end: 3 })];
  expect(shown(liveLines(finals, interims))).toEqual(["It was the best of times, it was the worst", "_of _times"]);
  expect(liveLines([], [])).toEqual([]);
});

test("A line keeps its place when an interim becomes final", () => {
  const interim = testCue({ kind: "interim", text: "It was" });
  const final = testCue({ kind: "final", text: "It was.", revision: 2 });
  const keys = (lines: CaptionLine[]) => lines.map(({ key }) => key);
  expect(keys(liveLines([final], []))).toEqual(keys(liveLines([], [interim])));
});

test("After a pause a new line begins, below the last one", () => {
  const finals = [testCue({ id: "c1", text: "First." }), testCue({ id: "c2", text: "Second.", start: 9, end: 10 })];
  expect(shown(liveLines(finals, []))).toEqual(["First.", "Second."]);
});
