import { expect, test } from "vitest";
import { askTrouble } from "./asking";
import { ServerError } from "./http";

test.each([
  [503, "chat_missing", "LIVECAPTIONS_Chat__Url"],
  [429, "chat_budget", "The questions of the day are used up."],
  [502, "chat_failed", "The language model gave no answer."],
  [409, "transcript_empty", "Nothing was captioned."],
])("What hinders an answer is said in plain words: %i %s", (status, code, words) => {
  expect(askTrouble(new ServerError(status, "The chat endpoint: raw words.", 3600, code))).toContain(words);
});

test("Of used up questions it is said when there are more", () => {
  const soon = new Date(Date.now() + 3_600_000).toLocaleString("en", { weekday: "long" });
  expect(askTrouble(new ServerError(429, "", 3600, "chat_budget"))).toContain(soon);
});

test("What nobody foresaw is told as it is", () => {
  expect(askTrouble(new ServerError(403, "Not for you.", 0, "scope_missing"))).toBe("Not for you.");
});
