import { expect, test } from "vitest";
import type { Sink } from "../contract";
import { freeId, standingOf } from "./sink-words";

const sink = (more: Partial<Sink>): Sink => ({
  id: "obs",
  type: "obs",
  state: "live",
  address: "ws://h:4455/",
  delay: 0,
  sent: 3,
  dropped: 0,
  ...more,
});

test("A sink says how it stands, with its numbers", () => {
  expect(standingOf(sink({}))).toBe("Live · 3 sent");
  expect(standingOf(sink({ dropped: 2 }))).toBe("Live · 3 sent, 2 left out");
  expect(standingOf(sink({ state: "failing", error: "OBS is not there." }))).toBe("Failing: OBS is not there. (3 sent)");
  expect(standingOf(sink({ state: "ended" }))).toBe("Ended · 3 sent");
});

test("A new sink takes an id that is free", () => {
  expect(freeId("obs", [])).toBe("obs");
  expect(freeId("obs", [{ id: "obs" }, { id: "obs-2" }])).toBe("obs-3");
});
