import type { Session } from "../contract";

/** Whether nothing will come any more. */
export function isEnded({ state }: Pick<Session, "state">): boolean {
  return state === "finished" || state === "failed";
}
