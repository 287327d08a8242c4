import fc from "fast-check";
import { expect, test } from "vitest";
import { MessageFramer, toMono, toPcm16 } from "./pcm";

const block = fc.float32Array({ noNaN: true, noDefaultInfinity: true, maxLength: 300 });

test("Any blocks come out as the same samples in messages of one size", () => {
  fc.assert(
    fc.property(fc.array(block), fc.integer({ min: 1, max: 200 }), (blocks, size) => {
      const framer = new MessageFramer(size);
      const full = blocks.flatMap((samples) => framer.push(samples));
      const rest = framer.flush();
      expect(full.every((message) => message.length === size)).toBe(true);
      expect([...full, ...rest].flatMap((message) => [...message])).toEqual(blocks.flatMap((samples) => [...samples]));
    }),
  );
});

test("Loud, absent and broken samples are clipped or silent", () => {
  expect([...toPcm16(new Float32Array([0, 1, -1, 2, -3, NaN, 0.5]))]).toEqual([0, 32767, -32768, 32767, -32768, 0, 16384]);
});

test("Channels are mixed evenly and a silent source has time too", () => {
  expect([...toMono([new Float32Array([1, 0]), new Float32Array([0, 0.5])], 2)]).toEqual([0.5, 0.25]);
  expect([...toMono([], 3)]).toEqual([0, 0, 0]);
});
