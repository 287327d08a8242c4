import type { Session } from "../contract";
import type { Standing } from "../design/state-pill";
import { clock } from "../captions/paragraphs";
import { language, t } from "../strings/strings";

/** How a session in the library stands, in a word. */
export function standingOf({ state }: Session): Standing {
  switch (state) {
    case "finished":
      return { mood: "quiet", text: t("finished") };
    case "failed":
      return { mood: "bad", text: t("failed") };
    case "live":
      return { mood: "good", text: t("live") };
    case "finishing":
      return { mood: "busy", text: t("finishing") };
    default:
      return { mood: "busy", text: t("watchNotStarted") };
  }
}

/** When it was, how long, and how much was said. */
export function summaryOf({ createdAt, duration, cueCount, speakers }: Session): string {
  return [
    new Date(createdAt).toLocaleString(language(), { dateStyle: "medium", timeStyle: "short" }),
    duration ? clock(duration) : "",
    cueCount ? t("libraryCaptions", { count: cueCount }) : "",
    speakers && speakers.length > 1 ? t("librarySpeakers", { count: speakers.length }) : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");
}
