// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import type { Cue } from "../contract";
import { Announcer } from "./announcer";
import { testCue } from "./test-cue";

afterEach(() => document.body.replaceChildren());

test("A name is announced where another speaker begins, and nothing is announced again when it changes", async () => {
  const announcer = new Announcer();
  document.body.append(announcer);
  const tell = async (...finals: Cue[]) => {
    announcer.ready = true;
    announcer.finals = finals;
    await announcer.updateComplete;
    return [...announcer.shadowRoot!.querySelectorAll("p")].map((paragraph) => paragraph.textContent);
  };
  const cue = (id: string, text: string, label: string) => testCue({ id, text, speaker: { id: label, label } });
  await tell();
  const told = ["Ann: Yes.", "Of course.", "Bob: No."];
  expect(await tell(cue("c1", "Yes.", "Ann"), cue("c2", "Of course.", "Ann"), cue("c3", "No.", "Bob"))).toEqual(told);
  expect(await tell(cue("c1", "Yes.", "Ann"), cue("c2", "Of course.", "Bob"), cue("c3", "No.", "Cleo"))).toEqual(told);
});
