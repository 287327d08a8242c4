import type { Session } from "../contract";
import type { Standing } from "../design/state-pill";
import type { FeedState } from "../live/caption-feed";
import type { PublisherStatus } from "../live/sound-publisher";
import { t } from "../strings/strings";

/**
 * How a programme stands, in a word: its end counts before everything, then this page's sound, then whether the server is there at all.
 *
 * @param status of the sound that this page sends, if it sends any
 * @param feed how captions come from the server
 */
export function programmeStanding(session: Session, status: PublisherStatus | undefined, feed: FeedState, paused = false): Standing {
  if (session.state === "finished") {
    return { mood: "quiet", text: t("finished") };
  }
  if (status?.state === "failed" || session.state === "failed") {
    return { mood: "bad", text: session.state === "failed" ? t("failed") : t("stopped") };
  }
  if (status?.state === "reconnecting" || (feed === "reconnecting" && status?.state !== "closing" && status?.state !== "closed")) {
    return { mood: "bad", text: t("reconnecting") };
  }
  if (status?.state === "closing" || status?.state === "closed" || session.state === "finishing") {
    return { mood: "busy", text: t("finishing") };
  }
  // Live is told once captions come, too: what was said before is not missing then, and who waits for the word can rely on it.
  if (status?.state === "connecting" || feed === "connecting") {
    return { mood: "busy", text: t("connecting") };
  }
  if (paused) {
    return { mood: "busy", text: t("pausedState") };
  }
  return status?.state === "live" || session.state === "live"
    ? { mood: "good", text: t("live") }
    : { mood: "busy", text: t("waitingForSound") };
}
