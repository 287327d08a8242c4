import { keptSession } from "../live/kept-sessions";

/** The server's usual port for RTMP. */
const rtmpPort = 1935;

/** Where OBS publishes by RTMP: the server as it said so when the session was made, on the host by which this page was reached. */
export function rtmpAddress(sessionId: string, streamKey: string): { server: string } {
  const told = keptSession(sessionId)?.ingest?.rtmp;
  const usual = `rtmp://${location.hostname}:${rtmpPort}/live`;
  return { server: told?.endsWith(`/${streamKey}`) ? told.slice(0, -streamKey.length - 1) : usual };
}

/** Where OBS publishes by WHIP. */
export function whipAddress(sessionId: string): string {
  return new URL(`/whip/${encodeURIComponent(sessionId)}`, location.href).href;
}
