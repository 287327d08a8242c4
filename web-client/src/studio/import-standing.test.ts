import { expect, test } from "vitest";
import type { Session } from "../contract";
import { isEnded } from "../live/session-ends";
import { importStanding } from "./import-standing";

const session: Session = { id: "a", state: "created", createdAt: "2026-01-01T00:00:00Z" };

test("says what is done and how far it is", () => {
  expect(importStanding({ ...session, message: "Waiting for its turn" }).text).toBe("Waiting for its turn…");
  expect(importStanding({ ...session, state: "live", message: "Transcribing", progress: 0.999 }).text).toBe("Transcribing 99 %…");
});

test("an end is an end", () => {
  expect(isEnded({ ...session, state: "finishing" })).toBe(false);
  expect(isEnded({ ...session, state: "failed" })).toBe(true);
  expect(importStanding({ ...session, state: "finished", message: "Transcribing" }).text).toBe("finished");
});

test("a live stream is live, or told to be tried again", () => {
  expect(importStanding({ ...session, state: "live", live: true })).toEqual({ mood: "good", text: "live" });
  expect(importStanding({ ...session, state: "live", live: true, message: "Trying again: The stream ended." })).toEqual({
    mood: "busy",
    text: "Trying again: The stream ended.",
  });
  expect(importStanding({ ...session, live: true, message: "Connecting" }).text).toBe("Connecting");
});
