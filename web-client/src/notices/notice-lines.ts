import type { Session } from "../contract";
import { t } from "../strings/strings";

/** Lines that are shown at most: who needs more asks the API. */
const most = 4;

/** What happened to a session's sound, in lines for who manages it: each once, though several tracks say it. */
export function noticeLines(session: Session | undefined): string[] {
  const lines = [...new Set((session?.notices ?? []).map((notice) => notice.message))];
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), t("moreNotices", { count: lines.length - most + 1 })];
}
