import { expect, test } from "vitest";
import { overlayOptions, overlayProblems } from "./overlay-options";
import { lookOf, presets, queryOf, sessionIn, type PresetName } from "./overlay-presets";

const names = Object.keys(presets) as PresetName[];

test.each(names)("Preset %s gives an address that the overlay takes whole", (name) => {
  const query = queryOf(name, lookOf(name));
  expect(overlayProblems(query, () => true)).toEqual([]);
  expect(overlayOptions(query)).toMatchObject({ lines: Number(lookOf(name).lines), interim: name !== "calm" });
});

test("What is as usual is not in the address", () => expect(queryOf("usual", lookOf("usual"))).toBe(""));

test("What is chosen in the form is in the address, whatever the preset was", () => {
  const query = queryOf("broadcast", {
    ...lookOf("broadcast"),
    color: "#00ff00",
    opacity: 50,
    lines: "4",
    position: "top",
    speakers: false,
  });
  expect(overlayOptions(query)).toMatchObject({
    color: "#00ff00",
    background: "#00000080",
    lines: 4,
    position: "top",
    align: "center",
    speakers: false,
  });
});

test.each([
  ["abc-1", "abc-1"],
  ["http://h:5080/watch/abc?x=1", "abc"],
  ["https://h/studio/a_b/", "a_b"],
  ["no id!", ""],
  ["", ""],
])("The session in '%s' is '%s'", (text, id) => {
  expect(sessionIn(text)).toBe(id);
});
