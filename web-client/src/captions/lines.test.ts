import fc from "fast-check";
import { expect, test } from "vitest";
import { breakLines, liveLines, type CaptionLine } from "./lines";
import { ParagraphKeys } from "./paragraph-keys";
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
  const finals = [
    testCue({ id: "c1", text: "It was the best of times," }),
    testCue({ id: "c2", text: "it was the worst", start: 1, end: 2 }),
  ];
  const interims = [testCue({ id: "c3", kind: "interim", text: "of times", start: 2, end: 3 })];
  expect(shown(liveLines(finals, interims, new ParagraphKeys()))).toEqual(["It was the best of times, it was the worst", "_of _times"]);
  expect(liveLines([], [], new ParagraphKeys())).toEqual([]);
});

test("A line keeps its place when an interim becomes final", () => {
  const interim = testCue({ kind: "interim", text: "It was" });
  const final = testCue({ kind: "final", text: "It was.", revision: 2 });
  const keys = (lines: CaptionLine[]) => lines.map(({ key }) => key);
  expect(keys(liveLines([final], [], new ParagraphKeys()))).toEqual(keys(liveLines([], [interim], new ParagraphKeys())));
});

test("After a pause a new line begins, below the last one", () => {
  const finals = [testCue({ id: "c1", text: "First." }), testCue({ id: "c2", text: "Second.", start: 9, end: 10 })];
  expect(shown(liveLines(finals, [], new ParagraphKeys()))).toEqual(["First.", "Second."]);
});

test("A line stays in its place when the words before it turn out to be its speaker's", () => {
  const [ann, bob] = [{ id: "s1", label: "Ann" }, { id: "s2", label: "Bob" }];
  const keys = new ParagraphKeys();
  const cues = (second: typeof ann) => [
    testCue({ id: "c1", text: "Yes.", speaker: ann }),
    testCue({ id: "c2", text: "No.", start: 1, end: 2, speaker: second }),
    testCue({ id: "c3", text: "Never.", start: 2, end: 3, speaker: bob }),
  ];
  const before = liveLines(cues(ann), [], keys);
  const after = liveLines(cues(bob), [], keys);
  expect(shown(before)).toEqual(["Ann: Yes. No.", "Bob: Never."]);
  expect(shown(after)).toEqual(["Ann: Yes.", "Bob: No. Never."]);
  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
});
