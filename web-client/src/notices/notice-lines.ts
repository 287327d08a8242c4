import type { Session } from "../contract";

/** Lines that are shown at most: who needs more asks the API. */
const most = 4;

/** What happened to a session's sound, in lines for who manages it: each once, though several tracks say it. */
export function noticeLines(session: Session | undefined): string[] {
  const lines = [...new Set((session?.notices ?? []).map((notice) => notice.message))];
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `And ${lines.length - most + 1} more things.`];
}
