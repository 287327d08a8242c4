import type { Replacement } from "../contract";

/** Names and jargon as people type them: by lines or commas, each once. */
export function termsIn(text: string): string[] {
  return [...new Set(text.split(/[\n,;،、]+/).map((term) => term.trim()).filter(Boolean))];
}

/** Lines such as `teh = the`; behind nothing a word is taken out. Lines without a sign are none. */
export function replacementsIn(text: string): Replacement[] {
  return text
    .split("\n")
    .map((line) => /^\s*(.+?)\s*(?:=|→|->)\s*(.*?)\s*$/.exec(line))
    .filter((match) => match !== null)
    .map(([, find, replace]) => ({ find: find!, replace: replace! }));
}

export function linesOf(replacements: readonly Replacement[]): string {
  return replacements.map(({ find, replace }) => `${find} = ${replace}`).join("\n");
}
