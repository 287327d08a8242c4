import type { Session } from "../contract";
import type { Standing } from "../design/state-pill";
import type { FeedState } from "../live/caption-feed";
import { t } from "../strings/strings";

/** How it stands with captions, in a word or two for who reads them. */
export function standingOf(feed: FeedState, session: Session | undefined): Standing {
  switch (feed) {
    case "refused":
      return { mood: "bad", text: t("watchNotAvailable") };
    case "connecting":
      return { mood: "busy", text: t("connecting") };
    case "reconnecting":
      return { mood: "bad", text: t("reconnecting") };
    case "live":
      return standingOfSession(session);
  }
}

/** A sentence about a session that is over. What went wrong in detail is for who runs it, not for viewers. */
export function endOf(session: Session | undefined, hasWords: boolean): string {
  if (session?.state !== "failed") {
    return t("watchEnded");
  }
  return hasWords ? t("watchFailed") : t("watchFailedEmpty");
}

function standingOfSession(session: Session | undefined): Standing {
  switch (session?.state) {
    case "live":
      return { mood: "good", text: t("live") };
    case "finishing":
      return { mood: "busy", text: t("finishing") };
    case "finished":
      return { mood: "quiet", text: t("finished") };
    case "failed":
      return { mood: "bad", text: t("watchBrokenOff") };
    default:
      return { mood: "busy", text: t("watchNotStarted") };
  }
}
