import { expect, test } from "vitest";
import type { Session } from "../contract";
import { noticeLines } from "./notice-lines";

function sessionWith(...messages: string[]): Session {
  return {
    id: "s",
    state: "live",
    createdAt: "2026-11-29T12:00:00Z",
    notices: messages.map((message, track) => ({ code: "torn", message, at: 0, track })),
  };
}

test("a session without notices has no lines", () => {
  expect(noticeLines(undefined)).toEqual([]);
  expect(noticeLines({ id: "s", state: "live", createdAt: "2026-11-29T12:00:00Z" })).toEqual([]);
});

test("what two tracks say is one line", () => {
  expect(noticeLines(sessionWith("One side is inverted.", "One side is inverted."))).toEqual(["One side is inverted."]);
});

test("of many notices the first three are shown, and how many more there are", () => {
  expect(noticeLines(sessionWith("a", "b", "c", "d"))).toEqual(["a", "b", "c", "d"]);
  expect(noticeLines(sessionWith("a", "b", "c", "d", "e"))).toEqual(["a", "b", "c", "And 2 more things."]);
});
