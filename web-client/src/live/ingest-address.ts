/** Where sound may be sent, and by which leave. */
export interface PublishTarget {
  id: string;
  /** The session's stream key, or a token to publish. */
  streamKey: string;
  ingest: { websocket: string; whip: string };
}

/** The addresses of a session on this page's own server. */
export function targetHere(id: string, streamKey: string): PublishTarget {
  const here = (path: string) => new URL(`${path}/${encodeURIComponent(id)}`, location.href).href;
  return { id, streamKey, ingest: { websocket: here("/ws/ingest"), whip: here("/whip") } };
}

/** Where a session's samples go, as signed 16-bit mono. */
export function webSocketAddress({ ingest, streamKey }: PublishTarget, sampleRate: number): string {
  const address = onThisHost(ingest.websocket, location.protocol === "https:" ? "wss:" : "ws:");
  address.searchParams.set("key", streamKey);
  address.searchParams.set("encoding", "pcm_s16le");
  address.searchParams.set("sampleRate", String(sampleRate));
  address.searchParams.set("channels", "1");
  return address.href;
}

/** Where a session's WebRTC offers go. */
export function whipAddress({ ingest }: PublishTarget): string {
  return onThisHost(ingest.whip, location.protocol).href;
}

/** The page's own host rather than the server's idea of it: behind a proxy only the page knows how it was reached. */
function onThisHost(address: string, protocol: string): URL {
  const { pathname, search } = new URL(address);
  return new URL(pathname + search, `${protocol}//${location.host}`);
}
