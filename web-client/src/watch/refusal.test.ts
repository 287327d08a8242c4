// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { accessKey, keepAccessKey } from "../live/access-key";
import { findRefusal } from "./refusal";

const answer = (status: number, code: string) =>
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(JSON.stringify({ code, detail: "in the server's words" }), { status })));

beforeEach(() => {
  sessionStorage.clear();
  history.replaceState(null, "", "/watch/abc");
});
afterEach(() => vi.unstubAllGlobals());

test("Who came without a key is asked for one, who came with a wrong one is told that it is wrong", async () => {
  answer(401, "key_required");
  const asked = await findRefusal("abc", "");
  expect([asked.wantsKey, asked.text]).toEqual([true, expect.stringContaining("enter the key here")]);
  keepAccessKey("made-up");
  const wrong = await findRefusal("abc", "");
  expect([wrong.wantsKey, wrong.text]).toEqual([true, expect.stringContaining("does not open it")]);
});

test("A key that is good for something else is told as one that does not open this", async () => {
  keepAccessKey("publish-key");
  answer(403, "scope_missing");
  expect((await findRefusal("abc", "")).wantsKey).toBe(true);
});

test("A link that is not open to somebody's network asks for no key", async () => {
  answer(403, "address_refused");
  expect(await findRefusal("abc", "")).toEqual({ text: "This link is not open to your network.", wantsKey: false });
});

test("A session that is not there is told so, trouble in the server's words", async () => {
  answer(404, "session_not_found");
  expect((await findRefusal("abc", "")).text).toContain("There is no session at this address");
  answer(500, "broken");
  expect((await findRefusal("abc", "")).text).toBe("in the server's words");
});

test("A typed key takes the place of the one in the address, which did not do", () => {
  history.replaceState(null, "", "/watch/abc?access_token=old&lang=de");
  expect(accessKey()).toBe("old");
  keepAccessKey(" new ");
  expect([accessKey(), location.search]).toEqual(["new", "?lang=de"]);
});
