import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { toPcm16 } from "../capture/pcm";
import { Publisher, type Socket } from "./publisher";
import type { PublisherStatus } from "./sound-publisher";

const sampleRate = 1000;

class FakeSocket implements Socket {
  binaryType: BinaryType = "blob";
  bufferedAmount = 0;
  readyState: Socket["readyState"] = 1;
  onopen: Socket["onopen"] = null;
  onmessage: Socket["onmessage"] = null;
  onclose: Socket["onclose"] = null;
  audio: number[] = [];
  texts: string[] = [];

  send(data: unknown): void {
    if (typeof data === "string") {
      this.texts.push(data);
    } else {
      this.audio.push(...(data as Int16Array));
    }
  }

  close(): void {
    this.readyState = 3;
  }

  hear(message: object): void {
    this.onmessage?.call(this as never, { data: JSON.stringify(message) } as MessageEvent);
  }

  drop(): void {
    this.readyState = 3;
    this.onclose?.call(this as never, {} as CloseEvent);
  }
}

let sockets: FakeSocket[];
let statuses: PublisherStatus[];
let over: () => Promise<boolean>;
let spoken: number[];
let publisher: Publisher;
const newest = () => sockets.at(-1)!;
const state = () => statuses.at(-1)?.state;

function speak(count: number): void {
  const samples = Float32Array.from({ length: count }, (_, i) => ((spoken.length + i) % 900) / 1000);
  spoken.push(...toPcm16(samples));
  publisher.push(samples);
}

beforeEach(() => {
  vi.useFakeTimers();
  [sockets, statuses, spoken] = [[], [], []];
  over = () => Promise.resolve(false);
  publisher = new Publisher({
    sampleRate,
    connect: () => {
      sockets.push(new FakeSocket());
      return newest();
    },
    isOver: () => over(),
    changed: (status) => statuses.push(status),
  });
  publisher.start();
});

afterEach(() => {
  vi.useRealTimers();
});

test("What was said before it starts is sent too", () => {
  const late = new Publisher({
    sampleRate,
    connect: () => (sockets.push(new FakeSocket()), newest()),
    isOver: () => over(),
    changed: () => {},
  });
  late.push(new Float32Array(40).fill(1));
  expect(sockets).toHaveLength(1);
  late.start();
  newest().hear({ type: "ready", received: 0 });
  expect(newest().audio).toEqual(Array(40).fill(32767));
});

test("Nothing is sent before the server is ready, then all of it", () => {
  speak(40);
  expect(newest().audio).toEqual([]);
  newest().hear({ type: "ready", received: 0 });
  speak(40);
  expect(newest().audio).toEqual(spoken);
  expect(state()).toBe("live");
});

test("After a reconnect it goes on exactly where the server stands", async () => {
  newest().hear({ type: "ready", received: 0 });
  speak(100);
  newest().hear({ type: "ack", received: 0.04 });
  const first = newest();
  first.drop();
  expect(state()).toBe("reconnecting");
  speak(60);
  await vi.advanceTimersByTimeAsync(1000);
  expect(newest()).not.toBe(first);
  newest().hear({ type: "ready", received: 0.07 });
  expect(newest().audio).toEqual(spoken.slice(70));
  expect(state()).toBe("live");
});

test("A page that comes to a session with audio begins behind it", () => {
  newest().hear({ type: "ready", received: 7.5 });
  speak(40);
  newest().hear({ type: "ack", received: 7.52 });
  speak(40);
  expect(newest().audio).toEqual(spoken);
});

test("A full socket is not filled further until it drains", async () => {
  newest().hear({ type: "ready", received: 0 });
  newest().bufferedAmount = 1_000_000;
  speak(100);
  expect(newest().audio).toEqual([]);
  newest().bufferedAmount = 0;
  await vi.advanceTimersByTimeAsync(100);
  expect(newest().audio).toEqual(spoken);
});

test("Finishing sends the rest, says close once, and is done when the server hangs up", async () => {
  newest().hear({ type: "ready", received: 0 });
  newest().bufferedAmount = 1_000_000;
  speak(100);
  const done = publisher.finish();
  expect(newest().texts).toEqual([]);
  newest().bufferedAmount = 0;
  await vi.advanceTimersByTimeAsync(100);
  newest().hear({ type: "ack", received: 0.1 });
  expect(newest().audio).toEqual(spoken);
  expect(newest().texts).toEqual(['{"type":"close"}']);
  newest().drop();
  await done;
  expect(state()).toBe("closed");
});

