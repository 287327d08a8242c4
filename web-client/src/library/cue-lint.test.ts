import { expect, test } from "vitest";
import { testCue as cue } from "../captions/test-cue";
import { hasUnsure, lint } from "./cue-lint";

test("What is too fast to read, and longer than two lines, is told", () => {
  expect(lint({ ...cue({ id: "c1" }), text: "x".repeat(40), start: 0, end: 2 })).toEqual([]);
  expect(lint({ ...cue({ id: "c1" }), text: "x".repeat(42), start: 0, end: 1 })).toEqual([
    "42 characters a second: too fast for many to read",
  ]);
  expect(lint({ ...cue({ id: "c1" }), text: "x".repeat(90), start: 0, end: 9 })).toEqual(["90 characters: more than two lines hold (84)"]);
});

test("A word is uncertain until a person has put the text right", () => {
  const unsure = { ...cue({ id: "c1" }), words: [{ text: "a", start: 0, end: 1, confidence: 0.3 }] };
  expect(hasUnsure(unsure)).toBe(true);
  expect(hasUnsure({ ...unsure, touched: ["text"] })).toBe(false);
  expect(hasUnsure(cue({ id: "c1" }))).toBe(false);
});
