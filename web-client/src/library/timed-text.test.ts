import { expect, test } from "vitest";
import { testCue as cue } from "../captions/test-cue";
import type { Cue } from "../contract";
import { cueAt, splitTime, timedPieces } from "./timed-text";

const words = (...texts: string[]) => texts.map((text, at) => ({ text, start: at, end: at + 0.8, confidence: 0.9 }));
const said = (text: string, ...spoken: string[]): Cue => ({ ...cue({ id: "c1" }), text, start: 0, end: 4, words: words(...spoken) });

test("A text is cut where its words begin, whatever stands between, and words that it has not are left out", () => {
  const pieces = timedPieces(said("The cat, <b>the</b> cat!", "The", "cat,", "gone", "cat!"));
  expect(pieces.map(({ text }) => text).join("")).toBe("The cat, <b>the</b> cat!");
  expect(pieces.filter(({ word }) => word).map(({ text }) => text)).toEqual(["The", "cat,", "cat!"]);
  expect(timedPieces(said("你好世界", "你好", "世界")).map(({ word }) => word?.start)).toEqual([0, 1]);
  expect(timedPieces({ ...cue({ id: "c1" }), text: "No words" })).toEqual([{ text: "No words" }]);
});

test("A cue is split between the words that the caret stands between, and without words where the letters are", () => {
  expect(splitTime(said("one two three", "one", "two", "three"), 4)).toBeCloseTo(0.9);
  expect(splitTime(said("one two three", "one", "two", "three"), 3)).toBeCloseTo(0.9);
  expect(splitTime(said("one two"), 4)).toBeCloseTo(16 / 7);
});

test("The cue that is said is the last that has begun", () => {
  const cues = [1, 3, 3, 9].map((start) => ({ ...cue({ id: `c${start}` }), start, end: start + 1 }));
  expect([0, 1, 2.9, 3, 100].map((time) => cueAt(cues, time))).toEqual([-1, 0, 0, 2, 3]);
});
