import fc from "fast-check";
import { expect, test } from "vitest";
import { ResendRing } from "./resend-ring";

/** Sample at a position: its number from 1, so that 0 can only be filled-in silence. */
const sampleAt = (position: number) => (position % 30_000) + 1;

function chunkAt(position: number, length: number): Int16Array {
  return Int16Array.from({ length }, (_, i) => sampleAt(position + i));
}

function readAll(ring: ResendRing, from: number, most: number): number[] {
  const samples: number[] = [];
  for (let chunk; (chunk = ring.read(from + samples.length, most)).length > 0; ) {
    expect(chunk.length).toBeLessThanOrEqual(most);
    samples.push(...chunk);
  }
  return samples;
}

test("Reading from anywhere gives continuous audio, silent only where it was forgotten", () => {
  const step = fc.record({ push: fc.integer({ min: 1, max: 50 }), confirm: fc.nat(60) });
  fc.assert(
    fc.property(
      fc.array(step),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 1, max: 70 }),
      fc.nat(300),
      (steps, capacity, most, from) => {
        const ring = new ResendRing(capacity);
        let confirmed = 0;
        for (const { push, confirm } of steps) {
          ring.push(chunkAt(ring.end, push));
          confirmed = Math.min(ring.end, confirmed + confirm);
          ring.confirm(confirmed);
        }
        const expected = Array.from({ length: Math.max(0, ring.end - from) }, (_, i) => (from + i < ring.start ? 0 : sampleAt(from + i)));
        expect(readAll(ring, from, most)).toEqual(expected);
      },
    ),
  );
});

test("What the server confirmed is never counted as lost", () => {
  const ring = new ResendRing(100);
  ring.push(chunkAt(0, 60));
  ring.confirm(50);
  ring.push(chunkAt(60, 60));
  expect(ring.lost).toBe(10);
  expect(ring.start).toBe(60);
});

test("It never holds more than its capacity", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 })), fc.integer({ min: 40, max: 100 }), (lengths, capacity) => {
      const ring = new ResendRing(capacity);
      for (const length of lengths) {
        ring.push(chunkAt(ring.end, length));
        expect(ring.end - ring.start).toBeLessThanOrEqual(capacity);
      }
    }),
  );
});
