import { expect, test } from "vitest";
import { commandOf } from "./editor-keys";

const press = (code: string, more: Partial<KeyboardEvent> = {}) =>
  commandOf({ code, altKey: true, shiftKey: false, ctrlKey: false, metaKey: false, isComposing: false, ...more } as KeyboardEvent);

test("Keys do by their place what they do on any keyboard, with Alt alone", () => {
  expect([
    press("KeyK"),
    press("Digit3"),
    press("Numpad3"),
    press("Comma"),
    press("Comma", { shiftKey: true }),
    press("KeyZ", { shiftKey: true }),
  ]).toEqual(["play", "speaker3", "speaker3", "startEarlier", "endEarlier", "redo"]);
});

test("What is typed, what browsers do, and what input methods are about stays theirs", () => {
  expect([
    press("KeyK", { altKey: false }),
    press("KeyK", { ctrlKey: true }),
    press("KeyM", { isComposing: true }),
    press("KeyQ"),
    press("Digit0"),
  ]).toEqual(Array(5).fill(undefined));
});
