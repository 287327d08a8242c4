import type { Sink } from "../contract";

/** What a sink is called on the page. */
export function nameOf({ type }: Pick<Sink, "type">): string {
  return type === "youtube" ? "YouTube" : "OBS";
}

/** How it stands with a sink, in a sentence. */
export function standingOf({ type, state, error, sent, dropped }: Sink): string {
  const taken = `${sent} sent${dropped > 0 ? `, ${dropped} left out` : ""}`;
  switch (state) {
    case "connecting":
      return type === "youtube" ? "Waiting for the first caption…" : "Connecting…";
    case "live":
      return `Live · ${taken}`;
    case "failing":
      return `Failing: ${error ?? "no answer"} (${taken})`;
    case "ended":
      return `Ended · ${taken}`;
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
