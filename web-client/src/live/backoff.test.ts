import fc from "fast-check";
import { expect, test } from "vitest";
import { backoff } from "./backoff";

test("Waits grow to 10 s and never fall below half of their longest", () => {
  fc.assert(
    fc.property(fc.nat(2000), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
      const longest = Math.min(10_000, 500 * 2 ** attempt);
      const wait = backoff(attempt, () => random);
      expect(wait).toBeGreaterThanOrEqual(longest / 2);
      expect(wait).toBeLessThanOrEqual(longest);
    }),
  );
});
