import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { CueList } from "../captions/cue-list";
import { testCue } from "../captions/test-cue";
import type { Cue, Session } from "../contract";
import { OverlayProgramme } from "./overlay-programme";

const session = (more: Partial<Session> = {}): Session => ({ id: "s", state: "live", createdAt: "2026-11-23T12:00:00.000Z", ...more });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function programme(options: Partial<{ delay: number; interim: boolean; hide: number }> = {}) {
  let shown: readonly Cue[] = [];
  const all = new OverlayProgramme({ delay: 0, interim: true, hide: 8, ...options }, { changed: (cues) => (shown = cues) });
  return { all, texts: () => shown.map(({ text }) => text), shown: () => shown };
}

function joined(options?: Parameters<typeof programme>[0]) {
  const one = programme(options);
  one.all.snapshot({ session: session({ duration: 0 }), cues: [], seq: 0 });
  vi.advanceTimersByTime(60_000);
  return one;
}

test("Interims and finals are shown as they come", () => {
  const { all, texts } = joined();
  all.cue(testCue({ kind: "interim", text: "Hel" }));
  expect(texts()).toEqual(["Hel"]);
  all.cue(testCue({ kind: "final", text: "Hello.", revision: 2, seq: 2 }));
  expect(texts()).toEqual(["Hello."]);
});

test("Without interims only finals are shown", () => {
  const { all, texts } = joined({ interim: false });
  all.cue(testCue({ kind: "interim", text: "Hel" }));
  expect(texts()).toEqual([]);
  all.cue(testCue({ text: "Hello.", revision: 2, seq: 2 }));
  expect(texts()).toEqual(["Hello."]);
});

test("A delay shows everything later, in order", () => {
  const { all, texts } = joined({ delay: 5 });
  all.cue(testCue({ kind: "interim", text: "Hel" }));
  vi.advanceTimersByTime(1000);
  all.cue(testCue({ text: "Hello.", revision: 2, seq: 2 }));
  vi.advanceTimersByTime(3999);
  expect(texts()).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(texts()).toEqual(["Hel"]);
  vi.advanceTimersByTime(1000);
  expect(texts()).toEqual(["Hello."]);
});

test("After a silence the lines go, and do not come back with the next words", () => {
  const { all, texts } = joined();
  all.cue(testCue({ id: "c1", text: "Before." }));
  vi.advanceTimersByTime(7999);
  expect(texts()).toEqual(["Before."]);
  vi.advanceTimersByTime(1);
  expect(texts()).toEqual([]);
  all.cue(testCue({ id: "c2", text: "After.", start: 20, end: 21, seq: 2 }));
  expect(texts()).toEqual(["After."]);
});

test("With hide=0 they stay", () => {
  const { all, texts } = joined({ hide: 0 });
  all.cue(testCue({ text: "Stays." }));
  vi.advanceTimersByTime(3_600_000);
  expect(texts()).toEqual(["Stays."]);
});

test("Who opens it in the middle sees the last words only", () => {
  const { all, texts } = programme();
  const cues = [testCue({ id: "c1", text: "Long ago." }), testCue({ id: "c2", text: "Just now.", start: 99, end: 100 })];
  all.snapshot({ session: session({ duration: 101 }), cues, seq: 2 });
  expect(texts()).toEqual(["Just now."]);
});

test("An ended session shows nothing", () => {
  const { all, texts } = programme();
  all.snapshot({ session: session({ state: "finished", duration: 2 }), cues: [testCue()], seq: 1 });
  expect(texts()).toEqual([]);
});

test("What was missed while the connection was gone is shown after it", () => {
  const { all, texts } = joined();
  all.cue(testCue({ id: "c1", kind: "interim", text: "was withdrawn" }));
  all.interrupt();
  all.snapshot({ session: session(), cues: [testCue({ id: "c2", text: "Missed.", start: 1, end: 2, seq: 5 })], seq: 5 });
  expect(texts()).toEqual(["Missed."]);
});

test("A programme of hours is not kept", () => {
  const { all, shown } = joined();
  for (let i = 0; i < 5_000; i++) {
    all.cue(testCue({ id: `c${i}`, seq: i + 1, start: i * 5, end: i * 5 + 1, text: `Cue ${i}.` }));
    expect(shown().at(-1)?.text).toBe(`Cue ${i}.`);
    expect(shown().length).toBeLessThanOrEqual(401);
  }
});

test("Nor are hours without the end of a sentence", () => {
  const { all, shown } = joined();
  for (let i = 0; i < 5_000; i++) {
    all.cue(testCue({ id: `c${i}`, seq: i + 1, start: i, end: i + 1, text: `cue ${i}` }));
    expect(shown().at(-1)?.text).toBe(`cue ${i}`);
    expect(shown().length).toBeLessThanOrEqual(401);
  }
});

