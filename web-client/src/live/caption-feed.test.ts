import { afterEach, expect, test, vi } from "vitest";
import { CaptionFeed, type FeedState } from "./caption-feed";

const hub = vi.hoisted(() => ({ attempts: 0 }));

vi.mock("@microsoft/signalr", async (original) => {
  class HubConnectionBuilder {
    private http!: { post(address: string): Promise<unknown> };
    withUrl = (_: string, options: { httpClient: HubConnectionBuilder["http"] }) => ((this.http = options.httpClient), this);
    withAutomaticReconnect = () => this;
    configureLogging = () => this;
    build = () => ({
      on: () => {},
      onreconnecting: () => {},
      onreconnected: () => {},
      onclose: () => {},
      stop: () => Promise.resolve(),
      start: () => (hub.attempts++, this.http.post("/hubs/captions/negotiate")),
    });
  }
  return { ...(await original<object>()), HubConnectionBuilder };
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("A server that has too many viewers is asked again when it wants to be, not before", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("", { status: 429, headers: { "Retry-After": "30" } })));
  const states: FeedState[] = [];
  const nothing = () => {};
  const feed = new CaptionFeed("s", {
    state: (state) => states.push(state),
    snapshot: nothing,
    cue: nothing,
    session: nothing,
    speaker: nothing,
  });
  feed.start();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(hub.attempts).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(hub.attempts).toBe(2);
  expect(states).toEqual(["connecting", "reconnecting", "reconnecting"].slice(0, states.length));
  await feed.stop();
});
