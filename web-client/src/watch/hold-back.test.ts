import { expect, test } from "vitest";
import { testCue } from "../captions/test-cue";
import { HoldBack } from "./hold-back";

const interim = (text: string) => [testCue({ kind: "interim", text })];
const shown = (held: HoldBack, text: string, now: number) => held.show(interim(text), "steady", now).map((cue) => cue.text);

test("Who wants it fast sees every word at once, who wants it calm none that may change", () => {
  const held = new HoldBack();
  expect(held.show(interim("It was"), "fast", 0).map(({ text }) => text)).toEqual(["It was"]);
  expect(held.show(interim("It was"), "calm", 0)).toEqual([]);
});

test("Steady words are those that have stood for a second", () => {
  const held = new HoldBack();
  expect(shown(held, "It", 0)).toEqual([]);
  expect(shown(held, "It was", 500)).toEqual([]);
  expect(held.wait(500)).toBe(500);
  expect(shown(held, "It was the", 1_000)).toEqual(["It"]);
  expect(shown(held, "It was the", 1_500)).toEqual(["It was"]);
  expect(shown(held, "It was the", 2_000)).toEqual(["It was the"]);
  expect(held.wait(2_000)).toBeUndefined();
});

test("A word that changes is held again, and those behind it", () => {
  const held = new HoldBack();
  shown(held, "It was best", 0);
  expect(shown(held, "It was best", 1_000)).toEqual(["It was best"]);
  expect(shown(held, "It was the best", 1_200)).toEqual(["It was"]);
  expect(shown(held, "It was the best", 2_200)).toEqual(["It was the best"]);
});

test("What became final or was withdrawn is forgotten", () => {
  const held = new HoldBack();
  shown(held, "It was", 0);
  held.show([], "steady", 100);
  expect(held.wait(100)).toBeUndefined();
});
