// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { isLoopback, keyInFragment } from "./share-panel";

test.each([
  ["localhost", true],
  ["127.0.0.1", true],
  ["127.8.1.2", true],
  ["[::1]", true],
  ["captions.localhost", true],
  ["192.168.1.7", false],
  ["captions.example", false],
  ["1270.example", false],
])("%s leads nowhere else: %s", (host, is) => {
  expect(isLoopback(host)).toBe(is);
});

test("A key behind the sign of a fragment is read, and nothing else is one", () => {
  expect(keyInFragment("#key=a%2Bb")).toBe("a+b");
  expect([keyInFragment(""), keyInFragment("#top")]).toEqual([undefined, undefined]);
});
