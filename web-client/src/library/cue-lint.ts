import { widestLine } from "../captions/lines";
import type { Cue, CueWord } from "../contract";
import { t } from "../strings/strings";

/** Characters a second that grown-ups read without haste, by the usual rules of subtitling. */
const fastest = 20;
/** Lines that a caption has at most. */
const mostLines = 2;
/** Below it a word may well be another one. */
const unsure = 0.6;

/** What viewers may trip over in a caption, in words. */
export function lint({ text, start, end }: Cue): string[] {
  const speed = Math.round(text.length / Math.max(0.1, end - start));
  return [
    ...(speed > fastest ? [t("lintSpeed", { count: speed })] : []),
    ...(text.length > mostLines * widestLine ? [t("lintLength", { count: text.length, most: mostLines * widestLine })] : []),
  ];
}

/** Whether the engine was not sure of a word; what a person has put right is sure. */
export function isUnsure({ confidence }: CueWord): boolean {
  return confidence > 0 && confidence < unsure;
}

export function hasUnsure({ words, touched }: Cue): boolean {
  return !touched?.includes("text") && (words?.some(isUnsure) ?? false);
}
