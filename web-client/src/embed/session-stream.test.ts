import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { testCue } from "../captions/test-cue";
import { SessionStream, type StreamState } from "./session-stream";

/** What a browser's would do is done by the test. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static all: FakeSource[] = [];
  readyState = 1;
  onopen: (() => void) | undefined;
  onerror: (() => void) | undefined;

  constructor(readonly url: string) {
    super();
    FakeSource.all.push(this);
  }

  close(): void {
    this.readyState = FakeSource.CLOSED;
  }

  say(name: string, message: unknown, id = ""): void {
    this.dispatchEvent(Object.assign(new Event(name), { data: JSON.stringify(message), lastEventId: id }));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", FakeSource);
  FakeSource.all = [];
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const answering = (...answers: Response[]) => vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(answers.shift()!)));

async function stream(isWhole = false) {
  const states: StreamState[] = [];
  const heard: string[] = [];
  const nothing = () => {};
  const one = new SessionStream(
    { server: "https://captions.example.org", session: "a b", key: "lct_x" },
    {
      state: (state) => states.push(state),
      newest: (cues) => heard.push(...cues.map(({ text }) => text)),
      cue: ({ text }) => heard.push(text),
      session: nothing,
      speaker: nothing,
    },
    isWhole,
  );
  one.start();
  await vi.advanceTimersByTimeAsync(0);
  return { one, states, heard };
}

test("Who comes in the middle begins with what was said just now, and goes on behind it", async () => {
  answering(new Response(JSON.stringify([testCue({ seq: 41, text: "before" })])));
  const { states, heard } = await stream();
  const [source] = FakeSource.all;
  expect(source!.url).toBe("https://captions.example.org/api/sessions/a%20b/events?after=41&access_token=lct_x");
  source!.onopen!();
  source!.say("cue", testCue({ seq: 42, text: "now" }), "42");
  expect([heard, states]).toEqual([["before", "now"], ["connecting", "live"]]);
});

test("Who wants all of it asks for no page first", async () => {
  answering();
  await stream(true);
  expect(FakeSource.all[0]!.url).toBe("https://captions.example.org/api/sessions/a%20b/events?access_token=lct_x");
});

test("A stream that the server closed for good is opened anew behind the last final; a broken line is the browser's affair", async () => {
  answering(new Response("[]"));
  const { states } = await stream();
  const source = FakeSource.all[0]!;
  source.say("cue", testCue({ seq: 7 }), "7");
  source.onerror!();
  expect(FakeSource.all.length).toBe(1);
  source.close();
  source.onerror!();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([FakeSource.all.length, FakeSource.all[1]!.url.includes("after=7"), states.includes("reconnecting")]).toEqual([2, true, true]);
});

test("A session that is not open is asked for again, as it may be opened; one that is over is not", async () => {
  answering(new Response("{}", { status: 401 }), new Response("[]"));
  const { states } = await stream();
  expect(states.at(-1)).toBe("refused");
  await vi.advanceTimersByTimeAsync(60_000);
  const source = FakeSource.all[0]!;
  source.onopen!();
  source.say("session", { id: "a b", state: "finished", createdAt: "" });
  source.onerror!();
  await vi.advanceTimersByTimeAsync(600_000);
  expect([states.at(-1), FakeSource.all.length, source.readyState]).toEqual(["ended", 1, 2]);
});

test("Nothing is asked any more of who has stopped", async () => {
  answering(new Response("{}", { status: 503 }));
  const { one } = await stream();
  one.stop();
  await vi.advanceTimersByTimeAsync(600_000);
  expect(FakeSource.all).toEqual([]);
});
