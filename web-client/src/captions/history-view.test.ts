// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import type { Cue, CueSpeaker } from "../contract";
import type { EmotionMarks } from "../emotions/emotion-changes";
import { HistoryView } from "./history-view";
import { speakerColor } from "./speaker-colors";
import { SpeakerName } from "./speaker-name";
import { testCue } from "./test-cue";

afterEach(() => document.body.replaceChildren());

const ann = { id: "s1", label: "Ann" };
const bob = { id: "s2", label: "Bob" };

/** Cues one after the other, by who speaks. */
const spoken = (...speakers: (CueSpeaker | undefined)[]) =>
  speakers.map((speaker, index) =>
    testCue({ id: `c${index}`, text: `cue ${index}`, start: index, end: index + 1, ...(speaker ? { speaker } : {}) }),
  );

async function history(finals: Cue[], renames = false, emotions: EmotionMarks = new Map()) {
  const view = new HistoryView();
  Object.assign(view, { finals, renames, emotions, sessionId: "s" });
  document.body.append(view);
  await view.updateComplete;
  const show = async (cues: Cue[]) => {
    view.finals = cues;
    await view.updateComplete;
  };
  const all = (selector: string) => [...view.shadowRoot!.querySelectorAll<HTMLElement>(selector)];
  const texts = () => all(".paragraph p").map(({ textContent }) => textContent!.trim().replace(/\s+/g, " "));
  return { view, show, all, texts };
}

test("A name is where another speaker begins, not where they go on after a pause", async () => {
  const later = testCue({ id: "c9", text: "later", start: 30, end: 31, speaker: bob });
  const { texts } = await history([...spoken(ann, ann, bob), later]);
  expect(texts()).toEqual(["Ann: cue 0 cue 1", "Bob: cue 2", "later"]);
});

test("A dash says that somebody else speaks where it is not known who", async () => {
  const { texts } = await history(spoken(undefined, ann, undefined));
  expect(texts()).toEqual(["cue 0", "Ann: cue 1", "– cue 2"]);
});

test("Every speaker has their color, words of nobody have none", async () => {
  const { all } = await history(spoken(ann, bob, undefined));
  expect(all(".paragraph p").map((paragraph) => (paragraph as HTMLElement).style.getPropertyValue("--speaker"))).toEqual([
    speakerColor("s1"),
    speakerColor("s2"),
    "",
  ]);
});

test("A cue that gets another speaker moves; what stays is not drawn anew", async () => {
  const { show, all, texts } = await history(spoken(ann, ann, bob, ann));
  const [paragraphs, words] = [all(".paragraph"), all(".paragraph p > span")];
  await show(spoken(ann, bob, bob, ann));
  expect(texts()).toEqual(["Ann: cue 0", "Bob: cue 1 cue 2", "Ann: cue 3"]);
  expect(all(".paragraph")).toEqual(paragraphs);
  const now = all(".paragraph p > span");
  expect([now[0], now[2], now[3]]).toEqual([words[0], words[2], words[3]]);
  expect(now[0]).toBe(words[0]);
});

test("Who has scrolled back stays where they read when earlier captions come", async () => {
  const later = spoken(ann, bob, ann).map((cue) => ({ ...cue, id: `later ${cue.id}`, start: cue.start + 100, end: cue.end + 100 }));
  const { show, all } = await history(later);
  const scroller = all(".scroll")[0]!;
  // Every paragraph is 50 pixels high; there is no layout here.
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(50);
  vi.spyOn(HTMLElement.prototype, "offsetTop", "get").mockImplementation(function (this: HTMLElement) {
    return 50 * all(".paragraph").indexOf(this);
  });
  Object.defineProperties(scroller, { scrollHeight: { get: () => 50 * all(".paragraph").length }, clientHeight: { value: 40 } });
  await show([...later]); // at the end
  scroller.scrollTop = 60;
  scroller.dispatchEvent(new Event("scroll"));
  await show([...spoken(bob, ann), ...later]);
  expect([all(".paragraph").length, scroller.scrollTop]).toEqual([5, 160]);
  vi.restoreAllMocks();
});

test("That earlier captions are on their way is said", async () => {
  const { view, all } = await history(spoken(ann));
  view.loading = true;
  await view.updateComplete;
  expect(all(".quiet").map(({ textContent }) => textContent)).toEqual(["What was said earlier is on its way…"]);
});

test("Names can be changed only by who may", async () => {
  const cues = spoken(ann, bob);
  const reader = await history(cues);
  expect(reader.all("lc-speaker-name")).toEqual([]);
  const author = await history(cues, true);
  expect(author.all("lc-speaker-name").map((name) => [(name as SpeakerName).sessionId, (name as SpeakerName).speaker])).toEqual([
    ["s", ann],
    ["s", bob],
  ]);
});

test("An emotion is a picture and a word at the cue where it begins, and screen readers are told what it is about", async () => {
  const { all, texts } = await history(spoken(ann, ann), false, new Map([["c1", "angry"]]));
  expect(texts()).toEqual(["Ann: cue 0 (sounds angry) cue 1"]);
  const [mark, ...others] = all(".emotion");
  expect(others).toEqual([]);
  expect([...mark!.querySelectorAll(".unseen")].map(({ textContent }) => textContent)).toEqual(["(sounds ", ")"]);
  expect(mark!.querySelector("svg")!.getAttribute("aria-hidden")).toBe("true");
});

test("What is over promises no transcript, and its end is no live", async () => {
  const { view } = await history([]);
  const words = () => view.shadowRoot!.textContent!;
  expect(words()).toContain("The transcript appears here as it is spoken.");
  expect(words()).toContain("Jump to live");
  view.over = true;
  await view.updateComplete;
  expect(words()).toContain("Nothing was captioned.");
  expect(words()).toContain("To the end");
});

test("Words are put right where they stand: the server is told, and Escape leaves them", async () => {
  const asked: string[] = [];
  vi.stubGlobal(
    "fetch",
    (path: string, { method, body }: RequestInit) => (
      asked.push(`${method} ${path} ${body as string}`),
      Promise.resolve(new Response("{}"))
    ),
  );
  const { view, all, show } = await history(spoken(ann, bob));
  view.editable = view.correcting = true;
  await view.updateComplete;
  const field = () => all("lc-cue-editor")[0]?.shadowRoot?.querySelector("textarea");
  const press = (key: string) => field()!.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));

  all("button.cue")[0]!.click();
  await vi.waitFor(() => expect(field()).toBeDefined());
  field()!.value = "never";
  press("Escape");
  await vi.waitFor(() => expect(all("lc-cue-editor")).toEqual([]));
  expect(asked).toEqual([]);

  all("button.cue")[1]!.click();
  await vi.waitFor(() => expect(field()).toBeDefined());
  // What others say meanwhile takes nothing from who types.
  await show([...view.finals, ...spoken(ann, bob, ann).slice(2)]);
  field()!.value = " put \n right ";
  press("Enter");
  await vi.waitFor(() => expect(all("lc-cue-editor")).toEqual([]));
  expect(asked).toEqual(['PATCH /api/sessions/s/cues/c1 {"text":"put right"}']);
  vi.unstubAllGlobals();
});
