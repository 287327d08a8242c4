// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Cue, WatchSnapshot } from "../contract";
import { usual, type DisplaySettings } from "../watch/display-settings";
import { testCue } from "../captions/test-cue";
import { WatchPage } from "./watch-page";

const hub = vi.hoisted(() => ({
  handlers: new Map<string, (message: unknown) => void>(),
  snapshot: {} as WatchSnapshot,
  watched: [] as unknown[],
  reconnected: () => {},
}));

vi.mock("@microsoft/signalr", async (original) => {
  const signalr = await original<object>();
  const connection = {
    state: "Connected",
    on: (name: string, handler: (message: unknown) => void) => void hub.handlers.set(name, handler),
    onreconnecting: () => {},
    onreconnected: (handler: () => void) => void (hub.reconnected = handler),
    onclose: () => {},
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    invoke: (_: string, ...asked: unknown[]) => {
      hub.watched.push(asked);
      return Promise.resolve(hub.snapshot);
    },
  };
  class HubConnectionBuilder {
    withUrl = () => this;
    withAutomaticReconnect = () => this;
    configureLogging = () => this;
    build = () => connection;
  }
  return { ...signalr, HubConnectionBuilder, HubConnectionState: { Connected: "Connected" }, LogLevel: { None: 6 } };
});

const first = { id: "s1", label: "Speaker 1" };

beforeEach(() => {
  localStorage.clear();
  hub.watched = [];
  hub.snapshot = {
    session: { id: "s", state: "live", createdAt: "2026-11-23T12:00:00.000Z", speakers: [first] },
    cues: [testCue({ id: "c1", seq: 1, speaker: first })],
    seq: 1,
  };
});
afterEach(() => document.body.replaceChildren());

async function watched(): Promise<WatchPage> {
  const element = new WatchPage();
  element.sessionId = "s";
  document.body.append(element);
  await vi.waitFor(() => expect(text(element, "lc-transcript")).toContain("Hello."));
  return element;
}

/** The text of what is on the page, as it is shown. */
function text(element: WatchPage, part: string): string {
  return element.shadowRoot!.querySelector(part)?.shadowRoot?.textContent?.replace(/\s+/g, " ") ?? "";
}

/** Addresses of files. */
function links(element: WatchPage): (string | null)[] {
  const files = element.shadowRoot!.querySelector("lc-files")!.shadowRoot!;
  return [...files.querySelectorAll("a")].map((link) => link.getAttribute("href"));
}

const say = (name: string, message: unknown) => hub.handlers.get(name)!(message);

test("A rename is shown at once in transcript and live lines, also at cues that come later from before it", async () => {
  const element = await watched();
  say("cue", testCue({ id: "c2", seq: 2, kind: "interim", text: "And", start: 1, end: 2, speaker: first }));
  say("speaker", { sessionId: "s", seq: 4, id: "s1", label: "Ann" });
  await vi.waitFor(() => expect(text(element, "lc-transcript")).toContain("Ann: Hello."));
  expect(text(element, "lc-live-view")).toContain("Ann: Hello. And");
  const late: Cue = testCue({ id: "c2", seq: 3, revision: 2, text: "And so.", start: 1, end: 2, speaker: first });
  say("cue", late);
  await vi.waitFor(() => expect(text(element, "lc-transcript")).toContain("Ann: Hello. And so."));
});

test("A rename in another session changes nothing", async () => {
  const element = await watched();
  say("speaker", { sessionId: "other", seq: 4, id: "s1", label: "Ann" });
  await element.updateComplete;
  expect(text(element, "lc-transcript")).toContain("Speaker 1: Hello.");
});

test("A rename that an interruption hid is there after it", async () => {
  const element = await watched();
  say("speaker", { sessionId: "s", seq: 4, id: "s1", label: "Ann" });
  hub.snapshot = { ...hub.snapshot, session: { ...hub.snapshot.session, speakers: [{ id: "s1", label: "Bob" }] }, cues: [], seq: 4 };
  hub.reconnected();
  await vi.waitFor(() => expect(text(element, "lc-transcript")).toContain("Bob: Hello."));
  expect(hub.watched).toEqual([["s", null], ["s", 4]]);
});

test("Who spoke when is among the files", async () => {
  const element = await watched();
  expect(links(element)).toContain("/api/sessions/s/captions.rttm");
});

