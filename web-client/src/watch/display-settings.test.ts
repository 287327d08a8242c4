import fc from "fast-check";
import { expect, test } from "vitest";
import { contrast } from "../design/test-contrast";
import { colors, settingsIn, styleOf, usual, type DisplaySettings } from "./display-settings";

test("What was kept comes back as it was", () => {
  const chosen: DisplaySettings = {
    size: 1.9,
    font: "serif",
    spacing: "wider",
    colors: "yellow",
    view: "lines",
    names: false,
    emotions: true,
    pace: "calm",
  };
  expect(settingsIn(JSON.stringify(chosen))).toEqual(chosen);
});

test("Emotions are off and words come as soon as they are heard where nobody said otherwise", () => {
  expect(settingsIn(null)).toEqual(usual);
  expect([usual.emotions, usual.pace, usual.names]).toEqual([false, "fast", true]);
});

test("Whatever is in the browser's memory, settings are such as there are", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.constant('{"size":7,"font":"toString","colors":"__proto__","names":"no"}')), (text) => {
      expect(styleOf(settingsIn(text))).not.toMatch(/undefined|function|url/);
    }),
  );
  expect(settingsIn('{"font":"toString","size":"1"}')).toEqual(usual);
});

test("Every choice of colours has a contrast of 7 (WCAG 1.4.6), quiet text too", () => {
  for (const chosen of Object.values(colors)) {
    if (chosen) {
      expect(contrast(chosen[0], chosen[1])).toBeGreaterThanOrEqual(7);
      expect(contrast(chosen[0], chosen[2])).toBeGreaterThanOrEqual(7);
    }
  }
});
