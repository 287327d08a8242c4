// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { accessKey, keepAccessKey } from "./access-key";
import { forgetSession, keepCreated, keepSession, keptSession, keptSessions } from "./kept-sessions";
import { changeSession } from "./server";
import { deleteSink } from "./sinks";

const made = {
  id: "a",
  state: "created" as const,
  createdAt: "2026-01-01T00:00:00Z",
  title: "Talk",
  streamKey: "stream",
  editToken: "edit",
  ingest: { websocket: "ws://h/ws/ingest/a", whip: "http://h/whip/a" },
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => void vi.unstubAllGlobals());

test("A session that was made here is known here, keys and all, until it is forgotten", () => {
  keepCreated(made);
  keepSession({ id: "b", createdAt: "2026-01-02T00:00:00Z" });
  expect(keptSession("a")).toMatchObject({ title: "Talk", streamKey: "stream", editToken: "edit" });
  expect(keptSessions().map(({ id }) => id)).toEqual(["b", "a"]);
  keepSession({ id: "a", createdAt: made.createdAt, title: "Panel" });
  expect(keptSession("a")).toMatchObject({ title: "Panel", streamKey: "stream" });
  forgetSession("a");
  expect(keptSession("a")).toBeUndefined();
});

test("The oldest of many is forgotten, and what somebody else left there is no session", () => {
  for (let number = 0; number < 60; number++) {
    keepSession({ id: `s${number}`, createdAt: "" });
  }
  expect([keptSessions().length, keptSessions()[0]!.id]).toEqual([50, "s59"]);
  localStorage.setItem("livecaptions-sessions", '[null, 3, {"id": 4}, {"id": "x"}]');
  expect(keptSessions().map(({ id }) => id)).toEqual(["x"]);
  localStorage.setItem("livecaptions-sessions", "}");
  expect(keptSessions()).toEqual([]);
});

test("A session's token opens that session alone, and not what needs more", async () => {
  keepCreated(made);
  keepAccessKey("typed");
  expect([accessKey("a"), accessKey("b"), accessKey()]).toEqual(["edit", "typed", "typed"]);
  const keys: (string | null)[] = [];
  vi.stubGlobal(
    "fetch",
    (_: string, { headers }: { headers: Headers }) => (keys.push(headers.get("Authorization")), Promise.resolve(new Response("{}"))),
  );
  await changeSession("a", { title: "x" });
  await deleteSink("a", "obs");
  expect(keys).toEqual(["Bearer edit", "Bearer typed"]);
});

test("A token that is over gives way to a key that was typed", async () => {
  keepCreated(made);
  keepAccessKey("typed");
  vi.stubGlobal("fetch", (_: string, { headers }: { headers: Headers }) =>
    Promise.resolve(
      headers.get("Authorization") === "Bearer typed"
        ? new Response('{"title":"x"}')
        : new Response('{"code":"key_required"}', { status: 401 }),
    ),
  );
  expect(await changeSession("a", { title: "x" })).toEqual({ title: "x" });
  expect(keptSession("a")).not.toHaveProperty("editToken");
});

test("A key that is wrong is told otherwise than one that is wanted", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response('{"code":"key_required"}', { status: 401 })));
  await expect(deleteSink("a", "obs")).rejects.toThrow("The server wants a key");
  keepAccessKey("mistyped");
  await expect(deleteSink("a", "obs")).rejects.toThrow("does not take this key");
});
