// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Cue, WatchSnapshot } from "../contract";
import { CaptionPanel } from "./caption-panel";
import { testCue } from "./test-cue";

const hub = vi.hoisted(() => ({ handlers: new Map<string, (message: unknown) => void>(), snapshot: {} as WatchSnapshot, watched: [] as unknown[], reconnected: () => {} }));

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
  hub.snapshot = { session: { id: "s", state: "live", createdAt: "2026-11-23T12:00:00.000Z", speakers: [first] }, cues: [testCue({ id: "c1", seq: 1, speaker: first })], seq: 1 };
});
afterEach(() => document.body.replaceChildren());

async function panel(): Promise<CaptionPanel> {
  const element = new CaptionPanel();
  element.sessionId = "s";
  document.body.append(element);
  await vi.waitFor(() => expect(text(element, "lc-history")).toContain("Hello."));
  return element;
}

/** The text of what is in the panel, as it is shown. */
function text(element: CaptionPanel, part: string): string {
  return element.shadowRoot!.querySelector(part)?.shadowRoot?.textContent?.replace(/\s+/g, " ") ?? "";
}

const say = (name: string, message: unknown) => hub.handlers.get(name)!(message);

test("A rename is shown at once in transcript and live lines, also at cues that come later from before it", async () => {
  const element = await panel();
  say("cue", testCue({ id: "c2", seq: 2, kind: "interim", text: "And", start: 1, end: 2, speaker: first }));
  say("speaker", { sessionId: "s", seq: 4, id: "s1", label: "Ann" });
  await vi.waitFor(() => expect(text(element, "lc-history")).toContain("Ann: Hello."));
  expect(text(element, "lc-live-view")).toContain("Ann: Hello. And");
  const late: Cue = testCue({ id: "c2", seq: 3, revision: 2, text: "And so.", start: 1, end: 2, speaker: first });
  say("cue", late);
  await vi.waitFor(() => expect(text(element, "lc-history")).toContain("Ann: Hello. And so."));
});

test("A rename in another session changes nothing", async () => {
  const element = await panel();
  say("speaker", { sessionId: "other", seq: 4, id: "s1", label: "Ann" });
  await element.updateComplete;
  expect(text(element, "lc-history")).toContain("Speaker 1: Hello.");
});

test("A rename that an interruption hid is there after it", async () => {
  const element = await panel();
  say("speaker", { sessionId: "s", seq: 4, id: "s1", label: "Ann" });
  hub.snapshot = { ...hub.snapshot, session: { ...hub.snapshot.session, speakers: [{ id: "s1", label: "Bob" }] }, cues: [], seq: 4 };
  hub.reconnected();
  await vi.waitFor(() => expect(text(element, "lc-history")).toContain("Bob: Hello."));
  expect(hub.watched).toEqual([["s", null], ["s", 4]]);
});

test("Who spoke when is among the files", async () => {
  const element = await panel();
  expect([...element.shadowRoot!.querySelectorAll("a")].map((link) => link.getAttribute("href"))).toContain("/api/sessions/s/captions.rttm");
});

test("Earlier captions that the snapshot had no room for come by themselves, and again what an interruption hid", async () => {
  const cues = (...seqs: number[]) => seqs.map((seq) => testCue({ id: `c${seq}`, seq, start: seq, end: seq + 1, text: `cue ${seq}` }));
  const pages: Record<string, Cue[]> = { "before=7&after=0": cues(5, 6), "before=5&after=0": cues(3, 4), "before=20&after=8": cues(19) };
  vi.stubGlobal("fetch", (address: string) => {
    const [asked] = /before=\d+&after=\d+/.exec(address)!;
    return Promise.resolve(new Response(JSON.stringify(pages[asked]), asked === "before=7&after=0" ? { headers: { Link: '</x>; rel="prev"' } } : {}));
  });
  const { session } = hub.snapshot;
  hub.snapshot = { session, cues: [...cues(7, 8)], seq: 8, more: true };
  const element = new CaptionPanel();
  element.sessionId = "s";
  document.body.append(element);
  await vi.waitFor(() => expect(text(element, "lc-history")).toContain("cue 3 cue 4 cue 5 cue 6 cue 7 cue 8"));
  expect(text(element, "lc-announcer")).not.toContain("cue");

  hub.snapshot = { session, cues: cues(20), seq: 20, more: true };
  hub.reconnected();
  await vi.waitFor(() => expect(text(element, "lc-history")).toContain("cue 19 cue 20"));
  expect(hub.watched).toEqual([["s", null], ["s", 8]]);
  vi.unstubAllGlobals();
});

const happy = { label: "happy", confidence: 0.9, arousal: 0.5, valence: 0.6 };
const emotionSwitch = (element: CaptionPanel) => element.shadowRoot!.querySelector<HTMLInputElement>("input[type=checkbox]");

test("Emotions are off, and one switch shows them here and wherever this browser looks next", async () => {
  hub.snapshot.cues = [testCue({ id: "c1", seq: 1, speaker: first, emotion: happy })];
  const element = await panel();
  expect(text(element, "lc-history")).not.toContain("happy");
  const box = emotionSwitch(element)!;
  expect([box.checked, box.parentElement!.textContent!.trim()]).toEqual([false, "Emotions"]);
  box.click();
  await vi.waitFor(() => expect(text(element, "lc-history")).toContain("(sounds happy) Hello."));
  const next = await panel();
  expect(text(next, "lc-history")).toContain("happy");
  emotionSwitch(next)!.click();
  await vi.waitFor(() => expect(text(next, "lc-history")).not.toContain("happy"));
});

test("Where there is nothing but neutral, there is no switch", async () => {
  hub.snapshot.cues = [testCue({ id: "c1", seq: 1, speaker: first, emotion: { ...happy, label: "neutral" } })];
  const element = await panel();
  expect(emotionSwitch(element)).toBeNull();
  say("cue", testCue({ id: "c2", seq: 2, start: 1, end: 2, text: "Yes!", speaker: first, emotion: happy }));
  await vi.waitFor(() => expect(emotionSwitch(element)).not.toBeNull());
});

test("An emotion that comes with a later revision is shown at its cue", async () => {
  const element = await panel();
  say("cue", testCue({ id: "c1", seq: 2, revision: 2, speaker: first, emotion: happy }));
  await vi.waitFor(() => expect(emotionSwitch(element)).not.toBeNull());
  emotionSwitch(element)!.click();
  await vi.waitFor(() => expect(text(element, "lc-history")).toContain("(sounds happy) Hello."));
});
