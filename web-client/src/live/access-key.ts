import { keptSession } from "./kept-sessions";
import { linkedKey } from "./linked-keys";

const storageName = "livecaptions-key";
const parameter = "access_token";

/**
 * The key for a server that wants one: from the link (`access_token`), of the session where this device has one for it, as a link to
 * its studio brought it, or as typed in this tab.
 * Empty where none is known.
 *
 * @param sessionId where it is about one
 */
export function accessKey(sessionId?: string): string {
  return new URLSearchParams(location.search).get(parameter) ?? tokenOf(sessionId) ?? sessionStorage.getItem(storageName) ?? "";
}

/** Keeps a typed key as long as the tab lives; one in the address, which did not do, goes. */
export function keepAccessKey(key: string): void {
  sessionStorage.setItem(storageName, key.trim());
  const address = new URL(location.href);
  if (address.searchParams.has(parameter)) {
    address.searchParams.delete(parameter);
    history.replaceState(history.state, "", address);
  }
}

function tokenOf(sessionId: string | undefined): string | undefined {
  return sessionId === undefined ? undefined : (keptSession(sessionId)?.editToken ?? linkedKey(sessionId));
}
