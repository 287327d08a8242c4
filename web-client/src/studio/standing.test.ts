import { expect, test } from "vitest";
import type { Session, SessionState } from "../contract";
import type { PublisherState } from "../live/sound-publisher";
import { programmeStanding } from "./standing";

const session = (state: SessionState): Session => ({ id: "a", state, createdAt: "2026-01-01T00:00:00Z" });
const sending = (state: PublisherState) => ({ state, lost: 0 });

test.each([
  ["live", "live", "live", "live"],
  ["live", "reconnecting", "live", "reconnecting…"],
  // The server died: its captions stop coming long before WebRTC notices.
  ["live", "live", "reconnecting", "reconnecting…"],
  ["created", "connecting", "live", "connecting…"],
  // The sound is there before the captions' connection: a caption that comes now is not shown yet.
  ["live", "live", "connecting", "connecting…"],
  ["finished", "closed", "connecting", "finished"],
  ["live", "closing", "live", "finishing…"],
  ["live", "closed", "live", "finishing…"],
  ["finished", "closed", "reconnecting", "finished"],
  ["live", "failed", "live", "stopped"],
] as const)("A %s session whose sound is %s, with captions %s, is %s", (state, sound, feed, text) => {
  expect(programmeStanding(session(state), sending(sound), feed).text).toBe(text);
});

test("What others send is live, what nobody sends is waited for, and a pause is told", () => {
  expect(programmeStanding(session("live"), undefined, "live").text).toBe("live");
  expect(programmeStanding(session("created"), undefined, "live").text).toBe("waiting for sound");
  expect(programmeStanding(session("live"), sending("live"), "live", true).text).toBe("paused");
});
