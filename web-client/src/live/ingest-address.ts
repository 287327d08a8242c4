import type { CreatedSession } from "../contract";

/** Where a session's samples go, as signed 16-bit mono. */
export function webSocketAddress({ ingest, streamKey }: CreatedSession, sampleRate: number): string {
  const address = onThisHost(ingest.websocket, location.protocol === "https:" ? "wss:" : "ws:");
  address.searchParams.set("key", streamKey);
  address.searchParams.set("encoding", "pcm_s16le");
  address.searchParams.set("sampleRate", String(sampleRate));
  address.searchParams.set("channels", "1");
  return address.href;
}

/** Where a session's WebRTC offers go. */
export function whipAddress({ ingest }: CreatedSession): string {
  return onThisHost(ingest.whip, location.protocol).href;
}

/** The page's own host rather than the server's idea of it: behind a proxy only the page knows how it was reached. */
function onThisHost(address: string, protocol: string): URL {
  const { pathname, search } = new URL(address);
  return new URL(pathname + search, `${protocol}//${location.host}`);
}
