import { html, nothing } from "lit";
import type { Cue } from "../contract";
import { t } from "../strings/strings";

/** What readers of a translation are to know of it, once for all of it. */
export function trackNotes(finals: readonly Cue[], language: string) {
  if (language === "") {
    return nothing;
  }
  const notes = [
    finals.some(({ draft }) => draft) ? t("watchDraft") : "",
    finals.some(({ stale }) => stale) ? t("watchStale") : "",
  ].filter((note) => note !== "");
  return notes.length === 0 ? nothing : html`<p class="hint track" role="note">${notes.join(" ")}</p>`;
}
