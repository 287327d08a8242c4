import { expect, test } from "vitest";
import { testCue } from "../captions/test-cue";
import { SoundGaps } from "./sound-gaps";

const until = (end: number) => [testCue({ start: 0, end })];

test("Sound that is lost while somebody watches has its place behind what was said last", () => {
  const gaps = new SoundGaps();
  gaps.hear({ lostAudio: 5 }, []);
  gaps.hear({ lostAudio: 5.1 }, until(10));
  expect([gaps.before, gaps.all]).toEqual([5, []]);
  gaps.hear({ lostAudio: 8 }, until(10));
  gaps.hear({ lostAudio: 10 }, until(10));
  gaps.hear({ lostAudio: 11 }, until(20));
  expect(gaps.all).toEqual([{ at: 10, seconds: 5 }, { at: 20, seconds: 1 }]);
});
