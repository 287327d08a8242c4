import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PublisherStatus } from "./sound-publisher";
import type { Peer } from "./whip-connection";
import { WhipRefusal, type WhipAnswer, type WhipEndpoint } from "./whip-endpoint";
import { WhipPublisher } from "./whip-publisher";

const chromiumOffer = "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n";
const track = { kind: "audio" };
const stream = { getAudioTracks: () => [track] } as unknown as MediaStream;

class FakePeer implements Peer {
  connectionState: RTCPeerConnectionState = "new";
  localDescription: RTCSessionDescription | null = null;
  onconnectionstatechange: Peer["onconnectionstatechange"] = null;
  answer: string | undefined;
  closed = false;
  takesChangedOffers = true;
  transceivers: unknown[][] = [];
  packetsReceived: number | undefined;
  private goodbye: () => void = () => {};
  private readonly transport = { state: "connected", addEventListener: (_: string, listener: () => void) => (this.goodbye = listener) };

  addTransceiver(...transceiver: unknown[]): RTCRtpTransceiver {
    this.transceivers.push(transceiver);
    return { sender: { transport: this.transport } } as unknown as RTCRtpTransceiver;
  }

  createOffer = (() => Promise.resolve({ type: "offer", sdp: chromiumOffer })) as Peer["createOffer"];

  async setLocalDescription({ sdp }: RTCLocalSessionDescriptionInit = {}): Promise<void> {
    if (!this.takesChangedOffers && sdp !== chromiumOffer) {
      throw new DOMException("changed", "InvalidModificationError");
    }
    this.localDescription = { type: "offer", sdp } as RTCSessionDescription;
  }

  async setRemoteDescription({ sdp }: RTCSessionDescriptionInit): Promise<void> {
    if (this.closed) {
      throw new DOMException("closed", "InvalidStateError");
    }
    this.answer = sdp;
  }

  getStats = () =>
    Promise.resolve(new Map([["t", { type: "transport", packetsReceived: this.packetsReceived }]]) as unknown as RTCStatsReport);

  close(): void {
    this.closed = true;
  }

  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.onconnectionstatechange?.call(this as never, new Event("connectionstatechange"));
  }

  sayGoodbye(): void {
    this.transport.state = "closed";
    this.goodbye();
  }
}

let peers: FakePeer[];
let statuses: PublisherStatus[];
let over: () => Promise<boolean>;
let publish: (offer: string) => Promise<WhipAnswer>;
let end: (resource: string) => Promise<void>;
let offers: string[];
let ended: string[];
let publisher: WhipPublisher;
const newest = () => peers.at(-1)!;
const state = () => statuses.at(-1)?.state;
const settle = () => vi.advanceTimersByTimeAsync(0);

