// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import { testCue } from "../captions/test-cue";
import type { Cue } from "../contract";
import { CueRows } from "./cue-rows";

const said = (number: number): Cue =>
  testCue({
    id: `c${number}`,
    start: 2 * number,
    end: 2 * number + 2,
    text: "good <b>day</b>",
    words: [
      { text: "good", start: 2 * number, end: 2 * number + 1, confidence: 0.9 },
      { text: "<b>day</b>", start: 2 * number + 1, end: 2 * number + 2, confidence: 0.4 },
    ],
  });

async function shown(count: number) {
  const rows = Object.assign(new CueRows(), { cues: Array.from({ length: count }, (_, number) => said(number)) });
  document.body.append(rows);
  await rows.updateComplete;
  return { rows, find: (selector: string) => [...rows.shadowRoot!.querySelectorAll<HTMLElement>(selector)] };
}

afterEach(() => document.body.replaceChildren());

test("The word that is said is lit, and nothing is drawn until another one is", async () => {
  const { rows, find } = await shown(3);
  rows.time = 2.4;
  await rows.updateComplete;
  expect(find(".lit").map(({ textContent, dataset }) => [textContent, dataset.time])).toEqual([["good", "2"]]);
  rows.time = 2.5;
  expect(await rows.updateComplete).toBe(true);
  rows.time = 3.2;
  await rows.updateComplete;
  expect(find(".lit").map(({ textContent }) => textContent)).toEqual(["<b>day</b>"]);
});

test("Uncertain words say how uncertain they are, and a click goes to the word's time", async () => {
  const { rows, find } = await shown(2);
  expect(find(".unsure").map(({ title }) => title)).toEqual(["Uncertain: 40 %", "Uncertain: 40 %"]);
  const chosen: unknown[] = [];
  rows.addEventListener("choose", (event) => chosen.push((event as CustomEvent).detail));
  find(".unsure")[1]!.click();
  find(".cue")[0]!.click();
  expect(chosen).toEqual([{ index: 1, time: 3 }, { index: 0, time: 0 }]);
});

test("Of a long transcript only what is in view is on the page", async () => {
  const { find } = await shown(5_000);
  expect(find(".cue").length).toBeGreaterThan(10);
  expect(find(".cue").length).toBeLessThan(500);
});
