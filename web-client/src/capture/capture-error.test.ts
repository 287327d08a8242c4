import { expect, test } from "vitest";
import { CaptureError, explainCaptureFailure } from "./capture-error";

const failure = (name: string) => Object.assign(new Error("raw"), { name });

test.each([
  ["NotAllowedError", "microphone", /Allow it/],
  ["NotFoundError", "microphone", /No microphone was found/],
  ["NotReadableError", "microphone", /in use by another program/],
  ["NotAllowedError", "tab", /Nothing was shared/],
  ["NotSupportedError", "tab", /cannot share a tab/],
] as const)("%s of a %s says what to do", (name, source, text) => {
  expect(explainCaptureFailure(failure(name), source).message).toMatch(text);
});

test("What is already explained stays as it is", () => {
  const explained = new CaptureError("Tick the box.");
  expect(explainCaptureFailure(explained, "tab")).toBe(explained);
});
