import fc from "fast-check";
import { expect, test } from "vitest";
import { ParagraphKeys } from "../captions/paragraph-keys";
import { testCue } from "../captions/test-cue";
import type { Cue } from "../contract";
import { fill, overlayLines, overlayTracks } from "./overlay-lines";

const length = (text: string) => [...text].length;
const words = fc.array(fc.stringMatching(/^[a-z]{1,14}$/), { maxLength: 30 });
const shown = (cues: Cue[], room: number, count: number, speakers: boolean, emotions = false) =>
  overlayLines(cues, new ParagraphKeys(), room, length, { lines: count, speakers, emotions }).map(({ text }) => text);

test("Lines hold all words in order and are no wider than there is room", () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 3, max: 42 }), (list, room) => {
      const lines = fill(list, room, length);
      expect(lines.join("").replaceAll(" ", "")).toBe(list.join(""));
      expect(lines.every((line) => length(line) <= room)).toBe(true);
    }),
  );
});

test("A line never changes once the next one has begun", () => {
  fc.assert(
    fc.property(words, words, (before, more) => {
      const lines = fill(before, 20, length);
      expect(fill([...before, ...more], 20, length).slice(0, Math.max(0, lines.length - 1))).toEqual(lines.slice(0, -1));
    }),
  );
});

test("Text without spaces is broken between characters, never inside one", () => {
  expect(fill(["字幕字幕字幕字"], 3, length)).toEqual(["字幕字", "幕字幕", "字"]);
  expect(fill(["👩‍👩‍👧‍👦👩‍👩‍👧‍👦"], 1, () => 1)).toEqual(["👩‍👩‍👧‍👦👩‍👩‍👧‍👦"]);
  expect(fill(["👩‍👩‍👧‍👦👩‍👩‍👧‍👦"], 7, length)).toEqual(["👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"]);
});

test("Only the newest lines are shown; a pause begins one", () => {
  const cues = [
    testCue({ id: "c1", text: "one two three" }),
    testCue({ id: "c2", text: "four", start: 1, end: 2 }),
    testCue({ id: "c3", text: "five", start: 9, end: 10 }),
  ];
  expect(shown(cues, 8, 2, true)).toEqual(["four", "five"]);
  expect(shown(cues.slice(0, 2), 8, 2, true)).toEqual(["one two", "three", "four"].slice(-2));
});

test("A speaker's name begins their line, if it is wanted", () => {
  const cues = [
    testCue({ text: "Hello.", speaker: { id: "s1", label: "Ann" } }),
    testCue({ id: "c2", text: "Hi.", start: 1, end: 2, speaker: { id: "s2", label: "Bob" } }),
  ];
  expect(shown(cues, 30, 2, true)).toEqual(["Ann: Hello.", "Bob: Hi."]);
  expect(shown(cues, 30, 2, false)).toEqual(["Hello.", "Hi."]);
});

test("How a speaker begins to sound is in their line, if it is wanted", () => {
  const angry = { label: "angry", confidence: 0.9, arousal: 0.8, valence: -0.6 };
  const cues = [
    testCue({ text: "Hello." }),
    testCue({ id: "c2", text: "No!", start: 1, end: 2, emotion: angry }),
    testCue({ id: "c3", text: "Never!", start: 2, end: 3, emotion: angry }),
  ];
  expect(shown(cues, 40, 2, true, true)).toEqual(["Hello. [angry] No! Never!"]);
  expect(shown(cues, 40, 2, true)).toEqual(["Hello. No! Never!"]);
});

test("A line keeps its key when an interim becomes final", () => {
  const keys = (cue: Parameters<typeof testCue>[0]) =>
    overlayLines([testCue(cue)], new ParagraphKeys(), 30, length, { lines: 2, speakers: true, emotions: false }).map(({ key }) => key);
  expect(keys({ kind: "final", text: "It was.", revision: 2 })).toEqual(keys({ kind: "interim", text: "It was" }));
});

test("No line comes anew because a cue in the middle gets another speaker", () => {
  const keys = new ParagraphKeys();
  const lines = (second: string) =>
    overlayLines(
      ["s1", second, "s2"].map((id, index) =>
        testCue({ id: `c${index}`, text: `cue ${index}`, start: index, end: index + 1, speaker: { id, label: id } }),
      ),
      keys,
      40,
      length,
      { lines: 2, speakers: true, emotions: false },
    );
  const before = lines("s1");
  const after = lines("s2");
  expect(before.map(({ text }) => text)).toEqual(["s1: cue 0 cue 1", "s2: cue 2"]);
  expect(after.map(({ text }) => text)).toEqual(["s1: cue 0", "s2: cue 1 cue 2"]);
  expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
});

test("A translation has the lower half of the lines", () => {
  const said = [testCue({ id: "c1", text: "one two three four" })];
  const translated = [testCue({ id: "c1.de", of: "c1", language: "de", text: "eins zwei drei vier" })];
  const tracks = (second: string) =>
    overlayTracks([said, translated], [new ParagraphKeys(), new ParagraphKeys()], 10, length, {
      lines: 2,
      speakers: false,
      emotions: false,
      second,
    });
  expect(tracks("de").map(({ text }) => text)).toEqual(["three four", "drei vier"]);
  expect(tracks("").map(({ text }) => text)).toEqual(["one two", "three four"]);
  expect(new Set(tracks("de").map(({ key }) => key)).size).toBe(2);
});
