// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import type { EmotionMessage } from "../contract";
import { EmotionCurves } from "./emotion-curves";
import { EmotionTimeline } from "./emotion-timeline";

afterEach(() => document.body.replaceChildren());

const heard = (message: Partial<EmotionMessage>): EmotionMessage => ({
  sessionId: "s",
  seq: 1,
  speaker: "s1",
  start: 0,
  end: 2,
  arousal: 0.5,
  valence: -0.5,
  ...message,
});
const of = (...messages: Partial<EmotionMessage>[]) =>
  messages.reduce((curves: EmotionCurves, message) => curves.with(heard(message)), new EmotionCurves());

test("Each speaker has a curve, in order of time whatever order it comes in", () => {
  const curves = of({ start: 4, end: 6, arousal: 1 }, { start: 0, end: 2 }, { speaker: "s2" });
  expect(curves.of("s1")).toEqual([{ time: 1, arousal: 0.5, valence: -0.5 }, { time: 5, arousal: 1, valence: -0.5 }]);
  expect(curves.speakers).toEqual(["s1", "s2"]);
  expect(curves.of("s3")).toEqual([]);
});

test("What is told again counts once, what is out of bounds is brought into them", () => {
  expect(of({}, { arousal: 7, valence: -9 }).of("s1")).toEqual([{ time: 1, arousal: 1, valence: -1 }]);
});

test("A message without numbers changes nothing", () => {
  expect(of({ arousal: NaN }, { valence: undefined as never }, { start: "0" as never }).isEmpty).toBe(true);
});

test("What nobody in particular said has a curve of its own, however the server leaves the speaker out", () => {
  const { speaker: _, ...nobody } = heard({});
  const curves = new EmotionCurves().with(nobody).with({ ...nobody, speaker: null as never, start: 2, end: 4 });
  expect([curves.speakers, curves.of("").length]).toEqual([[""], 2]);
});

test("A long session keeps the newest points of a speaker only", () => {
  const curves = of(...Array.from({ length: 400 }, (_, index) => ({ start: index, end: index })));
  expect([curves.of("s1").length, curves.of("s1").at(-1)!.time]).toEqual([300, 399]);
});

test("A timeline has a lane for who was heard, and words where it was clear", async () => {
  const element = new EmotionTimeline();
  const curves = of({ label: "happy" }, { start: 10, end: 12 }, { speaker: "", start: 4, end: 6, label: "sad" });
  Object.assign(element, { speakers: [{ id: "s1", label: "Ann" }, { id: "s2", label: "Bob" }], curves });
  document.body.append(element);
  await element.updateComplete;
  const lanes = [...element.shadowRoot!.querySelectorAll("li")].map((lane) => [
    lane.querySelector(".name")!.textContent,
    ...[...lane.querySelectorAll(".block")].map((block) => block.textContent),
  ]);
  expect(lanes).toEqual([
    ["Ann", "happy"],
    ["Not known who", "sad"],
  ]);
});
