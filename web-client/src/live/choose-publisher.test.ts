import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CreatedSession } from "../contract";
import { choosePublisher } from "./choose-publisher";
import { FallbackPublisher } from "./fallback-publisher";
import { webSocketAddress, whipAddress } from "./ingest-address";
import { Publisher } from "./publisher";
import { transportIn, type Transport } from "./transport";
import { WhipPublisher } from "./whip-publisher";

const session = {
  id: "s1",
  streamKey: "k/1",
  editToken: "t",
  ingest: { websocket: "ws://127.0.0.1:5080/ws/ingest/s1", whip: "http://127.0.0.1:5080/whip/s1" },
} as CreatedSession;

const choose = (transport: Transport) =>
  choosePublisher({
    session,
    transport,
    stream: {} as MediaStream,
    sampleRate: 16_000,
    isOver: () => Promise.resolve(false),
    changed: () => {},
  });

beforeEach(() => {
  vi.stubGlobal("location", new URL("https://captions.example/"));
  vi.stubGlobal("RTCPeerConnection", class {});
});

afterEach(() => {
  vi.unstubAllGlobals();
});

test("WebRTC comes first and a WebSocket second", () => {
  expect(choose("best")).toBeInstanceOf(FallbackPublisher);
});

test("A browser without WebRTC uses a WebSocket at once", () => {
  vi.unstubAllGlobals();
  vi.stubGlobal("location", new URL("https://captions.example/"));
  expect(choose("best")).toBeInstanceOf(Publisher);
});

test("The page's query forces a way, and nonsense does not", () => {
  expect(choose(transportIn("?transport=whip"))).toBeInstanceOf(WhipPublisher);
  expect(choose(transportIn("?a=b&transport=websocket"))).toBeInstanceOf(Publisher);
  expect(transportIn("?transport=pigeon")).toBe("best");
  expect(transportIn("")).toBe("best");
});

test("Both ways go to the page's own host, as safe as the page", () => {
  expect(whipAddress(session)).toBe("https://captions.example/whip/s1");
  expect(webSocketAddress(session, 48_000)).toBe(
    "wss://captions.example/ws/ingest/s1?key=k%2F1&encoding=pcm_s16le&sampleRate=48000&channels=1",
  );
});
