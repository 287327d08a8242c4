import fc from "fast-check";
import { expect, test } from "vitest";
import { ItemPlaces } from "./item-places";

const items = (count: number) => Array.from({ length: count }, (_, index) => ({ key: `k${index}`, text: "x".repeat((index * 37) % 300) }));

test("Items that are in view are found, however many there are and whatever was measured", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.tuple(fc.nat(199), fc.integer({ min: 10, max: 400 }))),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (count, sizes, share) => {
        const places = new ItemPlaces();
        const list = items(count);
        places.measured(sizes.filter(([at]) => at < count).map(([at, height]) => ({ ...list[at]!, height })));
        places.place(list);
        const upper = share * places.height;
        const { from, to } = places.between(upper, upper + 100);
        expect(places.topOf(from)).toBeLessThanOrEqual(upper);
        expect(from === count - 1 || places.topOf(from + 1) > upper).toBe(true);
        expect(to === count || places.topOf(to) >= upper + 100).toBe(true);
        expect(to).toBeGreaterThan(from);
      },
    ),
  );
});

test("What was measured counts until the width is another", () => {
  const places = new ItemPlaces();
  const [item] = items(1);
  expect(places.measured([{ ...item!, height: 50 }])).toBe(true);
  expect(places.measured([{ ...item!, height: 50.2 }])).toBe(false);
  places.place([item!]);
  expect(places.height).toBe(50);
  places.forget();
  places.place([item!]);
  expect(places.height).not.toBe(50);
});
