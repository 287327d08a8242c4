// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { testCue } from "../captions/test-cue";
import type { VoiceProfile } from "../contract";
import { SpeakerPanel } from "./speaker-panel";

const anna: VoiceProfile = { id: "p1", name: "Anna", createdAt: "2026-11-23T12:00:00.000Z", seconds: 12.4 };
let asked: string[] = [];
let answers: Record<string, [status: number, body?: unknown]> = {};

beforeEach(() => {
  asked = [];
  answers = { "GET /api/profiles": [200, [anna]] };
  vi.stubGlobal("fetch", (path: string, { method = "GET", body }: RequestInit) => {
    asked.push(`${method} ${path}${body ? ` ${body as string}` : ""}`);
    const [status, answer] = answers[`${method} ${path}`] ?? [404, { detail: "Not here." }];
    return Promise.resolve(new Response(answer === undefined ? null : JSON.stringify(answer), { status }));
  });
});
afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

const all = <T extends Element = HTMLElement>(root: Element, selector: string) => [...root.shadowRoot!.querySelectorAll<T>(selector)];
const find = <T extends Element = HTMLElement>(root: Element, selector: string) => root.shadowRoot!.querySelector<T>(selector);
const button = (root: Element, text: string) => all(root, "button").find(({ textContent }) => textContent!.trim() === text)!;

async function panel(label = "Speaker 1", ...ids: string[]) {
  const element = new SpeakerPanel();
  element.sessionId = "s";
  element.finals = ["s1", ...ids].map((id, index) =>
    testCue({ id: `c${index}`, start: index, speaker: { id, label: index === 0 ? label : id } }),
  );
  document.body.append(element);
  await element.updateComplete;
  await vi.waitFor(() => expect(find(element, "lc-remember-voice")).not.toBeNull());
  const remember = find(element, "lc-remember-voice")!;
  const list = find(element, "lc-profiles")!;
  const ask = async () => {
    button(remember, "Remember this voice").click();
    await vi.waitFor(() => expect(find(remember, "form")).not.toBeNull());
    return { name: find<HTMLInputElement>(remember, "[name=name]")!, consent: find<HTMLInputElement>(remember, "[name=consent]")! };
  };
  const submit = () => find(remember, "form")!.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  const open = async () => {
    find<HTMLDetailsElement>(list, "details")!.open = true;
    await vi.waitFor(() => expect(all(list, "li").length).toBe(1));
  };
  return { element, remember, list, ask, submit, open };
}

test("A voice is remembered under a name once the person has agreed, and not before", async () => {
  answers["POST /api/profiles"] = [201, { ...anna, id: "p2", name: "Ann" }];
  const { remember, ask, submit } = await panel();
  expect(asked).toEqual([]);
  const { name, consent } = await ask();
  expect([name.value, name.required, consent.checked, consent.required]).toEqual(["", true, false, true]);
  expect(consent.parentElement!.textContent).toContain("This person has agreed");
  submit();
  name.value = " Ann ";
  submit();
  consent.checked = true;
  expect(asked).toEqual([]);
  submit();
  await vi.waitFor(() => expect(find(remember, "[role=status]")!.textContent).toBe("Remembered as Ann."));
  expect(asked).toEqual(['POST /api/profiles {"name":"Ann","sessionId":"s","speakerId":"s1"}']);
  await vi.waitFor(() => expect(remember.shadowRoot!.activeElement).toBe(button(remember, "Remember this voice")));
});

test("Consent without a name makes nothing, and Escape leaves", async () => {
  const { remember, ask, submit } = await panel();
  const { name, consent } = await ask();
  consent.checked = true;
  name.value = "  ";
  submit();
  name.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  await vi.waitFor(() => expect(find(remember, "form")).toBeNull());
  expect(asked).toEqual([]);
});

test("A name that a person gave is offered, the keyboard is in its field", async () => {
  const { remember, ask } = await panel("Anna");
  const { name } = await ask();
  expect(name.value).toBe("Anna");
  await vi.waitFor(() => expect(remember.shadowRoot!.activeElement).toBe(name));
});

test("A refusal is told, and all is still there to try again", async () => {
  answers["POST /api/profiles"] = [409, { detail: "2.1 s of speech of 's1' were heard; 5 s are needed." }];
  const { remember, ask, submit } = await panel("Anna");
  const { consent } = await ask();
  consent.checked = true;
  submit();
  await vi.waitFor(() =>
    expect(find(remember, "[role=alert]")?.textContent).toBe("Not remembered: 2.1 s of speech of 's1' were heard; 5 s are needed."),
  );
  expect(find<HTMLButtonElement>(remember, "button.primary")!.disabled).toBe(false);
});

test("A track that its publisher named has no voice to remember", async () => {
  const { element } = await panel("Speaker 1", "t1");
  expect(all(element, "lc-speaker-name").map((name) => find(name, "button")!.textContent)).toEqual(["Speaker 1", "t1"]);
  expect(all(element, "lc-remember-voice").length).toBe(1);
});

test("Remembered voices are asked for when they are looked at, and a new one is among them", async () => {
  const { list, ask, submit, open } = await panel("Bob");
  await open();
  expect(find(list, ".who")!.textContent).toMatch(/^Anna .*, 12 seconds of speech$/);
  const bob = { ...anna, id: "p2", name: "Bob" };
  answers["POST /api/profiles"] = [201, bob];
  answers["GET /api/profiles"] = [200, [anna, bob]];
  (await ask()).consent.checked = true;
  submit();
  await vi.waitFor(() => expect(all(list, "li").length).toBe(2));
});

test("A voice is forgotten after a second word only", async () => {
  answers["DELETE /api/profiles/p1"] = [204];
  const { list, open } = await panel();
  await open();
  asked = [];
  button(list, "Forget").click();
  await vi.waitFor(() => expect(list.shadowRoot!.activeElement).toBe(button(list, "Forget Anna for good")));
  button(list, "Keep").click();
  await vi.waitFor(() => expect(list.shadowRoot!.activeElement).toBe(button(list, "Forget")));
  expect(asked).toEqual([]);
  expect(button(list, "Forget").getAttribute("aria-label")).toBe("Forget the voice of Anna");
  button(list, "Forget").click();
  await vi.waitFor(() => expect(button(list, "Forget Anna for good")).toBeDefined());
  button(list, "Forget Anna for good").click();
  await vi.waitFor(() => expect(find(list, "[role=status]")!.textContent).toBe("The voice of Anna is forgotten."));
  expect([asked, all(list, "li").length]).toEqual([["DELETE /api/profiles/p1"], 0]);
});

test("What the server refuses about remembered voices is told", async () => {
  answers["GET /api/profiles"] = [401, {}];
  const { list } = await panel();
  find<HTMLDetailsElement>(list, "details")!.open = true;
  await vi.waitFor(() => expect(find(list, "[role=alert]")?.textContent).toContain("The server wants a key"));
});