async function goLive(): Promise<void> {
  await settle();
  newest().become("connected");
  await settle();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  [peers, statuses, offers, ended] = [[], [], [], []];
  over = () => Promise.resolve(false);
  publish = () => Promise.resolve({ resource: `r${offers.length}`, sdp: "answer" });
  end = () => Promise.resolve();
  publisher = new WhipPublisher({
    stream,
    endpoint: {
      publish: (offer: string) => (offers.push(offer), publish(offer)),
      end: (resource: string) => (ended.push(resource), end(resource)),
    } as unknown as WhipEndpoint,
    connect: () => (peers.push(new FakePeer()), newest()),
    isOver: () => over(),
    changed: (status) => statuses.push(status),
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("It offers the stream's sound, takes the answer, and is live when connected", async () => {
  publisher.start();
  await settle();
  expect(newest().transceivers).toEqual([[track, { direction: "sendonly", streams: [stream] }]]);
  expect(offers).toEqual([`${chromiumOffer}a=rtcp-fb:111 nack\r\n`]);
  expect(newest().answer).toBe("answer");
  expect(statuses).toEqual([]);
  await goLive();
  await publisher.ready;
  expect(statuses).toEqual([{ state: "live", lost: 0, fleeting: true }]);
});

test("A browser that refuses a changed offer makes its own", async () => {
  publisher.start();
  newest().takesChangedOffers = false;
  await goLive();
  expect(offers).toEqual([chromiumOffer]);
  expect(state()).toBe("live");
});

test("A refused first offer ends it with the server's words", async () => {
  publish = () => Promise.reject(new WhipRefusal(404, "No such address."));
  publisher.start();
  await publisher.done;
  expect(statuses).toEqual([{ state: "failed", message: "No such address.", lost: 0, fleeting: true }]);
  expect(newest().closed).toBe(true);
  expect(ended).toEqual([]);
});

test("A browser that cannot make a connection fails", async () => {
  const without = new WhipPublisher({
    stream,
    endpoint: {} as WhipEndpoint,
    connect: () => {
      throw new Error("No WebRTC here.");
    },
    isOver: () => over(),
    changed: (status) => statuses.push(status),
  });
  without.start();
  await without.done;
  expect(statuses.at(-1)).toMatchObject({ state: "failed", message: "No WebRTC here." });
});

test("Sound that does not get through in four seconds fails, and leaves nothing on the server", async () => {
  publisher.start();
  await vi.advanceTimersByTimeAsync(3_900);
  expect(statuses).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(state()).toBe("failed");
  expect(newest().closed).toBe(true);
  expect(ended).toEqual(["r1"]);
});

test("A connection that fails before is not waited for", async () => {
  publisher.start();
  await settle();
  newest().become("failed");
  await settle();
  expect(state()).toBe("failed");
  expect(ended).toEqual(["r1"]);
});

test("A lost connection is made anew without ending the old one, which would end the track", async () => {
  publisher.start();
  await goLive();
  newest().become("failed");
  await settle();
  expect(state()).toBe("reconnecting");
  expect(peers[0]!.closed).toBe(true);
  await vi.advanceTimersByTimeAsync(1000);
  await goLive();
  expect(peers).toHaveLength(2);
  expect(state()).toBe("live");
  expect(ended).toEqual([]);
});

test("A server that says goodbye is believed at once", async () => {
  publisher.start();
  await goLive();
  newest().sayGoodbye();
  await settle();
  expect(state()).toBe("reconnecting");
});

/** The server reports for so many milliseconds, and then no more. */
async function reportFor(milliseconds: number): Promise<void> {
  for (let time = 0; time < milliseconds; time += 500) {
    newest().packetsReceived = (newest().packetsReceived ?? 0) + 1;
    await vi.advanceTimersByTimeAsync(500);
  }
}

test("A server that reports no more is gone after its second missing report, and what was said since counts as lost", async () => {
  publisher.start();
  await goLive();
  await reportFor(10_000);
  expect(state()).toBe("live");
  await vi.advanceTimersByTimeAsync(1_500);
  expect(state()).toBe("live");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(state()).toBe("reconnecting");
  publish = () => Promise.reject(new WhipRefusal(0, "no answer"));
  await vi.advanceTimersByTimeAsync(15_000);
  publish = () => Promise.resolve({ resource: "again", sdp: "answer" });
  await vi.advanceTimersByTimeAsync(7_500);
  await goLive();
  expect(state()).toBe("live");
  // From the last report that was seen, not from when it was missed.
  expect(statuses.at(-1)!.lost).toBeGreaterThan(24);
});

test("A server that is suspected is gone after its first missing report, and one that reports on is not", async () => {
  publisher.start();
  await goLive();
  await reportFor(2_000);
  publisher.suspect();
  await reportFor(3_000);
  expect(state()).toBe("live");
  publisher.suspect();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(state()).toBe("reconnecting");
});

test("One that is abandoned says nothing to the server", async () => {
  publisher.start();
  await goLive();
  newest().become("failed");
  publisher.abandon();
  await publisher.done;
  await vi.advanceTimersByTimeAsync(20_000);
  expect([peers.length, peers[0]!.closed, ended]).toEqual([1, true, []]);
});

test("A connection that falters and recovers is kept", async () => {
  publisher.start();
  await goLive();
  newest().become("disconnected");
  await vi.advanceTimersByTimeAsync(1_500);
  newest().become("connected");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(peers).toHaveLength(1);
  expect(statuses.map((status) => status.state)).toEqual(["live"]);
});

test("What was said without connection is counted as lost, from its first sign", async () => {
  publisher.start();
  await goLive();
  newest().become("disconnected");
  await vi.advanceTimersByTimeAsync(1_500);
  newest().become("failed");
  await vi.advanceTimersByTimeAsync(1_500);
  expect(peers).toHaveLength(2);
  await goLive();
  expect(state()).toBe("live");
  expect(statuses.at(-1)!.lost).toBeCloseTo(3, 1);
});

test("Coming back, it waits as long as the server asks", async () => {
  publisher.start();
  await goLive();
  publish = () => Promise.reject(new WhipRefusal(503, "Full.", "full", 15));
  newest().become("failed");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(offers).toHaveLength(2);
  publish = () => Promise.resolve({ resource: "r9", sdp: "answer" });
  await vi.advanceTimersByTimeAsync(13_000);
  expect(offers).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(offers).toHaveLength(3);
});

test("Its own lost connection may hold the track for some seconds, also after a long cut", async () => {
  publisher.start();
  await goLive();
  publish = () => Promise.reject(new WhipRefusal(0, "The server does not answer."));
  newest().become("failed");
  await vi.advanceTimersByTimeAsync(60_000);
  publish = () => Promise.reject(new WhipRefusal(409, "Somebody is publishing.", "track_in_use"));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(state()).toBe("reconnecting");
  publish = () => Promise.resolve({ resource: "r9", sdp: "answer" });
  await vi.advanceTimersByTimeAsync(10_000);
  await goLive();
  expect(state()).toBe("live");
});

test("Somebody else who holds the track for long is believed", async () => {
  publisher.start();
  await goLive();
  publish = () => Promise.reject(new WhipRefusal(409, "Somebody is publishing.", "track_in_use"));
  newest().become("failed");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(statuses.at(-1)).toMatchObject({ state: "failed", message: "Somebody is publishing." });
});

test.each([
  [new WhipRefusal(409, "The session takes no more audio.", "session_ended"), "failed"],
  [new WhipRefusal(403, "That is not this session's stream key.", "key_wrong"), "failed"],
  [new WhipRefusal(0, "The server does not answer."), "reconnecting"],
  [new WhipRefusal(404, "The server answered 404."), "reconnecting"],
  [new WhipRefusal(502, "The server answered 502."), "reconnecting"],
] as const)("Coming back, %s leaves it %s", async (refusal, expected) => {
  publisher.start();
  await goLive();
  publish = () => Promise.reject(refusal);
  newest().become("failed");
  await vi.advanceTimersByTimeAsync(30_000);
  expect(state()).toBe(expected);
});

test("A new connection that carries nothing is ended before the next", async () => {
  publisher.start();
  await goLive();
  newest().become("failed");
  await vi.advanceTimersByTimeAsync(500 + 4_000 + 500);
  expect(ended).toEqual(["r2"]);
  expect(state()).toBe("reconnecting");
});

test("Coming back to a session that ended meanwhile is given up", async () => {
  publisher.start();
  await goLive();
  over = () => Promise.resolve(true);
  newest().become("failed");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(statuses.at(-1)).toMatchObject({ state: "failed", message: "The session has ended." });
  expect(peers).toHaveLength(1);
});

test("The last words get through before the server is told that it was all", async () => {
  publisher.start();
  await goLive();
  const lastWords = publisher.lastWords();
  expect(state()).toBe("closing");
  let through = false;
  void lastWords.then(() => (through = true));
  await vi.advanceTimersByTimeAsync(200);
  expect(through).toBe(false);
  await vi.advanceTimersByTimeAsync(100);
  expect(through).toBe(true);
  expect(ended).toEqual([]);
  const done = publisher.finish();
  expect(newest().closed).toBe(false);
  await settle();
  await done;
  expect(ended).toEqual(["r1"]);
  expect(newest().closed).toBe(true);
  expect(statuses.map((status) => status.state)).toEqual(["live", "closing", "closed"]);
});

test("A server that hangs up while it captions the last words loses nothing", async () => {
  publisher.start();
  await goLive();
  end = () => new Promise((resolve) => setTimeout(resolve, 8_000));
  const done = publisher.finish();
  newest().sayGoodbye();
  await vi.advanceTimersByTimeAsync(8_000);
  await done;
  expect(peers).toHaveLength(1);
  expect(statuses.at(-1)).toEqual({ state: "closed", lost: 0, fleeting: true });
});

test("An end that does not reach the server is told again", async () => {
  publisher.start();
  await goLive();
  end = () => (ended.length < 3 ? Promise.reject(new WhipRefusal(0, "The server does not answer.")) : Promise.resolve());
  void publisher.finish();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(ended).toEqual(["r1", "r1", "r1"]);
  expect(state()).toBe("closed");
});

test("A session that is over needs no end, and a server that forgot the connection ends it by itself", async () => {
  publisher.start();
  await goLive();
  end = () => Promise.reject(new WhipRefusal(404, "Unknown."));
  await publisher.finish();
  expect(ended).toEqual(["r1"]);
  expect(state()).toBe("closed");
});

test("Stopped while it reconnects, it ends the track of the connection that carried sound", async () => {
  publisher.start();
  await goLive();
  newest().become("failed");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(offers).toHaveLength(2);
  await publisher.lastWords();
  const done = publisher.finish();
  await vi.advanceTimersByTimeAsync(10_000);
  await done;
  expect(ended).toEqual(["r2", "r1"]);
  expect(offers).toHaveLength(2);
  expect(state()).toBe("closed");
  expect(statuses.at(-1)!.lost).toBeCloseTo(1, 1);
});

test("Stopped before it is connected, it leaves nothing on the server, whenever the answer comes", async () => {
  let answered!: (answer: WhipAnswer) => void;
  publish = () => new Promise((resolve) => (answered = resolve));
  publisher.start();
  await settle();
  await publisher.lastWords();
  const done = publisher.finish();
  await settle();
  expect(ended).toEqual([]);
  answered({ resource: "r1", sdp: "answer" });
  await done;
  expect(ended).toEqual(["r1"]);
  expect(newest().closed).toBe(true);
  expect(statuses.map((status) => status.state)).toEqual(["closing", "failed"]);
});
