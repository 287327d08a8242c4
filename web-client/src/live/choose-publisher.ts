import { FallbackPublisher } from "./fallback-publisher";
import { type PublishTarget, webSocketAddress, whipAddress } from "./ingest-address";
import { Publisher } from "./publisher";
import type { PublisherStatus, SoundPublisher } from "./sound-publisher";
import type { Transport } from "./transport";
import { WhipEndpoint } from "./whip-endpoint";
import { WhipPublisher } from "./whip-publisher";

export interface PublishingOptions {
  session: PublishTarget;
  transport: Transport;
  /** The sound as the browser's WebRTC takes it; the same is pushed as samples. */
  stream: MediaStream;
  /** Samples per second of what is pushed. */
  sampleRate: number;
  isOver(): Promise<boolean>;
  changed(status: PublisherStatus): void;
}

/** WebRTC loses little time on bad networks, and a WebSocket gets through where UDP does not: the first, and the second if need be. */
export function choosePublisher({ session, transport, stream, sampleRate, isOver, changed }: PublishingOptions): SoundPublisher {
  const whip = (changed: (status: PublisherStatus) => void) =>
    new WhipPublisher({
      stream,
      endpoint: new WhipEndpoint(whipAddress(session), session.streamKey),
      connect: () => new RTCPeerConnection({ bundlePolicy: "max-bundle" }),
      isOver,
      changed,
    });
  const webSocket = (changed: (status: PublisherStatus) => void) =>
    new Publisher({ sampleRate, connect: () => new WebSocket(webSocketAddress(session, sampleRate)), isOver, changed });
  if (transport === "best") {
    return "RTCPeerConnection" in globalThis
      ? new FallbackPublisher({ preferred: whip, fallback: webSocket, changed })
      : webSocket(changed);
  }
  return transport === "whip" ? whip(changed) : webSocket(changed);
}
