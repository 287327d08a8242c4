import { expect, test } from "vitest";
import { isOfTrack, languageName } from "./track";
import { testCue } from "./test-cue";

test("What is said is one track, each translation another", () => {
  const said = testCue({ id: "c1", language: "en" });
  const french = testCue({ id: "c1.fr", language: "fr", of: "c1" });

  expect([said, french].map((cue) => isOfTrack(cue, ""))).toEqual([true, false]);
  expect([said, french].map((cue) => isOfTrack(cue, "fr"))).toEqual([false, true]);
  expect(isOfTrack(said, "en")).toBe(false);
});

test("A language is called as its readers call it", () => {
  expect(languageName("fr")).toBe("français");
  expect(languageName("not a tag")).toBe("not a tag");
});
