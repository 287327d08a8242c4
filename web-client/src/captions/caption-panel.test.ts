// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Cue, WatchSnapshot } from "../contract";
import { CaptionPanel } from "./caption-panel";
import { testCue } from "./test-cue";

const hub = vi.hoisted(() => ({ handlers: new Map<string, (message: unknown) => void>(), snapshot: {} as WatchSnapshot, watched: [] as unknown[], reconnected: () => {} }));

vi.mock("@microsoft/signalr", () => {
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
  return { HubConnectionBuilder, HubConnectionState: { Connected: "Connected" }, LogLevel: { None: 6 } };
});

const first = { id: "s1", label: "Speaker 1" };

beforeEach(() => {
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
