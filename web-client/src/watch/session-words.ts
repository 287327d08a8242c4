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

/** A sentence about a session that is not simply live; undefined where there is nothing to say. What went wrong in detail is for who runs it, not for viewers. */
export function sentenceOn(session: Session | undefined, hasWords: boolean): string | undefined {
  switch (session?.state) {
    case "created":
      return t("watchStarts");
    case "finished":
      return t("watchEnded");
    case "failed":
      return hasWords ? t("watchFailed") : t("watchFailedEmpty");
    default:
      return undefined;
  }
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
