import { expect, test } from "vitest";
import pageStyle from "../page.css?raw";
import { speakerColor, speakerColors } from "./speaker-colors";

/** Relative luminance (WCAG 2). */
function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [darker, lighter] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter! + 0.05) / (darker! + 0.05);
}

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
