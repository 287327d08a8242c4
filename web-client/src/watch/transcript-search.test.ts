import fc from "fast-check";
import { expect, test } from "vitest";
import { cut, findMatches } from "./transcript-search";

test("Case and accents do not matter, nor how many spaces were typed", () => {
  const found = findMatches(["Der Müller sagt: MÜLLER.", "Café au lait"], " muller ");
  expect(found).toEqual([{ item: 0, start: 4, end: 10 }, { item: 0, start: 17, end: 23 }]);
  expect(findMatches(["Café  au lait", "cafe au lait"], "CAFÉ   au")).toEqual([{ item: 1, start: 0, end: 7 }]);
});

test("Nothing asked finds nothing", () => expect(findMatches(["a"], "  ")).toEqual([]));

test("Places are those of the text itself, whatever is in it", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" })), fc.string({ minLength: 1 }), (texts, query) => {
      for (const { item, start, end } of findMatches(texts, query)) {
        expect(end).toBeGreaterThan(start);
        expect(texts[item]!.slice(start, end).length).toBe(end - start);
      }
    }),
  );
});

test("A match over the border of two cues is marked in both", () => {
  const matches = [{ match: { item: 0, start: 3, end: 9 }, number: 7 }];
  expect(cut("the best", 0, matches)).toEqual([{ text: "the" }, { text: " best", match: 7 }]);
  expect(cut("of times", 9, [{ match: { item: 0, start: 3, end: 11 }, number: 7 }])).toEqual([
    { text: "of", match: 7 },
    { text: " times" },
  ]);
  expect(cut("later", 20, matches)).toEqual([{ text: "later" }]);
});