test("A key that opens the page stands in no address of a file: it goes in a header", async () => {
  history.replaceState(null, "", "/watch/s?access_token=lct_secret");
  const asked: [string, string | null][] = [];
  vi.stubGlobal("fetch", (path: string, { headers }: { headers: Headers }) => {
    asked.push([path, headers.get("Authorization")]);
    return Promise.resolve(new Response("1\n"));
  });
  const saved = vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => {});
  const element = await watched();
  expect(links(element).filter((link) => link?.includes("lct_secret"))).toEqual([]);

  const files = element.shadowRoot!.querySelector("lc-files")!.shadowRoot!;
  const click = new MouseEvent("click", { bubbles: true, cancelable: true });
  files.querySelector("a[download$='.srt']")!.dispatchEvent(click);
  await vi.waitFor(() => expect(saved).toHaveBeenCalled());
  expect(click.defaultPrevented).toBe(true);
  expect(asked).toEqual([["/api/sessions/s/captions.srt", "Bearer lct_secret"]]);
  expect((saved.mock.contexts[0] as HTMLAnchorElement).href).toMatch(/^blob:/);
  saved.mockRestore();
  vi.unstubAllGlobals();
  history.replaceState(null, "", "/");
});

test("Earlier captions that the snapshot had no room for come by themselves, and again what an interruption hid", async () => {
  const cues = (...seqs: number[]) => seqs.map((seq) => testCue({ id: `c${seq}`, seq, start: seq, end: seq + 1, text: `cue ${seq}` }));
  const pages: Record<string, Cue[]> = { "before=7&after=0": cues(5, 6), "before=5&after=0": cues(3, 4), "before=20&after=8": cues(19) };
  vi.stubGlobal("fetch", (address: string) => {
    const [asked] = /before=\d+&after=\d+/.exec(address)!;
    return Promise.resolve(
      new Response(JSON.stringify(pages[asked]), asked === "before=7&after=0" ? { headers: { Link: '</x>; rel="prev"' } } : {}),
    );
  });
  const { session } = hub.snapshot;
  hub.snapshot = { session, cues: [...cues(7, 8)], seq: 8, more: true };
  const element = new WatchPage();
  element.sessionId = "s";
  document.body.append(element);
  await vi.waitFor(() => expect(text(element, "lc-transcript")).toContain("cue 3 cue 4 cue 5 cue 6 cue 7 cue 8"));
  expect(text(element, "lc-announcer")).not.toContain("cue");

  hub.snapshot = { session, cues: cues(20), seq: 20, more: true };
  hub.reconnected();
  await vi.waitFor(() => expect(text(element, "lc-transcript")).toContain("cue 19 cue 20"));
  expect(hub.watched).toEqual([["s", null], ["s", 8]]);
  vi.unstubAllGlobals();
});

const happy = { label: "happy", confidence: 0.9, arousal: 0.5, valence: 0.6 };
/** As the panel for the display says it. */
const choose = (element: WatchPage, settings: Partial<DisplaySettings>) =>
  element.shadowRoot!.querySelector("lc-display")!.dispatchEvent(new CustomEvent("change", { detail: { ...usual, ...settings } }));

test("Emotions are off, and are shown here and wherever this browser looks next once somebody wants them", async () => {
  hub.snapshot.cues = [testCue({ id: "c1", seq: 1, speaker: first, emotion: happy })];
  const element = await watched();
  expect(text(element, "lc-transcript")).not.toContain("happy");
  choose(element, { emotions: true });
  await vi.waitFor(() => expect(text(element, "lc-transcript")).toContain("(sounds happy) Hello."));
  expect(text(await watched(), "lc-transcript")).toContain("happy");
});

test("An emotion that comes with a later revision is shown at its cue", async () => {
  const element = await watched();
  choose(element, { emotions: true });
  say("cue", testCue({ id: "c1", seq: 2, revision: 2, speaker: first, emotion: happy }));
  await vi.waitFor(() => expect(text(element, "lc-transcript")).toContain("(sounds happy) Hello."));
});

test("Words that may change are not shown to who wants it calm", async () => {
  const element = await watched();
  choose(element, { pace: "calm" });
  say("cue", testCue({ id: "c2", seq: 2, kind: "interim", text: "And", start: 1, end: 2, speaker: first }));
  await element.updateComplete;
  expect(text(element, "lc-live-view")).not.toContain("And");
  say("cue", testCue({ id: "c2", seq: 3, revision: 2, text: "And so.", start: 1, end: 2, speaker: first }));
  await vi.waitFor(() => expect(text(element, "lc-live-view")).toContain("And so."));
});

