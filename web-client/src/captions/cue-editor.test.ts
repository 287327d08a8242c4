// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Cue } from "../contract";
import { CueEditor } from "./cue-editor";
import { testCue } from "./test-cue";

/** What the server has, and what it was asked to make of it. */
let there: Cue;
let asked: { revision: string | null; text: string }[];

beforeEach(() => {
  there = testCue({ revision: 2, text: "Helo." });
  asked = [];
  vi.stubGlobal("fetch", (_: string, { headers, body }: { headers: Headers; body: string }) => {
    const change = { revision: headers.get("If-Match"), text: (JSON.parse(body) as { text: string }).text };
    asked.push(change);
    if (there.deleted || change.revision !== `"${there.revision}"`) {
      return Promise.resolve(
        new Response(JSON.stringify({ code: "revision_clash", detail: "Changed meanwhile.", cue: there }), { status: 409 }),
      );
    }
    there = { ...there, text: change.text, revision: there.revision + 1 };
    return Promise.resolve(new Response(JSON.stringify(there)));
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function editing(cue: Cue) {
  const editor = Object.assign(new CueEditor(), { sessionId: "s", cue });
  const done = vi.fn();
  editor.addEventListener("done", (event) => done((event as CustomEvent<boolean>).detail));
  document.body.append(editor);
  await editor.updateComplete;
  const find = <T extends HTMLElement>(selector: string) => editor.shadowRoot!.querySelector<T>(selector)!;
  const write = (text: string) => (find<HTMLTextAreaElement>("textarea").value = text);
  return { editor, done, find, write, save: () => find("button.primary").click() };
}

test("A correction is made of the revision that was read, and of no other", async () => {
  const { done, write, save } = await editing(there);
  write("Hello.");
  save();
  await vi.waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith(true));
  expect(asked).toEqual([{ revision: '"2"', text: "Hello." }]);
});

test("Words that somebody else changed meanwhile are shown beside one's own, which are kept when they are saved again", async () => {
  const { done, find, write, save } = await editing(there);
  there = testCue({ revision: 3, text: "Hullo." });
  write("Hello.");
  save();
  await vi.waitFor(() => expect(find("[role=alert]")?.textContent).toContain("Hullo."));
  expect([find<HTMLTextAreaElement>("textarea").value, there.text, done.mock.calls]).toEqual(["Hello.", "Hullo.", []]);
  there = { ...there, revision: 4 };
  save();
  await vi.waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith(true));
  expect([asked.at(-1), there.text]).toEqual([{ revision: '"4"', text: "Hello." }, "Hello."]);
});

test("What the hub tells while somebody writes takes neither their words nor the other's", async () => {
  const { editor, find, write, save } = await editing(there);
  write("Hello.");
  there = testCue({ revision: 3, text: "Hullo." });
  editor.cue = there;
  await editor.updateComplete;
  expect(find<HTMLTextAreaElement>("textarea").value).toBe("Hello.");
  save();
  await vi.waitFor(() => expect(find("[role=alert]")?.textContent).toContain("Hullo."));
});

test("A newer revision with the same words, as an emotion makes it, is no clash", async () => {
  const { done, write, save } = await editing(there);
  there = { ...there, revision: 3 };
  write("Hello.");
  save();
  await vi.waitFor(() => expect(done).toHaveBeenCalledExactlyOnceWith(true));
  expect([there.text, there.revision]).toEqual(["Hello.", 4]);
});

test("That a sentence was deleted meanwhile is told", async () => {
  const { done, find, write, save } = await editing(there);
  there = { ...there, revision: 3, text: "", deleted: true };
  write("Hello.");
  save();
  await vi.waitFor(() => expect(find("[role=alert]")?.textContent).toContain("deleted"));
  expect(done).not.toHaveBeenCalled();
});
