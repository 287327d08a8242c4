// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { testCue as cue } from "../captions/test-cue";
import type { Cue } from "../contract";
import { TranscriptEditor } from "./transcript-editor";

const first = { ...cue({ id: "c1" }), text: "one", start: 0, end: 1 };
const second = { ...cue({ id: "c2" }), text: "two", start: 1, end: 2 };
const third = { ...cue({ id: "c3" }), text: "three", start: 2, end: 3 };
let answers: ((method: string, path: string, body: Record<string, unknown>, tag: string | null) => Response)[];
let asked: string[];
let editor: TranscriptEditor;

beforeEach(async () => {
  asked = [];
  answers = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit = {}) => {
    const method = init.method ?? "GET";
    asked.push(`${method} ${path.replace("/api/sessions/s/", "")}`);
    if (path.includes("captions.json")) {
      return Response.json({ cues: [first, second, third] });
    }
    return answers.shift()!(method, path, init.body ? JSON.parse(String(init.body)) : {}, new Headers(init.headers).get("If-Match"));
  });
  editor = new TranscriptEditor("s", () => {});
  await editor.load("live");
  asked = [];
});

afterEach(() => vi.unstubAllGlobals());

const corrected = (before: Cue) => (_: string, __: string, body: Record<string, unknown>) =>
  Response.json({ ...before, ...body, revision: before.revision + 1 });

test("Who goes on stores what was written, and does not wait for it", async () => {
  answers = [corrected(first)];
  editor.write(" one  more ");
  editor.select(1);
  expect([editor.current, editor.text, editor.isUnsaved]).toEqual([1, "two", true]);
  await editor.save();
  expect([editor.cues[0]!.text, editor.isUnsaved, editor.problem]).toEqual(["one more", false, ""]);
  expect(asked).toEqual(["PATCH cues/c1"]);
});

test("Nothing is stored where nothing, or only spaces, changed", async () => {
  editor.write(" one ");
  editor.select(2);
  editor.write("  ");
  editor.select(0);
  await editor.save();
  expect([asked, editor.isUnsaved, editor.text]).toEqual([[], false, "one"]);
});

test("What could not be stored is found again where it was written", async () => {
  answers = [() => Response.json({ detail: "The disk is full." }, { status: 507 }), corrected(first)];
  editor.write("mine");
  editor.select(1);
  await editor.save();
  expect(editor.problem).toContain("The disk is full.");
  editor.select(0);
  expect(editor.text).toBe("mine");
  await editor.save();
  expect([editor.cues[0]!.text, editor.isUnsaved]).toEqual(["mine", false]);
});

test("A clash shows what somebody else wrote, and the next attempt replaces it", async () => {
  const theirs = { ...first, text: "theirs", revision: 7 };
  answers = [
    () => Response.json({ code: "revision_clash", cue: theirs }, { status: 409 }),
    (_, __, body, tag) => (expect(tag).toBe('"7"'), Response.json({ ...theirs, ...body, revision: 8 })),
  ];
  editor.write("mine");
  await editor.save();
  expect([editor.problem.includes("theirs"), editor.text, editor.cues[0]!.text]).toEqual([true, "mine", "theirs"]);
  await editor.save();
  expect([editor.problem, editor.cues[0]!.text]).toEqual(["", "mine"]);
});

test("Steps go one after the other: what is written is stored before it is split, and both parts take its place", async () => {
  answers = [
    corrected(first),
    (_, __, body) => Response.json([
      { ...first, text: "one", end: body.at, revision: 3 },
      { ...first, id: "c4", text: "more", start: body.at, end: 1 },
    ]),
  ];
  editor.write("one more");
  await editor.split(4);
  expect(asked).toEqual(["PATCH cues/c1", "POST cues/c1/split"]);
  expect(editor.cues.map(({ text }) => text)).toEqual(["one", "more", "two", "three"]);
  expect(editor.current).toBe(0);
});

test("Merged, moved and deleted cues are in their places", async () => {
  answers = [
    () => Response.json({ ...first, text: "one two", end: 2 }),
    corrected({ ...first, text: "one two", end: 2 }),
    () => new Response(null, { status: 204 }),
  ];
  await editor.merge();
  expect(editor.cues.map(({ text }) => text)).toEqual(["one two", "three"]);
  await editor.change(({ start }) => ({ start: start + 2.5 }));
  expect([editor.cues.map(({ id }) => id), editor.cue!.id]).toEqual([["c3", "c1"], "c1"]);
  await editor.remove();
  expect([editor.cues.map(({ id }) => id), editor.cue!.id]).toEqual([["c3"], "c3"]);
});

test("A step is taken back, and where there is none that is told", async () => {
  answers = [() => Response.json({ kind: "correct", cues: 1 }), () => Response.json({ code: "nothing_to_undo" }, { status: 409 })];
  editor.select(1);
  await editor.step("undo");
  expect([asked, editor.cue!.id, editor.told]).toEqual([
    ["POST undo", "GET captions.json?version=live"],
    "c2",
    "The last change is taken back.",
  ]);
  await editor.step("undo");
  expect([editor.told, editor.problem]).toEqual(["There is nothing to take back.", ""]);
});

test("Two voices become one, and what the server made of it is read again", async () => {
  answers = [(_, __, body) => (expect(body).toEqual({ from: "s2", into: "s1" }), Response.json({ kind: "speakers", cues: 2 }))];
  await editor.mergeSpeakers("s2", "s1");
  expect([asked, editor.told]).toEqual([["POST speakers/merge", "GET captions.json?version=live"], "Captions given to another: 2"]);
});

test("After many steps in a row the transcript is read once, and before whatever comes next", async () => {
  const done = () => Response.json({ kind: "correct", cues: 1 });
  answers = [done, done, corrected(first), done];
  void editor.step("undo");
  void editor.step("undo");
  void editor.change(() => ({ start: 0.5 }));
  await editor.step("undo");
  expect(asked.map((call) => call.split("?")[0])).toEqual([
    "POST undo",
    "POST undo",
    "GET captions.json",
    "PATCH cues/c1",
    "POST undo",
    "GET captions.json",
  ]);
});
