import type { Cue } from "../contract";

/** Whether a cue is of what is to be read: what is said, or its translation into a language. */
export function isOfTrack(cue: Cue, language: string): boolean {
  return language === "" ? cue.of === undefined : cue.of !== undefined && cue.language === language;
}

/** A language as its readers call it, or those of another one; the tag, where the browser does not know. */
export function languageName(tag: string, by = tag): string {
  try {
    return new Intl.DisplayNames([by, "en"], { type: "language", fallback: "code" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
