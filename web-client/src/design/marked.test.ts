// @vitest-environment happy-dom
import { render } from "lit";
import { expect, test } from "vitest";
import { marked } from "./marked";

test("Parts are marked, and what looks like HTML is text", () => {
  render(marked("a <b>zebra</b> & zebras", [{ start: 5, length: 5 }, { start: 17, length: 5 }]), document.body);
  expect(document.body.textContent).toBe("a <b>zebra</b> & zebras");
  expect([...document.querySelectorAll("mark")].map(({ textContent }) => textContent)).toEqual(["zebra", "zebra"]);
  expect(document.querySelector("b")).toBeNull();
});
