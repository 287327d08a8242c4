import { expect, test } from "vitest";
import { contrast } from "./test-contrast";
import tokens from "./tokens.css?inline";

/** In the light and in the dark. */
function colours(name: string): string[] {
  const [, light, dark] = new RegExp(`--${name}: ?light-dark\\((#\\w{6}), ?(#\\w{6})\\)`).exec(tokens) ?? [];
  return [light!, dark!];
}

test.each(["text", "quiet", "accent", "danger", "good", "warn"])("%s can be read on every ground", (name) => {
  for (const ground of ["ground", "surface", "sunken", "raised", "accent-soft", "danger-soft", "good-soft", "warn-soft"]) {
    for (const theme of [0, 1]) {
      const figure = contrast(colours(name)[theme]!, colours(ground)[theme]!);
      if (!ground.endsWith("-soft") || name === "text" || ground === `${name}-soft`) {
        expect([name, ground, theme, figure >= 4.5]).toEqual([name, ground, theme, true]);
      }
    }
  }
});

test("What is on a button can be read, and where a field is can be seen", () => {
  for (const theme of [0, 1]) {
    expect(contrast(colours("accent")[theme]!, colours("on-accent")[theme]!)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(colours("edge")[theme]!, colours("surface")[theme]!)).toBeGreaterThanOrEqual(3);
  }
});
