import { en } from "./en";

/** A text for every key; each language has a file. */
export type Strings = Record<keyof typeof en, string>;

/** Names of the `{places}` in a text. */
type Places<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never;
type Values<Key extends keyof typeof en> = [Places<(typeof en)[Key]>] extends [never]
  ? []
  : [Record<Places<(typeof en)[Key]>, string | number>];

/** Languages of the pages, each by its own name. */
export const languages = { en: "English", de: "Deutsch", es: "Español", ar: "العربية" } as const;
export type Language = keyof typeof languages;

const files: Record<Exclude<Language, "en">, () => Promise<Strings>> = {
  de: async () => (await import("./de")).de,
  es: async () => (await import("./es")).es,
  ar: async () => (await import("./ar")).ar,
};
const storageName = "livecaptions-language";
let strings: Strings = en;
let spoken: Language = "en";

/** The language of the page now. */
export function language(): Language {
  return spoken;
}

/** A text of the page in its language: `t("copied")`, or `t("silence", { time: seconds(8) })` where it has places. */
export function t<Key extends keyof typeof en>(key: Key, ...[values]: Values<Key>): string {
  return strings[key].replace(/\{(\w+)\}/g, (_, name: string) => String((values as Record<string, string | number> | undefined)?.[name] ?? ""));
}

/** `8 seconds`, with the plural that the language wants; whole ones, or tenths below ten where `exact`. */
export function seconds(count: number, exact = false): string {
  const digits = exact && count < 10 ? 1 : 0;
  return new Intl.NumberFormat(spoken, { style: "unit", unit: "second", unitDisplay: "long", maximumFractionDigits: digits }).format(count);
}

/** Loads the language that the address (`?lang=de`), this browser's memory or its settings ask for, and sets the page's `lang` and `dir`. */
export function loadStrings(): Promise<void> {
  const asked = [new URLSearchParams(location.search).get("lang"), localStorage.getItem(storageName), ...navigator.languages];
  const known = asked.map((tag) => tag?.split("-")[0]?.toLowerCase() ?? "").find((tag): tag is Language => tag in languages);
  return speak(known ?? "en");
}

/** Keeps a language for the next visits. */
export function keepLanguage(chosen: Language): void {
  localStorage.setItem(storageName, chosen);
}

export async function speak(chosen: Language): Promise<void> {
  strings = chosen === "en" ? en : await files[chosen]();
  spoken = chosen;
  document.documentElement.lang = chosen;
  document.documentElement.dir = chosen === "ar" ? "rtl" : "ltr";
}
