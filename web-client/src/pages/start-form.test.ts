// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import { StartForm } from "./start-form";
import type { StartDetail } from "./studio-page";

afterEach(() => document.body.replaceChildren());

/** What is asked for once the fields are as given. */
async function asked(fill: (field: (name: string) => HTMLInputElement) => void) {
  const form = new StartForm();
  document.body.append(form);
  await form.updateComplete;
  fill((name) => form.shadowRoot!.querySelector(`[name=${name}]`)!);
  const started = new Promise<StartDetail>((resolve) => form.addEventListener("start", (event) => resolve((event as CustomEvent<StartDetail>).detail)));
  form.shadowRoot!.querySelector("form")!.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  return (await started).request;
}

test("Nothing is asked for but what somebody changed", async () => {
  expect(await asked(() => {})).toEqual({ language: "en" });
});

test("Speakers, emotions and remembered voices are asked for as the form says", async () => {
  const request = await asked((field) => {
    field("maxSpeakers").value = "3";
    field("emotion").checked = false;
    field("profiles").checked = true;
  });
  expect(request).toEqual({ language: "en", maxSpeakers: 3, emotion: false, profiles: true });
});

test("A number of speakers that is refused is shown", async () => {
  const form = new StartForm();
  document.body.append(form);
  await form.updateComplete;
  const number = form.shadowRoot!.querySelector<HTMLInputElement>("[name=maxSpeakers]")!;
  expect([number.min, number.max, number.closest("details")!.open]).toEqual(["1", "64", false]);
  number.dispatchEvent(new Event("invalid", { cancelable: true }));
  expect(number.closest("details")!.open).toBe(true);
});
