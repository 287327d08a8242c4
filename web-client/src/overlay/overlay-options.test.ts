import fc from "fast-check";
import { expect, test } from "vitest";
import { overlayOptions, overlayProblems } from "./overlay-options";

test("Without a query there are two white lines on dark at the bottom", () => {
  expect(overlayOptions("")).toMatchObject({
    size: undefined, lines: 2, color: "#ffffff", background: "#000000b3", outlineWidth: 0,
    position: "bottom", align: "left", delay: 0, interim: true, hide: 8, speakers: true, emotions: false,
  });
});

test("Everything can be said in the address", () => {
  const query = "?font=Comic%20Neue,Arial&size=48&weight=700&lines=3&width=60&color=ffff00&background=transparent&outline=%23112233" +
    "&outlineWidth=2.5&position=top&margin=20&align=center&delay=1.5&interim=0&hide=0&speakers=false&emotions=1&second=pt-BR";
  expect(overlayOptions(query)).toEqual({
    font: '"Comic Neue", "Arial", system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
    size: 48,
    weight: 700,
    lines: 3,
    width: 60,
    color: "#ffff00",
    background: "transparent",
    outline: "#112233",
    outlineWidth: 2.5,
    position: "top",
    margin: 20,
    align: "center",
    delay: 1.5,
    interim: false,
    hide: 0,
    speakers: false,
    emotions: true,
    second: "pt-BR",
  });
});

test("An outline that is asked for by its color only has a width", () => {
  expect(overlayOptions("?outline=black").outlineWidth).toBe(3);
});

const css = (text: string) => text !== "yelow";

test("What cannot be used counts as not said, and is told", () => {
  const wrong = "?size=big&lines=&align=sideways&position=moon&color=url(x)&background=red;position:fixed&interim=maybe&delay=-3&hide=NaN";
  expect(overlayOptions(wrong)).toEqual(overlayOptions(""));
  expect(overlayOptions("?size=9999&lines=99&delay=1e9")).toEqual(overlayOptions(""));
  expect(overlayProblems("?lines=99", css)).toEqual(["lines=99 is not used: lines is a number from 1 to 8."]);
  expect(overlayProblems(wrong, css).map((line) => line.split("=")[0])).toEqual([
    "size",
    "color",
    "background",
    "position",
    "align",
    "delay",
    "interim",
    "hide",
  ]);
});

test("A name that browsers know no colour by leaves the usual one, not black on black", () => {
  expect(overlayOptions("?color=yelow", css).color).toBe("#ffffff");
  expect(overlayProblems("?color=yelow", css)).toEqual(["color=yelow is not used: color is a colour such as ffff00, 00000080 or white."]);
  expect(overlayProblems("?color=yellow&background=00000080&access_token=x&preview=1", css)).toEqual([]);
});

test.each([
  ["colour", "color"],
  ["Size", "size"],
  ["outlinewidth", "outlineWidth"],
  ["postion", "position"],
  ["hied", "hide"],
])("%s is told to be meant as %s", (written, meant) => {
  expect(overlayProblems(`?${written}=1`, css)).toEqual([`${written} is no parameter: is ${meant} meant?`]);
});

test("What is nothing like a parameter is told, too", () => {
  expect(overlayProblems("?subtitles=1", css)).toEqual(["subtitles is no parameter. docs/obs.md has all that there are."]);
});

test("No query makes anything but plain values", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (font, color, size) => {
      const options = overlayOptions(`?${new URLSearchParams({ font, color, background: color, size })}`);
      expect(options.font).not.toMatch(/[;{}()<>\\]/);
      expect(options.color).not.toMatch(/[;{}<>\\]|url/i);
      expect([undefined, ...Array.from({ length: 393 }, (_, i) => i + 8)]).toContain(
        options.size === undefined ? undefined : Math.floor(options.size),
      );
    }),
  );
});

test("A second language has a line of its own, and is a language", () => {
  expect(overlayOptions("?second=de&lines=1")).toMatchObject({ second: "de", lines: 2 });
  expect(overlayOptions("?second=not%20one").second).toBe("");
  expect(overlayProblems("?second=not%20one")).toEqual([
    "second=not one is not used: second is a language that the session is translated into, such as de.",
  ]);
});
