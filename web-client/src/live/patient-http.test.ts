import { HttpError } from "@microsoft/signalr";
import { afterEach, expect, test, vi } from "vitest";
import { PatientHttp } from "./patient-http";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const answering = (...answers: Response[]) => vi.stubGlobal("fetch", () => Promise.resolve(answers.shift()));

test("When to come again is heard from a refusal, and forgotten with the next answer", async () => {
  const http = new PatientHttp();
  answering(new Response("", { status: 429, headers: { "Retry-After": "7" } }), new Response("{}"), new Response("", { status: 502 }));
  const refusal = await http.post("/hubs/captions/negotiate").catch((error: unknown) => error);
  expect([refusal instanceof HttpError, (refusal as HttpError).statusCode, http.asked]).toEqual([true, 429, 7000]);
  expect((await http.post("/hubs/captions/negotiate")).content).toBe("{}");
  expect(http.asked).toBe(0);
  await http.post("/hubs/captions/negotiate").catch(() => undefined);
  expect(http.asked).toBe(0);
});

/** As fetch does it: it ends when it is told to. */
const never = (_: string, { signal }: RequestInit) =>
  new Promise((_resolve, reject) => signal!.addEventListener("abort", () => reject(new Error("aborted"))));

test("A request ends when it is not wanted any more, and when it takes too long", async () => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", never);
  const signal: { aborted: boolean; onabort: (() => void) | null } = { aborted: false, onabort: null };
  const unwanted = new PatientHttp().get("/x", { abortSignal: signal });
  signal.onabort!();
  await expect(unwanted).rejects.toThrow("abort");
  const slow = new PatientHttp().get("/x", { timeout: 100 }).catch((error: Error) => error.name);
  await vi.advanceTimersByTimeAsync(100);
  expect(await slow).toBe("Error");
});
