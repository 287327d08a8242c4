// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import { ar } from "./ar";
import { de } from "./de";
import { en } from "./en";
import { es } from "./es";
import { seconds, speak, t } from "./strings";

const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

afterEach(() => speak("en"));

test.each(Object.entries({ de, es, ar }))("%s has every text of English, with the same places in it", (_, strings) => {
  expect(Object.keys(strings).sort()).toEqual(Object.keys(en).sort());
  for (const [key, text] of Object.entries(strings)) {
    expect([key, places(text)]).toEqual([key, places(en[key as keyof typeof en])]);
    expect(text.trim()).not.toBe("");
  }
});

test("A language comes with its texts, its plurals and its direction", async () => {
  await speak("de");
  expect([t("copy"), seconds(1), seconds(8), document.documentElement.lang, document.documentElement.dir]).toEqual(["Kopieren", "1 Sekunde", "8 Sekunden", "de", "ltr"]);
  await speak("ar");
  expect([t("copy"), document.documentElement.dir]).toEqual([ar.copy, "rtl"]);
});
