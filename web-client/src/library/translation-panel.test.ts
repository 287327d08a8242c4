// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { testCue as cue } from "../captions/test-cue";
import type { Cue } from "../contract";
import { TranslationPanel } from "./translation-panel";

const said = [cue({ id: "c1" }), cue({ id: "c2", start: 2, end: 3 }), cue({ id: "c3", start: 4, end: 5 })];
const translated = [
  cue({ id: "c1.fr", of: "c1", language: "fr", text: "un", draft: true }),
  cue({ id: "c2.fr", of: "c2", language: "fr", text: "deux", stale: true }),
];
let sent: [string, string][];
let answer: (text: string, path: string) => Response | Promise<Response>;
let read: (path: string) => Response | Promise<Response>;

beforeEach(() => {
  sent = [];
  answer = (text) => Response.json({ ...translated[1], text, stale: undefined, revision: 2 });
  read = () => Response.json({ cues: translated });
  vi.stubGlobal("fetch", (path: string, init: RequestInit = {}) => {
    if (!init.method) {
      return Promise.resolve(read(path));
    }
    const { text } = JSON.parse(String(init.body)) as { text: string };
    sent.push([path.replace("/api/sessions/s/", ""), text]);
    return Promise.resolve(answer(text, path));
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function shown(at: Cue, targets = ["fr"]): Promise<TranslationPanel> {
  const panel = Object.assign(new TranslationPanel(), { sessionId: "s", targets, cues: said, cue: at });
  document.body.append(panel);
  await vi.waitFor(() => expect(panel.shadowRoot!.querySelector("textarea") !== null || /not translated/.test(words(panel))).toBe(true));
  return panel;
}

const field = (panel: TranslationPanel) => panel.shadowRoot!.querySelector("textarea")!;
const words = (panel: TranslationPanel) => panel.shadowRoot!.textContent!.replace(/\s+/g, " ");
const button = (panel: TranslationPanel, name: string) =>
  [...panel.shadowRoot!.querySelectorAll("button")].find(({ textContent }) => textContent!.includes(name))!;

function write(panel: TranslationPanel, text: string): void {
  field(panel).value = text;
  field(panel).dispatchEvent(new Event("input"));
}

test("It is said of a translation that a machine made it, or that it is of older words", async () => {
  const panel = await shown(said[0]!);
  expect([field(panel).value, words(panel)]).toEqual(["un", expect.stringContaining("Machine translation")]);
  panel.cue = said[1];
  await panel.updateComplete;
  expect([field(panel).value, words(panel)]).toEqual(["deux", expect.stringContaining("Out of date")]);
  expect(words(panel)).not.toContain("Machine translation");
});

test("What is not translated has no field", async () => {
  const panel = await shown(said[2]!);
  expect([panel.shadowRoot!.querySelector("textarea"), words(panel)]).toEqual([null, expect.stringContaining("not translated yet")]);
});

test("Who leaves the field by a click on the button keeps what they wrote, once", async () => {
  const panel = await shown(said[1]!);
  write(panel, "deux fois");
  field(panel).dispatchEvent(new Event("change"));
  button(panel, "Keep").click();
  await vi.waitFor(() => expect(words(panel)).toContain("The translation is kept."));
  expect(sent).toEqual([["cues/c2.fr", "deux fois"]]);
  expect(words(panel)).not.toContain("Out of date");
});

test("One that is still right is kept with the words it has", async () => {
  const panel = await shown(said[1]!);
  button(panel, "Keep").click();
  await vi.waitFor(() => expect(words(panel)).not.toContain("Out of date"));
  expect(sent).toEqual([["cues/c2.fr", "deux"]]);
});

test("Who goes on to another cue keeps what they wrote", async () => {
  const panel = await shown(said[1]!);
  write(panel, "deux fois");
  panel.cue = said[0];
  await vi.waitFor(() => expect(sent).toEqual([["cues/c2.fr", "deux fois"]]));
});

test("What somebody else wrote meanwhile is told, and what was written stays", async () => {
  answer = () => Response.json({ code: "revision_clash", cue: { ...translated[1], text: "leur", revision: 5 } }, { status: 409 });
  const panel = await shown(said[1]!);
  write(panel, "mien");
  button(panel, "Keep").click();
  await vi.waitFor(() => expect(words(panel)).toContain("leur"));
  expect(field(panel).value).toBe("mien");
});

/** An answer that comes when it is let go. */
function held(): { answer: Promise<Response>; come: (response: Response) => void } {
  let come!: (response: Response) => void;
  return { answer: new Promise<Response>((resolve) => (come = resolve)), come };
}

const corrected = (at: number, text: string) =>
  Response.json({ ...translated[at], text, draft: undefined, stale: undefined, revision: 2 });

test("What is written while another one is sent is kept too, and what could not be sent is found again", async () => {
  const first = held();
  answer = (text, path) => (path.includes("c1.fr") ? first.answer : corrected(1, text));
  const panel = await shown(said[0]!);
  for (const [at, text] of [[0, "un mot"], [1, "deux mots"]] as const) {
    write(panel, text);
    panel.cue = said[at + 1];
    await panel.updateComplete;
  }
  first.come(Response.json({ detail: "Too much." }, { status: 429 }));
  await vi.waitFor(() => expect(words(panel)).toContain("kept"));
  expect(sent).toEqual([["cues/c1.fr", "un mot"], ["cues/c2.fr", "deux mots"]]);
  panel.cue = said[0];
  await panel.updateComplete;
  expect(field(panel).value).toBe("un mot");
  panel.cue = said[1];
  await panel.updateComplete;
  expect(field(panel).value).toBe("deux mots");
});

test("An answer that was asked for before a correction does not undo it", async () => {
  const panel = await shown(said[0]!);
  const older = held();
  let asked = 0;
  const newer = [{ ...translated[0], text: "un mot", revision: 2 }, translated[1]];
  read = () => (asked++ === 0 ? older.answer : Response.json({ cues: newer }));
  answer = (text) => corrected(0, text);
  panel.cues = [...said];
  await vi.waitFor(() => expect(asked).toBe(1));
  write(panel, "un mot");
  button(panel, "Keep").click();
  await vi.waitFor(() => expect(words(panel)).toContain("kept"));
  older.come(Response.json({ cues: translated }));
  await new Promise((resolve) => setTimeout(resolve));
  await panel.updateComplete;
  expect([field(panel).value, asked]).toEqual(["un mot", 2]);
});

test("A language's texts do not stand under the name of another one", async () => {
  const panel = await shown(said[0]!, ["fr", "de"]);
  const german = held();
  read = () => german.answer;
  const choice = panel.shadowRoot!.querySelector("select")!;
  choice.value = "de";
  choice.dispatchEvent(new Event("change"));
  await panel.updateComplete;
  expect(panel.shadowRoot!.querySelector("textarea")).toBe(null);
  german.come(Response.json({ cues: [{ ...translated[0], id: "c1.de", language: "de", text: "eins" }] }));
  await vi.waitFor(() => expect(field(panel).value).toBe("eins"));
});
