import { expect, test } from "vitest";
import { en } from "../strings/en";
import { importTrouble } from "./import-trouble";

test.each([
  ["film.mp4: Invalid data found when processing input", en.importNoMedia],
  ["film.mp4: [mov,mp4 @ 0x55d5] moov atom not found", en.importNoMedia],
  ["slides.pdf: Output file #0 does not contain any stream", en.importNoSound],
  ["https://x.example/a: Server returned 404 Not Found", en.importNotThere],
  ["https://x.example/a: Server returned 403 Forbidden (access denied)", en.importForbidden],
  ["rtsp://x.example/a: Connection refused", en.importUnreachable],
  ["a.xyz: [foo @ 0x5555] boom", en.importFailed],
])("%s is told in plain words, and kept exactly", (message, plain) => {
  expect(importTrouble(message)).toEqual({ plain, exact: message });
});

test("A sentence of the server's own is plain already", () => {
  expect(importTrouble("The file is longer than this server takes.")).toEqual({
    plain: "The file is longer than this server takes.",
    exact: undefined,
  });
  expect(importTrouble(undefined)).toEqual({ plain: en.importFailed, exact: undefined });
});
