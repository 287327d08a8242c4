import type { Sink } from "../contract";
import { t } from "../strings/strings";

/** What a sink is called on the page. */
export function nameOf({ type }: Pick<Sink, "type">): string {
  return type === "youtube" ? "YouTube" : "OBS";
}

/** How it stands with a sink, in a sentence. */
export function standingOf({ type, state, error, sent, dropped }: Sink): string {
  const taken = dropped > 0 ? t("sinkSentAndDropped", { sent, dropped }) : t("sinkSent", { sent });
  switch (state) {
    case "connecting":
      return type === "youtube" ? t("sinkWaiting") : t("sinkConnecting");
    case "live":
      return t("sinkLive", { taken });
    case "failing":
      return t("sinkFailing", { why: error ?? t("sinkNoAnswer"), taken });
    case "ended":
      return t("sinkEnded", { taken });
  }
}

/** An id that none of the sinks has: `youtube`, `youtube-2`, … */
export function freeId(type: string, taken: readonly Pick<Sink, "id">[]): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? type : `${type}-${number}`;
    if (!taken.some((sink) => sink.id === id)) {
      return id;
    }
  }
}
