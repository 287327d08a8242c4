import { expect, test } from "vitest";
import type { Retention, Session } from "../contract";
import { retentionWords } from "./retention-words";

const live: Session = { id: "a", state: "live", createdAt: "2026-03-01T12:00:00Z" };
const over: Session = { ...live, state: "finished", endedAt: "2026-03-01T13:00:00Z" };
const forEver: Retention = { recordingDays: null, voiceDays: null, sessionDays: null };
const day = (instant: Date) => instant.toISOString().slice(0, 10);

test("Nothing is said where everything is kept", () => {
  expect(retentionWords(live, forEver, day)).toBe("");
  expect(retentionWords(live, undefined, day)).toBe("");
  expect(retentionWords(over, { ...forEver, recordingDays: 3 }, day)).toBe("");
});

test("Before the end the days are told", () => {
  expect(retentionWords(live, { ...forEver, recordingDays: 7 }, day)).toBe("The recording is deleted 7 days after its end.");
  expect(retentionWords(live, { recordingDays: 1, voiceDays: 0.5, sessionDays: 30 }, day)).toBe(
    "The recording is deleted 1 day after its end. What tells voices apart is deleted 12 hours after its end. " +
      "Everything of this session is deleted 30 days after its end.",
  );
});

test("Behind the end the dates are told", () => {
  const dates = { recordingExpiresAt: "2026-03-08T13:00:00Z", voicesExpireAt: "2026-03-31T13:00:00Z", expiresAt: "2026-03-31T13:00:00Z" };
  expect(retentionWords({ ...over, ...dates }, undefined, day)).toBe(
    "The recording is deleted on 2026-03-08. Everything of this session is deleted on 2026-03-31.",
  );
});

test("What goes with everything else is not told apart", () => {
  expect(retentionWords(live, { recordingDays: 60, voiceDays: 30, sessionDays: 30 }, day)).toBe(
    "Everything of this session is deleted 30 days after its end.",
  );
});

test("What is gone is told", () => {
  expect(retentionWords({ ...over, recordingDeletedAt: "2026-03-08T13:00:00Z" }, undefined, day)).toBe("The recording is deleted.");
});
