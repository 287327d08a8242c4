/**
 * Keys that links brought, by session: in memory only, as anybody can make a link, and the server has not said yet what its key is good
 * for.
 */
const linked = new Map<string, string>();

export function linkedKey(sessionId: string): string | undefined {
  return linked.get(sessionId);
}

export function takeLinkedKey(sessionId: string, key: string): void {
  linked.set(sessionId, key);
}

/** It is kept now, or was not taken. */
export function forgetLinkedKey(sessionId: string): void {
  linked.delete(sessionId);
}