test("A connection lost while finishing is made again for the rest", async () => {
  newest().hear({ type: "ready", received: 0 });
  newest().bufferedAmount = 1_000_000;
  speak(100);
  const done = publisher.finish();
  newest().drop();
  await vi.advanceTimersByTimeAsync(1000);
  newest().hear({ type: "ready", received: 0.03 });
  expect(newest().audio).toEqual(spoken.slice(30));
  expect(newest().texts).toEqual(['{"type":"close"}']);
  newest().drop();
  await done;
  expect(state()).toBe("closed");
});

test("A server that acknowledges nothing for ten seconds counts as gone", async () => {
  newest().hear({ type: "ready", received: 0 });
  speak(40);
  await vi.advanceTimersByTimeAsync(9_000);
  newest().hear({ type: "ack", received: 0.02 });
  await vi.advanceTimersByTimeAsync(9_000);
  expect(sockets).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(sockets).toHaveLength(2);
  expect(sockets[0]!.readyState).toBe(3);
});

test("Sound that is not acknowledged for some seconds is said not to come through, until it is", async () => {
  newest().hear({ type: "ready", received: 0 });
  speak(40);
  await vi.advanceTimersByTimeAsync(2_400);
  expect(state()).toBe("live");
  await vi.advanceTimersByTimeAsync(200);
  expect(state()).toBe("reconnecting");
  newest().hear({ type: "ack", received: 0.04 });
  expect(state()).toBe("live");
  expect(sockets).toHaveLength(1);
});

test("Behind another publisher it sends what the server's track lacks, and loses nothing of a long time before", async () => {
  const behind = new Publisher({
    sampleRate,
    connect: () => (sockets.push(new FakeSocket()), newest()),
    isOver: () => over(),
    changed: (status) => statuses.push(status),
  });
  const tell = (count: number) => behind.push(new Float32Array(count).fill(0.5));
  tell(300);
  behind.standBy();
  const begin = behind.position;
  for (let second = 0; second < 200; second++) {
    tell(1000);
  }
  behind.startBehind(begin);
  expect(state()).toBe("reconnecting");
  tell(500);
  // 199.2 s of what the other carried are there.
  newest().hear({ type: "ready", received: 199.2 });
  expect(newest().audio).toHaveLength(800 + 500);
  expect(statuses.at(-1)).toEqual({ state: "live", lost: 0 });
});

test("A pause of the sound keeps the connection", async () => {
  newest().hear({ type: "ready", received: 0 });
  speak(40);
  newest().hear({ type: "ack", received: 0.04 });
  await vi.advanceTimersByTimeAsync(25_000);
  expect(sockets).toHaveLength(1);
  expect(newest().texts).toEqual(Array(2).fill('{"type":"keepAlive"}'));
});

test("A connection that never becomes ready is given up and made anew", async () => {
  await vi.advanceTimersByTimeAsync(11_000);
  expect(sockets).toHaveLength(2);
  expect(sockets[0]!.readyState).toBe(3);
});

test("A refusal ends it with the server's words", async () => {
  newest().hear({ type: "error", code: "replaced", message: "Somebody else publishes now." });
  newest().drop();
  await publisher.done;
  expect(statuses.at(-1)).toEqual({ state: "failed", message: "Somebody else publishes now.", lost: 0 });
});

test("A server that stops is waited for", async () => {
  newest().hear({ type: "ready", received: 0 });
  newest().hear({ type: "error", code: "server_stopping", message: "The server stops." });
  newest().drop();
  await vi.advanceTimersByTimeAsync(1000);
  expect(sockets).toHaveLength(2);
});

test("Coming back to a session that ended meanwhile is given up", async () => {
  newest().hear({ type: "ready", received: 0 });
  over = () => Promise.resolve(true);
  newest().drop();
  await vi.advanceTimersByTimeAsync(1000);
  await publisher.done;
  expect(sockets).toHaveLength(1);
  expect(state()).toBe("failed");
});

test("An interruption longer than what is kept loses the oldest, says so, and keeps the time", async () => {
  newest().hear({ type: "ready", received: 0 });
  newest().drop();
  over = () => Promise.reject(new Error("offline"));
  for (let second = 0; second < 125; second++) {
    speak(1000);
  }
  await vi.advanceTimersByTimeAsync(1000);
  newest().hear({ type: "ready", received: 0 });
  expect(statuses.at(-1)).toEqual({ state: "live", lost: 5 });
  expect(newest().audio).toHaveLength(spoken.length);
  expect(newest().audio.slice(0, 5000).every((sample) => sample === 0)).toBe(true);
  expect(newest().audio.slice(5000)).toEqual(spoken.slice(5000));
});
