import { expect, test } from "vitest";
import { emotionSpans } from "./emotion-spans";

const at = (time: number, label?: string) => ({ time, arousal: 0, valence: 0, ...(label ? { label } : {}) });

test("Points of one word are one stretch; neutral, silence and another word end it", () => {
  expect(
    emotionSpans([at(4, "happy"), at(8, "happy"), at(12), at(14, "happy"), at(40, "happy"), at(44, "neutral"), at(46, "sad")]),
  ).toEqual([
    { label: "happy", start: 2, end: 16 },
    { label: "happy", start: 38, end: 42 },
    { label: "sad", start: 44, end: 48 },
  ]);
  expect(emotionSpans([])).toEqual([]);
});
