// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { copyText } from "./clipboard";

afterEach(() => {
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

test("Where the page may not write to the clipboard, a selected field does it, and leaves nothing behind", async () => {
  vi.stubGlobal("navigator", {});
  const selected: string[] = [];
  document.execCommand = (command) => (selected.push(`${command} ${document.querySelector("textarea")!.value}`), true);
  const place = document.createElement("p");
  document.body.append(place);
  expect(await copyText("text", place)).toBe(true);
  expect([selected, place.children.length]).toEqual([["copy text"], 0]);
  document.execCommand = () => false;
  expect(await copyText("text")).toBe(false);
});
