import { keptSession } from "./kept-sessions";

const storageName = "livecaptions-key";

/**
 * The key for a server that wants one: from the link (`access_token`), of the session where this device made it, or as typed in this tab.
 * Empty where none is known.
 *
 * @param sessionId where it is about one
 */
export function accessKey(sessionId?: string): string {
  return new URLSearchParams(location.search).get("access_token") ?? tokenOf(sessionId) ?? sessionStorage.getItem(storageName) ?? "";
}

/** Keeps a typed key as long as the tab lives. */
export function keepAccessKey(key: string): void {
  sessionStorage.setItem(storageName, key.trim());
}

function tokenOf(sessionId: string | undefined): string | undefined {
  return sessionId === undefined ? undefined : keptSession(sessionId)?.editToken;
}
