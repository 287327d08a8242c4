import { offerOpusResend } from "./opus-resend";
import type { WhipAnswer, WhipEndpoint } from "./whip-endpoint";

/** What a connection needs of an RTCPeerConnection. */
export type Peer = Pick<
  RTCPeerConnection,
  | "addTransceiver"
  | "createOffer"
  | "setLocalDescription"
  | "setRemoteDescription"
  | "localDescription"
  | "connectionState"
  | "getStats"
  | "onconnectionstatechange"
  | "close"
>;

/** Milliseconds from the answer to sound that flows; takes longer only where UDP does not get through. */
const connectWithin = 4_000;
/** Milliseconds without a sign of the server after which a connection does not come back by itself: long enough for a change of cells. */
const doubtFor = 2_000;
/**
 * Milliseconds between looks at whether packets of the server came: it reports once a second (RTCP), and browsers notice their absence
 * late.
 */
const lookEvery = 250;
/** Milliseconds without a packet that are doubted: two reports, and a little. */
const silentFor = 2_300;
/** The same where something else says that the server is gone: one report. */
const silentForSuspects = 1_200;
/** Milliseconds that the server may take to forget a connection. */
const forgetWithin = 3_000;

/** One WebRTC connection to the server: an offer, an answer, the sound, and the loss of it. */
export class WhipConnection {
  private peer: Peer | undefined;
  private answer: Promise<WhipAnswer> | undefined;
  private doubt: ReturnType<typeof setTimeout> | undefined;
  private doubtedAt: number | undefined;
  private discarded: Promise<void> | undefined;
  private cancel: () => void = () => {};
  private looking: ReturnType<typeof setInterval> | undefined;
  private packets = 0;
  /** When the newest of them was seen. */
  private heardAt = 0;
  private suspected = false;
  private resolveLost!: (at: number) => void;

  /** Resolves when the sound has stopped flowing for good, with the time at which it stopped (milliseconds, `performance.now`). */
  readonly lost = new Promise<number>((resolve) => (this.resolveLost = resolve));

  constructor(
    private readonly connect: () => Peer,
    private readonly endpoint: WhipEndpoint,
  ) {}

  /**
   * Resolves when the sound flows.
   *
   * @throws WhipRefusal of the server, or Error of the browser and the network
   */
  async open(stream: MediaStream): Promise<void> {
    const peer = (this.peer = this.connect());
    const offer = await this.offer(peer, stream);
    this.answer = this.endpoint.publish(offer);
    const { sdp } = await this.answer;
    await peer.setRemoteDescription({ type: "answer", sdp });
    await this.connected(peer);
    peer.onconnectionstatechange = () => this.watch(peer.connectionState);
    this.heardAt = performance.now();
    this.looking = setInterval(() => void this.listen(peer), lookEvery);
  }

  /** Something else says that the server is gone, such as another connection to it that broke: this one is believed for a shorter time. */
  suspect(): void {
    this.suspected = true;
  }

  /** Lets go of it on this side; the server does not know yet. */
  close(): void {
    clearTimeout(this.doubt);
    clearInterval(this.looking);
    if (this.peer) {
      this.peer.onconnectionstatechange = null;
      this.peer.close();
    }
    this.cancel();
  }

  /** Gives up a connection that carried nothing: what it began on the server ends too, if the server can be reached. */
  discard(): Promise<void> {
    this.close();
    return (this.discarded ??= this.end(forgetWithin).catch(() => {}));
  }

  /**
   * Tells the server that this was all.
   *
   * @throws WhipRefusal
   */
  async end(within: number): Promise<void> {
    const answer = await this.answer?.catch(() => undefined);
    if (answer) {
      await this.endpoint.end(answer.resource, within);
    }
  }

  private async offer(peer: Peer, stream: MediaStream): Promise<string> {
    const transceiver = peer.addTransceiver(stream.getAudioTracks()[0]!, { direction: "sendonly", streams: [stream] });
    const { sdp = "" } = await peer.createOffer();
    try {
      await peer.setLocalDescription({ type: "offer", sdp: offerOpusResend(sdp) });
    } catch {
      // Not every browser lets its offer be changed; lost packets are concealed then.
      await peer.setLocalDescription({ type: "offer", sdp });
    }
    this.listenForGoodbye(transceiver);
    // Candidates need not be waited for: the server answers whoever calls (ICE-lite, RFC 8445 §2.5).
    return peer.localDescription!.sdp;
  }

  /** A server that stops says so in DTLS, long before ICE would notice that it is gone. */
  private listenForGoodbye({ sender }: RTCRtpTransceiver): void {
    const { transport } = sender;
    transport?.addEventListener("statechange", () => transport.state === "closed" && this.resolveLost(performance.now()));
  }

  private connected(peer: Peer): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const fail = () => reject(new Error("The sound does not get through to the server: the network may block UDP."));
      const impatience = setTimeout(fail, connectWithin);
      this.cancel = () => {
        clearTimeout(impatience);
        fail();
      };
      const look = () => {
        if (peer.connectionState === "connected") {
          clearTimeout(impatience);
          resolve();
        } else if (peer.connectionState === "failed") {
          this.cancel();
        }
      };
      peer.onconnectionstatechange = look;
      look();
    });
  }

  /** Whether packets of the server still come. */
  private async listen(peer: Peer): Promise<void> {
    const packets = await packetsOf(peer);
    const now = performance.now();
    if (packets === undefined || packets !== this.packets) {
      this.packets = packets ?? 0;
      this.heardAt = now;
      this.suspected = false;
    } else if (now - this.heardAt > (this.suspected ? silentForSuspects : silentFor)) {
      this.resolveLost(this.heardAt);
    }
  }

  private watch(state: RTCPeerConnectionState): void {
    clearTimeout(this.doubt);
    this.doubtedAt = state === "connected" ? undefined : (this.doubtedAt ?? performance.now());
    const since = this.doubtedAt;
    if (since !== undefined) {
      this.doubt = setTimeout(() => this.resolveLost(since), state === "failed" ? 0 : doubtFor);
    }
  }
}

/** Packets that came from the server, reports and answers to checks; undefined where the browser does not count them. */
async function packetsOf(peer: Peer): Promise<number | undefined> {
  let packets: number | undefined;
  (await peer.getStats()).forEach((stats: { type: string; packetsReceived?: number }) => {
    if (stats.type === "transport" && stats.packetsReceived !== undefined) {
      packets = stats.packetsReceived;
    }
  });
  return packets;
}