test("Nor are hours in which the lines go again and again", () => {
  const finals = vi.spyOn(CueList.prototype, "finals", "get");
  const { all } = joined();
  for (let i = 0; i < 1_000; i++) {
    all.cue(testCue({ id: `c${i}`, seq: i + 1, start: i * 20, end: i * 20 + 1, text: `Cue ${i}.` }));
    vi.advanceTimersByTime(20_000);
  }
  expect(finals.mock.results.at(-1)?.value.length).toBeLessThanOrEqual(401);
  finals.mockRestore();
});

test("Words that an interim goes on with after a silence are shown", () => {
  const { all, texts } = joined();
  all.cue(testCue({ kind: "interim", text: "Let me", start: 10, end: 11 }));
  vi.advanceTimersByTime(8000);
  expect(texts()).toEqual([]);
  all.cue(testCue({ kind: "interim", text: "Let me think.", start: 10, end: 20, revision: 2, seq: 2 }));
  expect(texts()).toEqual(["Let me think."]);
});

test("What an interim that is back becomes is not shown twice", () => {
  const { all, texts } = joined();
  all.cue(testCue({ id: "c1", kind: "interim", text: "Well. Let me", start: 10, end: 12 }));
  vi.advanceTimersByTime(8000);
  all.cue(testCue({ id: "c1", kind: "interim", text: "Well. Let me think.", start: 10, end: 20, revision: 2, seq: 2 }));
  all.cue(testCue({ id: "c1", text: "Well.", start: 10, end: 11, revision: 3, seq: 3 }));
  all.cue(testCue({ id: "c2", text: "Let me think.", start: 11, end: 20, seq: 4 }));
  expect(texts()).toEqual(["Let me think."]);
});

test("At the session's end words that did not become final go at once", () => {
  const { all, texts } = joined();
  all.cue(testCue({ id: "c1", text: "Final." }));
  all.cue(testCue({ id: "c2", kind: "interim", text: "not yet", start: 2, end: 3, seq: 2 }));
  all.session(session({ state: "finished" }));
  expect(texts()).toEqual(["Final."]);
});

test("A correction of what is gone neither shows it nor keeps the lines", () => {
  const { all, texts } = joined();
  all.cue(testCue({ id: "c1", text: "Gone." }));
  vi.advanceTimersByTime(8000);
  all.cue(testCue({ id: "c2", text: "Here.", start: 20, end: 21, seq: 2 }));
  vi.advanceTimersByTime(7000);
  all.cue(testCue({ id: "c1", text: "Corrected.", revision: 2, seq: 3 }));
  expect(texts()).toEqual(["Here."]);
  vi.advanceTimersByTime(1000);
  expect(texts()).toEqual([]);
});

test("Nothing happens any more once it is stopped", () => {
  const { all, texts } = joined({ delay: 5 });
  all.cue(testCue());
  all.stop();
  vi.advanceTimersByTime(60_000);
  expect(texts()).toEqual([]);
});

const speaking = (more: Partial<Cue> = {}) => testCue({ speaker: { id: "s1", label: "Speaker 1" }, ...more });
const renamed = (seq: number) => ({ sessionId: "s", seq, id: "s1", label: "Ann" });
const names = (cues: readonly Cue[]) => cues.map(({ speaker }) => speaker?.label);

test("A speaker's new name is shown, delayed like all else", () => {
  const { all, shown } = joined({ delay: 5 });
  all.cue(speaking());
  all.speaker(renamed(2));
  vi.advanceTimersByTime(5000);
  expect(names(shown())).toEqual(["Ann"]);
  all.cue(speaking({ id: "c2", seq: 1, start: 1, end: 2 }));
  vi.advanceTimersByTime(5000);
  expect(names(shown())).toEqual(["Ann", "Ann"]);
});

test("Neither another name nor another speaker keeps the lines", () => {
  const { all, shown } = joined();
  all.cue(speaking());
  vi.advanceTimersByTime(5000);
  all.speaker(renamed(2));
  all.cue(speaking({ revision: 2, seq: 3, speaker: { id: "s2", label: "Bob" } }));
  expect(names(shown())).toEqual(["Bob"]);
  vi.advanceTimersByTime(3000);
  expect(shown()).toEqual([]);
});

test("After hours a name is still known", () => {
  const { all, shown } = joined();
  all.speaker(renamed(10_000));
  for (let i = 0; i < 1_000; i++) {
    all.cue(speaking({ id: `c${i}`, seq: i + 1, start: i * 5, end: i * 5 + 1, text: `Cue ${i}.` }));
  }
  expect(names(shown()).at(-1)).toBe("Ann");
});
