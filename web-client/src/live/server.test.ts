import { afterEach, expect, test, vi } from "vitest";
import { deleteSink } from "./sinks";

afterEach(() => void vi.unstubAllGlobals());

function answering(status: number, body: string) {
  vi.stubGlobal("sessionStorage", { getItem: () => null });
  vi.stubGlobal("location", { search: "" });
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, { status })));
}

test("What is not there is said by its name, not taken for the session", async () => {
  answering(404, JSON.stringify({ code: "sink_not_found", detail: "Session 's' has no sink 'obs'." }));
  await expect(deleteSink("s", "obs")).rejects.toThrow("Session 's' has no sink 'obs'.");
});

test("A session that is not there is explained", async () => {
  answering(404, JSON.stringify({ code: "session_not_found", detail: "No session 's'." }));
  await expect(deleteSink("s", "obs")).rejects.toThrow("Its link may be wrong, or it was deleted.");
});

test.each(["<html>Bad gateway</html>", "null", ""])("An answer that is no problem of ours is told by its status: %s", async (body) => {
  answering(502, body);
  await expect(deleteSink("s", "obs")).rejects.toThrow("The server answered 502.");
});

test.each([
  [401, "key_required", true],
  [403, "scope_missing", true],
  [403, "address_refused", false],
])("A key is asked for where one would help: %i %s", async (status, code, needsKey) => {
  answering(status, JSON.stringify({ code, detail: "Why." }));
  await expect(deleteSink("s", "obs")).rejects.toMatchObject({ needsKey, code });
});

test("A refusal that a key would not change is told in the server's words", async () => {
  answering(403, JSON.stringify({ code: "address_refused", detail: "10.0.0.1 leads to a private network." }));
  await expect(deleteSink("s", "obs")).rejects.toThrow("10.0.0.1 leads to a private network.");
});
