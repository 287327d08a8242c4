import { css, html, LitElement } from "lit";
import { look } from "../design/look";
import { keepAccessKey } from "../live/access-key";
import { t } from "../strings/strings";

/** Asks for a key where one is wanted; sends `key` when there is another one. */
export class KeyForm extends LitElement {
  static override styles = [
    look,
    css`
      form {
        display: flex;
        gap: var(--space-2);
        align-items: end;
      }
      label {
        flex: 1;
      }
    `,
  ];

  override render() {
    return html`<form @submit=${this.onSubmit}>
      <label class="field"
        ><span>${t("watchKey")}</span><input name="key" type="password" required autocomplete="off" spellcheck="false"
      /></label>
      <button class="primary">${t("watchOpen")}</button>
    </form>`;
  }

  private onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    keepAccessKey(String(new FormData(event.target as HTMLFormElement).get("key")));
    this.dispatchEvent(new CustomEvent("key"));
  }
}

customElements.define("lc-key", KeyForm);
