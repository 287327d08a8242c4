// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import type { Disclosure } from "../design/disclosure";
import { type StartDetail, StartForm } from "./start-form";

afterEach(() => document.body.replaceChildren());

/** What is asked for once the fields are as given. */
async function asked(fill: (field: (name: string) => HTMLInputElement) => void) {
  const form = new StartForm();
  document.body.append(form);
  await form.updateComplete;
  fill((name) => form.shadowRoot!.querySelector(`[name=${name}]`)!);
  const started = new Promise<StartDetail>((resolve) =>
    form.addEventListener("start", (event) => resolve((event as CustomEvent<StartDetail>).detail)),
  );
  form.shadowRoot!.querySelector("form")!.dispatchEvent(new SubmitEvent("submit", { cancelable: true }));
  return (await started).request;
}

test("Nothing is asked for but what somebody changed, and no emotions", async () => {
  expect(await asked(() => {})).toEqual({ emotion: false });
});

test("Speakers, emotions and remembered voices are asked for as the form says", async () => {
  const request = await asked((field) => {
    field("maxSpeakers").value = "3";
    field("emotion").checked = true;
    field("profiles").checked = true;
    field("keyterms").value = "Ada, Grace";
  });
  expect(request).toEqual({ maxSpeakers: 3, emotion: true, profiles: true, keyterms: ["Ada", "Grace"] });
});

test("A number of speakers that is refused is shown", async () => {
  const form = new StartForm();
  document.body.append(form);
  await form.updateComplete;
  const number = form.shadowRoot!.querySelector<HTMLInputElement>("[name=maxSpeakers]")!;
  const more = number.closest<Disclosure>("lc-disclosure")!;
  expect([number.min, number.max, more.open]).toEqual(["1", "64", false]);
  number.dispatchEvent(new Event("invalid", { cancelable: true }));
  expect(more.open).toBe(true);
});
