// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import type { Cue } from "../contract";
import type { EmotionMarks } from "../emotions/emotion-changes";
import { Announcer } from "./announcer";
import { testCue } from "./test-cue";

afterEach(() => document.body.replaceChildren());

async function announcer() {
  const element = new Announcer();
  document.body.append(element);
  return async (finals: Cue[], emotions: EmotionMarks = new Map()) => {
    Object.assign(element, { ready: true, finals, emotions });
    await element.updateComplete;
    return [...element.shadowRoot!.querySelectorAll("p")].map((paragraph) => paragraph.textContent);
  };
}

test("A name is announced where another speaker begins, and nothing is announced again when it changes", async () => {
  const tell = await announcer();
  const cue = (id: string, text: string, label: string) => testCue({ id, text, speaker: { id: label, label } });
  await tell([]);
  const told = ["Ann: Yes.", "Of course.", "Bob: No."];
  expect(await tell([cue("c1", "Yes.", "Ann"), cue("c2", "Of course.", "Ann"), cue("c3", "No.", "Bob")])).toEqual(told);
  expect(await tell([cue("c1", "Yes.", "Ann"), cue("c2", "Of course.", "Bob"), cue("c3", "No.", "Cleo")])).toEqual(told);
});

test("What was said before the reader came is not announced when it comes later", async () => {
  const tell = await announcer();
  const [older, known, fresh] = [1, 2, 3].map((seq) => testCue({ id: `c${seq}`, seq, start: seq, end: seq + 1, text: `cue ${seq}` }));
  await tell([known!]);
  expect(await tell([older!, known!])).toEqual([]);
  expect(await tell([older!, known!, fresh!])).toEqual(["cue 3"]);
});

test("An emotion is announced where it is shown, and no earlier cue again for it", async () => {
  const tell = await announcer();
  await tell([]);
  const cues = [
    testCue({ id: "c1", text: "Yes.", speaker: { id: "s1", label: "Ann" } }),
    testCue({ id: "c2", text: "No.", speaker: { id: "s1", label: "Ann" } }),
  ];
  const told = ["Ann: (sounds happy) Yes.", "No."];
  expect(await tell(cues, new Map([["c1", "happy"]]))).toEqual(told);
  expect(await tell([...cues], new Map([["c2", "sad"]]))).toEqual(told);
});

test("Each sentence is put in once and never moved, also when more come at once than stay", async () => {
  const tell = await announcer();
  const cues = [1, 2, 3, 4, 5].map((seq) => testCue({ id: `c${seq}`, seq, start: seq, end: seq + 1, text: `cue ${seq}` }));
  await tell([]);
  const added: string[] = [];
  const log = document.querySelector("lc-announcer")!.shadowRoot!.querySelector("[role=log]")!;
  new MutationObserver((changes) =>
    changes.forEach(({ addedNodes }) => added.push(...[...addedNodes].map(({ textContent }) => textContent!))),
  ).observe(log, { childList: true });
  await tell(cues.slice(0, 3));
  expect(await tell(cues)).toEqual(["cue 3", "cue 4", "cue 5"]);
  await new Promise((resolve) => setTimeout(resolve));
  expect(added).toEqual(["cue 1", "cue 2", "cue 3", "cue 4", "cue 5"]);
});
