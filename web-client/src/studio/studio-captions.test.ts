// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StudioCaptions } from "./studio-captions";

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

const asked: string[] = [];
let answer: () => Response;

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal("fetch", (path: string, { method }: { method: string }) => (asked.push(`${method} ${path}`), Promise.resolve(answer())));
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function tools() {
  const captions = Object.assign(new StudioCaptions(), { sessionId: "s" });
  document.body.append(captions);
  await captions.updateComplete;
  const press = (name: string) =>
    [...captions.shadowRoot!.querySelectorAll("button")].find((button) => button.textContent!.trim() === name)!.click();
  const said = () => [...captions.shadowRoot!.querySelectorAll("[role=status]")].map(({ textContent }) => textContent).join("");
  return { press, said };
}

test.each([
  ["Undo", "undo", "The last change is taken back."],
  ["Redo", "redo", "The change is made again."],
])("%s asks the server to %s the last step, and says that it is done", async (name, step, words) => {
  answer = () => new Response('{"kind":"correct","cues":[]}');
  const { press, said } = await tools();
  press(name);
  await vi.waitFor(() => expect(said()).toContain(words));
  expect(asked).toEqual([`POST /api/sessions/s/${step}`]);
});

test.each([
  ["Undo", "nothing_to_undo", "There is nothing to take back."],
  ["Redo", "nothing_to_redo", "There is nothing to make again."],
])("%s with nothing left says so", async (name, code, words) => {
  answer = () => new Response(JSON.stringify({ code, detail: "No." }), { status: 409 });
  const { press, said } = await tools();
  press(name);
  await vi.waitFor(() => expect(said()).toContain(words));
});

test("Why something could not be taken back is said", async () => {
  answer = () => new Response('{"code":"revision_clash","detail":"It was changed since."}', { status: 409 });
  const { press, said } = await tools();
  press("Undo");
  await vi.waitFor(() => expect(said()).toContain("It was changed since."));
});
