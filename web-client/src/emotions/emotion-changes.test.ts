import { expect, test } from "vitest";
import { testCue } from "../captions/test-cue";
import { emotionChanges } from "./emotion-changes";

/** Cues one after the other, each of a speaker and with a label, where there are such: `a happy`. */
const spoken = (...cues: string[]) =>
  cues.map((cue, index) => {
    const [who, label] = cue.split(" ");
    return testCue({
      id: `c${index}`,
      start: index,
      ...(who ? { speaker: { id: who, label: who } } : {}),
      ...(label ? { emotion: { label, confidence: 0.9, arousal: 0, valence: 0 } } : {}),
    });
  });
const marks = (...cues: string[]) => [...emotionChanges(spoken(...cues))].map(([id, label]) => `${id} ${label}`);

test("An emotion is said where its speaker begins to sound so, not at every cue", () => {
  expect(marks("a happy", "a happy", "a sad", "a happy")).toEqual(["c0 happy", "c2 sad", "c3 happy"]);
});

test("Each speaker changes for themselves", () => {
  expect(marks("a happy", "b angry", "a happy", "b angry", "b happy")).toEqual(["c0 happy", "c1 angry", "c4 happy"]);
});

test("Neutral is not said, but ends what was", () => {
  expect(marks("a neutral", "a angry", "a neutral", "a angry")).toEqual(["c1 angry", "c3 angry"]);
});

test("Where nobody was sure, nothing changed", () => {
  expect(marks("a sad", "a", "a sad")).toEqual(["c0 sad"]);
});

test("What this page does not know is not said", () => {
  expect(marks("a bored", "a toString", "a sad")).toEqual(["c2 sad"]);
});
