import { expect, test } from "vitest";
import { contrast } from "../design/test-contrast";
import pageStyle from "../design/tokens.css?raw";
import { speakerColor, speakerColors } from "./speaker-colors";

test("Every color can be read on the page's surface, in the light and in the dark", () => {
  const [, light, dark] = /--surface: light-dark\((#\w{6}), (#\w{6})\)/.exec(pageStyle)!;
  for (const [onLight, onDark] of speakerColors) {
    expect(contrast(onLight, light!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(onDark, dark!)).toBeGreaterThanOrEqual(4.5);
  }
});

test("The first speakers have colors of their own, each always the same", () => {
  const ids = speakerColors.map((_, index) => `s${index + 1}`);
  expect(new Set(ids.map(speakerColor)).size).toBe(speakerColors.length);
  expect(speakerColor("s1")).toBe(`light-dark(${speakerColors[0].join(", ")})`);
  expect(speakerColor("s9")).toBe(speakerColor("s1"));
});
