import fc from "fast-check";
import { expect, test } from "vitest";
import { ParagraphKeys } from "./paragraph-keys";
import { paragraphs } from "./paragraphs";
import { testCue } from "./test-cue";

/** Cues one after the other, by who speaks. */
const spoken = (speakers: string) =>
  paragraphs([...speakers].map((id, index) => testCue({ id: `c${index}`, start: index, end: index + 1, speaker: { id, label: id } })));

test("Words that go over to the paragraph behind them leave both paragraphs where they are", () => {
  const keys = new ParagraphKeys();
  const before = keys.keep(spoken("aabb")).map(({ id }) => id);
  expect(keys.keep(spoken("abbb")).map(({ id }) => id)).toEqual(before);
  expect(keys.keep(spoken("aaab")).map(({ id }) => id)).toEqual(before);
});

test("A paragraph that loses its first words keeps its key", () => {
  const keys = new ParagraphKeys();
  const [first, second] = keys.keep(spoken("abb")).map(({ id }) => id);
  expect(keys.keep(spoken("aab")).map(({ id }) => id)).toEqual([first, second]);
});

test("However speakers are put right, no two paragraphs have the same key", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[ab]{1,8}$/), { maxLength: 6 }), (steps) => {
      const keys = new ParagraphKeys();
      for (const speakers of steps) {
        const ids = keys.keep(spoken(speakers)).map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }
    }),
  );
});
