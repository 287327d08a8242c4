import { beforeEach, expect, test } from "vitest";
import { SoundSense } from "./sound-sense";

let sense: SoundSense;
const hear = (amplitude: number, seconds: number) => {
  for (let part = 0; part < seconds * 10; part++) {
    sense.hear(new Float32Array(100).map((_, i) => (i % 2 ? amplitude : -amplitude)), 1000);
  }
};

beforeEach(() => void (sense = new SoundSense()));

test("Before anything came it waits, and after some seconds says that nothing does", () => {
  expect(sense.word).toBe("waiting");
  hear(0, 4);
  expect(sense.word).toBe("waiting");
  hear(0, 4);
  expect([sense.word, Math.round(sense.silence)]).toEqual(["silent", 8]);
});

test("Speech is heard, also through the pauses between words", () => {
  hear(0.1, 2);
  expect(sense.word).toBe("heard");
  hear(0, 2);
  expect(sense.word).toBe("heard");
  hear(0, 4);
  expect(sense.word).toBe("silent");
});

test("What is there and faint is too quiet", () => {
  hear(0.003, 4);
  expect(sense.word).toBe("quiet");
  hear(0.1, 1);
  expect(sense.word).toBe("heard");
});

test("A wave that is cut off is told for a while", () => {
  hear(0.2, 1);
  hear(1, 0.1);
  expect(sense.word).toBe("clipping");
  hear(0.2, 3);
  expect(sense.word).toBe("heard");
});