test("Where sound was lost while somebody watches, the transcript says so", async () => {
  const element = await watched();
  const { session } = hub.snapshot;
  say("session", { ...session, lostAudio: 2.5 });
  say("cue", testCue({ id: "c2", seq: 2, text: "Later.", start: 4, end: 5, speaker: first }));
  await vi.waitFor(() => expect(text(element, "lc-transcript")).toMatch(/Hello.*Sound was lost here: 2.5 seconds.*Later/));
});

test.each([
  ["finished", "This has ended"],
  ["failed", "stopped before the end"],
] as const)("A session that is %s is told in plain words, without a way back to live", async (state, words) => {
  hub.snapshot.session = { ...hub.snapshot.session, state, message: "ffmpeg: Invalid data found when processing input" };
  const element = await watched();
  await vi.waitFor(() => expect(element.shadowRoot!.querySelector(".note")?.textContent).toContain(words));
  expect(element.shadowRoot!.textContent).not.toContain("ffmpeg");
  expect(element.shadowRoot!.querySelector("lc-live-view")).toBeNull();
  expect(element.shadowRoot!.querySelector("lc-transcript")!.shadowRoot!.querySelector<HTMLElement>(".jump")!.hidden).toBe(true);
});

test("Once it is over, a line says that a better transcript is made, until it is there", async () => {
  hub.snapshot.session = { ...hub.snapshot.session, state: "finished", publishing: "running" };
  const element = await watched();
  await vi.waitFor(() => expect(element.shadowRoot!.querySelector(".note")?.textContent).toContain("A better transcript is being made"));
  say("session", { ...hub.snapshot.session, publishing: "done" });
  await element.updateComplete;
  expect(element.shadowRoot!.querySelector(".note")?.textContent).not.toContain("better");
});

test("Where there are translations a viewer chooses one, and reads it in the place of what is said", async () => {
  hub.snapshot.session.targets = ["fr"];
  hub.snapshot.cues.push(testCue({ id: "c1.fr", seq: 2, of: "c1", language: "fr", text: "Bonjour." }));
  const element = await watched();
  expect(text(element, "lc-transcript")).not.toContain("Bonjour.");
  expect(hub.watched).toEqual([["s", null]]);
  const choice = element.shadowRoot!.querySelector("select")!;
  choice.value = "fr";
  choice.dispatchEvent(new Event("change"));
  await vi.waitFor(() => expect(text(element, "lc-transcript")).toContain("Bonjour."));
  expect(text(element, "lc-transcript")).not.toContain("Hello.");
  expect(hub.watched.at(-1)).toEqual(["s", null, ["fr"]]);
  say("cue", testCue({ id: "c1.fr", seq: 3, revision: 2, of: "c1", language: "fr", text: "", deleted: true }));
  await vi.waitFor(() => expect(text(element, "lc-transcript")).not.toContain("Bonjour."));
  expect(links(element)).toContain("/api/sessions/s/captions.vtt?language=fr");
});

test("Who reads a machine's translation is told so once, and that some of it is of words that were corrected since", async () => {
  hub.snapshot.session.targets = ["fr"];
  const translated = { of: "c1", language: "fr", text: "Bonjour.", draft: true };
  hub.snapshot.cues.push(testCue({ id: "c1.fr", seq: 2, ...translated }));
  hub.snapshot.cues.push(testCue({ id: "c2.fr", seq: 3, start: 2, end: 3, ...translated }));
  const element = await watched();
  const notes = () => [...element.shadowRoot!.querySelectorAll("[role=note]")].map((note) => note.textContent);
  expect(notes()).toEqual([]);
  const choice = element.shadowRoot!.querySelector("select")!;
  choice.value = "fr";
  choice.dispatchEvent(new Event("change"));
  await vi.waitFor(() => expect(notes()).toEqual(["Machine translation: it may be wrong."]));
  say("cue", testCue({ id: "c2.fr", seq: 4, revision: 2, start: 2, end: 3, of: "c1", language: "fr", text: "Salut.", stale: true }));
  await vi.waitFor(() => expect(notes()[0]).toContain("before the words were corrected"));
  expect(notes()).toHaveLength(1);
});

test("Without translations there is nothing to choose", async () => {
  expect((await watched()).shadowRoot!.querySelector("select")).toBeNull();
});
