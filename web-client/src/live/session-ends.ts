import type { Session } from "../contract";

/** Whether nothing will come any more. */
export function isEnded({ state }: Pick<Session, "state">): boolean {
  return state === "finished" || state === "failed";
}

/** Whether the server still makes a better transcript of it. */
export function isBettered(session: Pick<Session, "state" | "publishing">): boolean {
  return isEnded(session) && (session.publishing === "waiting" || session.publishing === "running");
}
