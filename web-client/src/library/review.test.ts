import { expect, test } from "vitest";
import { testCue as cue } from "../captions/test-cue";
import type { ReviewItem } from "../contract";
import { beside, rangeOf, reviewItems } from "./review";

const words = (...all: [string, number][]) =>
  all.map(([text, confidence], index) => ({ text, confidence, start: index, end: index + 1 }));
const first = {
  ...cue({ id: "c1" }),
  text: "the cat sat on the mat",
  words: words(["the", 0.9], ["cat", 0.3], ["sat", 0.4], ["on", 0.9], ["the", 0.2], ["mat", 0.9]),
};

test("Uncertain words are found, those that follow each other as one, and what a person put right is none", () => {
  const items = reviewItems([first, { ...first, id: "c2", touched: ["text"] }]);
  expect(items.map(({ text, start, end, confidence }) => [text, start, end, confidence])).toEqual([
    ["cat sat", 1, 3, 0.3],
    ["the", 4, 5, 0.2],
  ]);
});

test("What the server found goes before, as long as it is still there", () => {
  const told: ReviewItem = {
    cueId: "c1",
    start: 5,
    end: 6,
    text: "mat",
    confidence: 0.5,
    alternatives: [{ text: "map", engine: "other", confidence: 0.8 }],
  };
  expect(reviewItems([first], [told])).toEqual([told]);
  expect(reviewItems([{ ...first, text: "the cat" }], [told]).map(({ text }) => text)).toEqual(["cat sat", "the"]);
});

test("The words stand where they are said, not where they are said first", () => {
  const items = reviewItems([first]);
  expect(items.map((item) => rangeOf(first, item))).toEqual([
    { start: 4, length: 7 },
    { start: 15, length: 3 },
  ]);
});

test("One goes from item to item, around at the ends", () => {
  const items = reviewItems([first]);
  expect([beside(items, 0, 1), beside(items, 1, 1), beside(items, 4, 1)].map((item) => item?.start)).toEqual([1, 4, 1]);
  expect([beside(items, 4, -1), beside(items, 1, -1)].map((item) => item?.start)).toEqual([1, 4]);
  expect(beside([], 0, 1)).toBeUndefined();
});
