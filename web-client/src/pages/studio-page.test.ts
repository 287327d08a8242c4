// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepAccessKey } from "../live/access-key";
import { keepSession, keptSession, keptSessions } from "../live/kept-sessions";
import { forgetLinkedKey } from "../live/linked-keys";
import type { MarksPanel } from "../marks/marks-panel";
import { StudioPage } from "./studio-page";

vi.mock("@microsoft/signalr", async (original) => {
  const connection = {
    on: () => {},
    onreconnecting: () => {},
    onreconnected: () => {},
    onclose: () => {},
    start: () => new Promise(() => {}),
    stop: () => Promise.resolve(),
  };
  class HubConnectionBuilder {
    withUrl = () => this;
    withAutomaticReconnect = () => this;
    configureLogging = () => this;
    build = () => connection;
  }
  return { ...(await original<object>()), HubConnectionBuilder };
});

const session = { id: "s", state: "finished", createdAt: "2026-01-01T00:00:00Z", title: "Talk" };

/** What the server says of the session. */
let told: object = session;
let asked: (string | null)[];

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  forgetLinkedKey("s");
  asked = [];
  told = session;
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** Opens the page by a link; the server takes the keys that are named. */
async function opened(fragment: string, ...good: string[]): Promise<StudioPage> {
  history.replaceState(null, "", `/studio/s${fragment}`);
  vi.stubGlobal("fetch", (path: string, init: { headers?: Headers } = {}) => {
    if (path !== "/api/sessions/s") {
      return Promise.resolve(new Response("[]"));
    }
    const key = init.headers?.get("Authorization")?.slice("Bearer ".length) ?? null;
    asked.push(key);
    return Promise.resolve(
      key !== null && good.includes(key) ? new Response(JSON.stringify(told)) : new Response('{"code":"key_required"}', { status: 401 }),
    );
  });
  const page = Object.assign(new StudioPage(), { sessionId: "s" });
  document.body.append(page);
  await vi.waitFor(() => expect(page.shadowRoot!.textContent).toMatch(/Talk|does not take this key|wants a key/));
  return page;
}

test("A link's key takes the place of none that still works, and is not even asked", async () => {
  keepSession({ id: "s", createdAt: "", editToken: "kept" });
  await opened("#key=junk", "kept");
  expect(keptSession("s")?.editToken).toBe("kept");
  expect([asked, location.hash]).toEqual([["kept"], ""]);
});

test("A link's key is kept once the server has taken it, with the session's title", async () => {
  await opened("#key=good", "good");
  expect(keptSession("s")).toEqual({ id: "s", createdAt: session.createdAt, title: "Talk", editToken: "good" });
});

test("A link's key takes the place of one that is over", async () => {
  keepSession({ id: "s", createdAt: "", streamKey: "stream", editToken: "over" });
  await opened("#key=good", "good");
  expect(asked).toEqual(["over", "good"]);
  expect(keptSession("s")).toMatchObject({ streamKey: "stream", editToken: "good" });
});

test("A link whose key the server does not take leaves no trace, and pushes no session out of the list", async () => {
  for (let number = 0; number < 50; number++) {
    keepSession({ id: `mine-${number}`, createdAt: "", editToken: `${number}` });
  }
  const before = keptSessions();
  await opened("#key=junk");
  expect(keptSessions()).toEqual(before);
});

test("A link whose key the server does not take leaves the typed key in its place", async () => {
  keepAccessKey("typed");
  await opened("#key=junk", "typed");
  expect(asked).toEqual(["junk", "typed"]);
  expect(keptSession("s")).toBeUndefined();
});

test.each([
  ["waiting", true],
  ["running", true],
  ["done", false],
  ["off", false],
])("Once it is over, and its better transcript is %s, a line says that one is made: %s", async (publishing, is) => {
  told = { ...session, publishing };
  const page = await opened("#key=good", "good");
  expect(page.shadowRoot!.textContent!.includes("A better transcript is being made")).toBe(is);
});

test("The line goes when the better transcript is there", async () => {
  told = { ...session, publishing: "running" };
  const page = await opened("#key=good", "good");
  page
    .shadowRoot!.querySelector("lc-studio-captions")!
    .dispatchEvent(new CustomEvent("session", { detail: { ...session, publishing: "done" } }));
  await page.updateComplete;
  expect(page.shadowRoot!.textContent).not.toContain("A better transcript is being made");
});

test("A mark that somebody puts before the session is shown is put as soon as it is", async () => {
  told = { ...session, state: "live" };
  const put = vi.fn(() => Promise.resolve(Response.json({ id: "m", at: 3 })));
  const opening = opened("#key=good", "good");
  const fetched = fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit = {}) =>
    path === "/api/sessions/s/marks" && init.method === "POST" ? put() : fetched(path, init),
  );
  window.dispatchEvent(new KeyboardEvent("keydown", { code: "KeyB", altKey: true }));
  await opening;
  await vi.waitFor(() => expect(put).toHaveBeenCalledOnce());
});

test("A mark that was put stays, also where an answer comes that was asked for before", async () => {
  told = { ...session, state: "live" };
  const page = await opened("#key=good", "good");
  let answer!: (response: Response) => void;
  const late = new Promise<Response>((resolve) => (answer = resolve));
  vi.stubGlobal("fetch", () => late);
  const panel = page.shadowRoot!.querySelector<MarksPanel>("lc-marks")!;
  const looked = page["managed"].look();
  panel.dispatchEvent(new CustomEvent("marks", { detail: [{ id: "m", at: 3 }] }));
  answer(Response.json(told));
  await looked;
  await page.updateComplete;
  expect(panel.marks).toEqual([{ id: "m", at: 3 }]);
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ ...told, marks: [] })));
  await page["managed"].look();
  await page.updateComplete;
  expect(panel.marks).toEqual([]);
});
