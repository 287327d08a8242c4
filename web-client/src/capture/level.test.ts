import { expect, test } from "vitest";
import { fall, levelOf, meterFloor } from "./level";

test("Full scale is 0 dB, half is 6 dB less, silence is the floor", () => {
  expect(levelOf(new Float32Array(64).fill(1))).toBe(0);
  expect(levelOf(new Float32Array(64).fill(0.5))).toBeCloseTo(-6.02, 2);
  expect(levelOf(new Float32Array(64))).toBe(meterFloor);
  expect(levelOf(new Float32Array(0))).toBe(meterFloor);
});

test("The meter rises at once and falls slowly", () => {
  expect(fall(-40, -10, 0.04)).toBe(-10);
  expect(fall(-10, -50, 0.1, 30)).toBe(-13);
  expect(fall(meterFloor, meterFloor, 1)).toBe(meterFloor);
});
