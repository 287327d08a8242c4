import { accessKey } from "./access-key";
import { call, sessionPath } from "./http";

/**
 * Lets the browser itself ask for a session's sound and its quality page, where no script can add a key: a cookie for that session's
 * addresses, which is no key and which scripts do not see. Who needs no key needs none.
 */
export async function takePass(sessionId: string): Promise<void> {
  if (accessKey(sessionId)) {
    await call<void>(`${sessionPath(sessionId)}/pass`, { method: "POST" });
  }
}
