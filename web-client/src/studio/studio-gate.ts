import { html, nothing } from "lit";
import { t } from "../strings/strings";
import "../design/brand";

/** In the place of a session that is not there yet, or is not shown: why, and a field for a key where one would do. */
export function studioGate(refusal: string, wantsKey: boolean, enter: (event: SubmitEvent) => void) {
  return html`<main class="alone">
    <lc-brand home></lc-brand>
    <h1>${t("manageSession")}</h1>
    ${refusal ? html`<p class="note bad" role="alert">${refusal}</p>` : html`<p class="quiet" role="status">${t("connecting")}</p>`}
    ${
      wantsKey
        ? html`<form class="card" @submit=${enter}>
            <label class="field"
              ><span>${t("key")}</span><input name="key" type="password" autocomplete="current-password" required /><small
                >${t("studioKeyHint")}</small
              ></label
            >
            <button class="primary">${t("openSession")}</button>
          </form>`
        : nothing
    }
    ${refusal ? html`<p><a href="/">${t("newSession")}</a></p>` : nothing}
  </main>`;
}
