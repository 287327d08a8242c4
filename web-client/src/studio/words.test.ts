import { expect, test } from "vitest";
import { linesOf, replacementsIn, termsIn } from "./words";

test("Terms are told apart by lines and commas, and are there once", () => {
  expect(termsIn(" Kubernetes, Ada Lovelace\nKubernetes;; ،Zürich ")).toEqual(["Kubernetes", "Ada Lovelace", "Zürich"]);
  expect(termsIn("  \n")).toEqual([]);
});

test("Replacements are lines with a sign, and what they are written as reads the same", () => {
  const read = replacementsIn("jason = JSON\n\nno sign\num =\na -> b");
  expect(read).toEqual([
    { find: "jason", replace: "JSON" },
    { find: "um", replace: "" },
    { find: "a", replace: "b" },
  ]);
  expect(replacementsIn(linesOf(read))).toEqual(read);
});
