import { expect, test } from "vitest";
import { clock, paragraphs, plainText } from "./paragraphs";
import { testCue } from "./test-cue";

test("A pause or another speaker begins a paragraph", () => {
  const ann = { id: "s1", label: "Ann" };
  const finals = [
    testCue({ id: "c1", start: 0, end: 2, text: "It was", speaker: ann }),
    testCue({ id: "c2", start: 2, end: 4, text: "the best.", speaker: ann }),
    testCue({ id: "c3", start: 8, end: 9, text: "Later.", speaker: ann }),
    testCue({ id: "c4", start: 9, end: 10, text: "No.", speaker: { id: "s2", label: "Bob" } }),
  ];
  expect(paragraphs(finals).map(({ id, cues }) => [id, cues.length])).toEqual([["c1", 2], ["c3", 1], ["c4", 1]]);
  expect(plainText(finals)).toBe("Ann: It was the best.\n\nAnn: Later.\n\nBob: No.");
});

test("A long paragraph ends with a sentence, not within one", () => {
  const finals = Array.from({ length: 20 }, (_, i) =>
    testCue({ id: `c${i}`, start: i * 2, end: i * 2 + 2, text: i === 17 ? "end." : "and" }),
  );
  expect(paragraphs(finals).map(({ id }) => id)).toEqual(["c0", "c18"]);
});

test.each([[0, "0:00"], [59.99, "0:59"], [61, "1:01"], [3723.5, "1:02:03"]])("%d seconds are %s", (seconds, text) => {
  expect(clock(seconds)).toBe(text);
});
