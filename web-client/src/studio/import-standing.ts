import type { Session } from "../contract";
import { t } from "../strings/strings";
import type { Standing } from "../design/state-pill";

/** How an import stands, in a few words. */
export function importStanding(session: Session): Standing {
  switch (session.state) {
    case "finished":
      return { mood: "quiet", text: t("finished") };
    case "failed":
      return { mood: "bad", text: t("failed") };
    case "finishing":
      return { mood: "busy", text: t("finishing") };
    default: {
      if (session.live) {
        return session.message ? { mood: "busy", text: session.message } : { mood: "good", text: t("live") };
      }
      const done = session.progress === undefined ? "" : ` ${Math.floor(100 * session.progress)} %`;
      return { mood: session.state === "live" ? "good" : "busy", text: `${session.message ?? t("importWorking")}${done}…` };
    }
  }
}
