// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepAccessKey } from "../live/access-key";
import { keepSession } from "../live/kept-sessions";
import { OverlayBuilderPage } from "./overlay-builder-page";

vi.stubGlobal("ResizeObserver", class {
  observe() {}
  disconnect() {}
});

const asked: { path: string; method: string; key: string | null; body: unknown }[] = [];
/** What the server says to who asks for a session, and to who asks for a token. */
let answers: { session: () => Response; token: () => Response };

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  asked.length = 0;
  answers = {
    session: () => new Response('{"id":"s","state":"live"}'),
    token: () => new Response('{"id":"t","token":"lct_view","scope":"view"}', { status: 201 }),
  };
  vi.stubGlobal("fetch", (path: string, { method = "GET", headers, body }: { method?: string; headers: Headers; body?: string }) => {
    asked.push({ path, method, key: headers.get("Authorization"), body: body && JSON.parse(body) });
    return Promise.resolve(path.endsWith("/tokens") ? answers.token() : answers.session());
  });
});
afterEach(() => document.body.replaceChildren());

async function opened(query = "?session=s"): Promise<OverlayBuilderPage> {
  history.replaceState(null, "", `/overlay-builder${query}`);
  const page = new OverlayBuilderPage();
  document.body.append(page);
  await page.updateComplete;
  return page;
}

const address = (page: OverlayBuilderPage) => page.shadowRoot!.querySelector("lc-copy")?.getAttribute("value");
const settled = (page: OverlayBuilderPage) => vi.waitFor(() => expect(address(page)).toBeTruthy());

test("The address to copy has a token that watches that session alone, and never the key that was typed", async () => {
  keepAccessKey("admin-key");
  const page = await opened();
  await settled(page);
  expect(new URL(address(page)!).searchParams.get("access_token")).toBe("lct_view");
  expect(asked.at(-1)).toEqual({
    path: "/api/sessions/s/tokens",
    method: "POST",
    key: "Bearer admin-key",
    body: { scope: "view", expires: "31d" },
  });
  expect(page.shadowRoot!.textContent).toContain("for 31 days");
});

test("Who made the session here needs no other key for it", async () => {
  keepSession({ id: "s", createdAt: "", editToken: "edit" });
  const page = await opened();
  await settled(page);
  expect([asked.at(-1)!.key, new URL(address(page)!).searchParams.get("access_token")]).toEqual(["Bearer edit", "lct_view"]);
});

test("Who may not edit the session gets an address without a key, and is told so", async () => {
  keepAccessKey("view-key");
  answers.token = () => new Response('{"code":"scope_missing"}', { status: 403 });
  const page = await opened();
  await settled(page);
  expect(address(page)).not.toMatch(/access_token|view-key/);
  expect(page.shadowRoot!.querySelector(".note")!.textContent).toContain("has no key");
});

test("A key in the address of the page itself is not passed on", async () => {
  answers.token = () => new Response('{"code":"scope_missing"}', { status: 403 });
  const page = await opened("?session=s&access_token=secret");
  await settled(page);
  expect(address(page)).not.toContain("secret");
});

test("A session that anybody may watch needs no key", async () => {
  keepAccessKey("admin-key");
  answers.session = () => new Response('{"id":"s","state":"live","public":true}');
  const page = await opened();
  await settled(page);
  expect([asked.length, new URL(address(page)!).search, page.shadowRoot!.querySelector(".note")]).toEqual([1, "", null]);
});

test("Where no key is known, none is asked for", async () => {
  const page = await opened();
  expect([asked.length, new URL(address(page)!).search]).toEqual([0, ""]);
});

test("A token is made for a session that is typed once somebody wants its address, and once only", async () => {
  keepAccessKey("admin-key");
  const page = await opened("");
  const field = page.shadowRoot!.querySelector<HTMLInputElement>("form input")!;
  field.value = "typed";
  field.dispatchEvent(new Event("input"));
  await page.updateComplete;
  expect([asked.length, address(page)]).toEqual([0, undefined]);
  const button = page.shadowRoot!.querySelector<HTMLButtonElement>("button")!;
  button.click();
  button.click();
  await settled(page);
  expect(asked.map(({ path }) => path)).toEqual(["/api/sessions/typed", "/api/sessions/typed/tokens"]);
});
