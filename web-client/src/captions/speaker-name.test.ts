// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { SpeakerName } from "./speaker-name";

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

interface Asked {
  path: string;
  method: string | undefined;
  body: unknown;
}

/** The element on the page and what it asks the server, which answers the same to all. */
async function named(status = 200, answer: unknown = { id: "s1", label: "Ann" }) {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", (path: string, { method, body }: RequestInit) => {
    asked.push({ path, method, body: JSON.parse(body as string) });
    return Promise.resolve(new Response(JSON.stringify(answer), { status }));
  });
  const element = new SpeakerName();
  element.sessionId = "one two";
  element.speaker = { id: "s1", label: "Speaker 1" };
  document.body.append(element);
  await element.updateComplete;
  const find = <T extends HTMLElement>(selector: string) => element.shadowRoot!.querySelector<T>(selector);
  const click = async () => {
    find("button")!.click();
    await element.updateComplete;
    return find<HTMLInputElement>("input")!;
  };
  return { element, asked, find, click };
}

function press(input: HTMLInputElement, key: string, isComposing = false): void {
  input.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing, bubbles: true }));
}

test("Click, type, Enter renames the speaker, and the keyboard is at the new name", async () => {
  const { asked, find, click } = await named();
  expect(find("button")!.getAttribute("aria-label")).toBe("Rename Speaker 1");
  const input = await click();
  expect([input.value, input.getAttribute("aria-label")]).toEqual(["Speaker 1", "New name of Speaker 1"]);
  input.value = "  Ann ";
  press(input, "Enter");
  await vi.waitFor(() => expect(find("button")?.textContent).toBe("Ann"));
  expect(asked).toEqual([{ path: "/api/sessions/one%20two/speakers/s1", method: "PATCH", body: { label: "Ann" } }]);
  await vi.waitFor(() => expect(find("button")!.getRootNode()).toHaveProperty("activeElement", find("button")));
});

test("Escape leaves the name as it was", async () => {
  const { asked, find, click } = await named();
  const input = await click();
  input.value = "Ann";
  press(input, "Escape");
  await vi.waitFor(() => expect(find("button")?.textContent).toBe("Speaker 1"));
  expect(asked).toEqual([]);
});

test.each(["  ", "Speaker 1"])("A name that is none or the same is not sent: '%s'", async (name) => {
  const { asked, find, click } = await named();
  const input = await click();
  input.value = name;
  press(input, "Enter");
  await vi.waitFor(() => expect(find("button")?.textContent).toBe("Speaker 1"));
  expect(asked).toEqual([]);
});

test("Enter within an input method is not the end of the name", async () => {
  const { asked, find, click } = await named();
  const input = await click();
  input.value = "あん";
  press(input, "Enter", true);
  expect([asked, find("input")]).toEqual([[], input]);
});

test("A refusal is told, and what was typed is still there to try again", async () => {
  const { find, click } = await named(404, { code: "speaker_not_found", detail: "Session 'one two' has no speaker 's1'." });
  const input = await click();
  input.value = "Ann";
  press(input, "Enter");
  await vi.waitFor(() => expect(find("[role=alert]")?.textContent).toBe("Not renamed: Session 'one two' has no speaker 's1'."));
  expect([find("input"), input.value, input.readOnly, input.getAttribute("aria-invalid")]).toEqual([input, "Ann", false, "true"]);
});

test("What is being typed is not given to another speaker that the words turn out to be of", async () => {
  const { element, find, click } = await named();
  await click();
  element.speaker = { id: "s2", label: "Speaker 2" };
  await element.updateComplete;
  expect([find("input"), find("button")!.textContent]).toEqual([null, "Speaker 2"]);
});
