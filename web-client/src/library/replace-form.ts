import { css, html, LitElement } from "lit";
import { look } from "../design/look";
import type { Replacing } from "../live/corrections";
import { t } from "../strings/strings";

/** Asks what to find and what to write in its place. Sends `replace`. */
export class ReplaceForm extends LitElement {
  static override styles = [
    look,
    css`
      form {
        display: grid;
        gap: var(--space-3);
      }
    `,
  ];

  override focus(): void {
    this.renderRoot.querySelector("input")?.focus();
  }

  override render() {
    return html`<form @submit=${this.onSubmit}>
      <label class="field"><span>${t("editorFind")}</span><input name="find" required maxlength="1000" autocomplete="off" /></label>
      <label class="field"><span>${t("editorReplaceBy")}</span><input name="replace" maxlength="1000" autocomplete="off" /></label>
      <label class="check"><input type="checkbox" name="whole" checked />${t("editorWholeWords")}</label>
      <label class="check"><input type="checkbox" name="case" />${t("editorMatchCase")}</label>
      <div class="row"><button class="primary">${t("editorReplaceAll")}</button></div>
    </form>`;
  }

  private onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const detail: Replacing = {
      find: String(given.get("find")),
      replace: String(given.get("replace")),
      wholeWords: given.has("whole"),
      matchCase: given.has("case"),
    };
    this.dispatchEvent(new CustomEvent<Replacing>("replace", { detail }));
  }
}

customElements.define("lc-replace", ReplaceForm);
