import { css, html, LitElement, nothing } from "lit";
import { t } from "../strings/strings";
import { copyText } from "./clipboard";
import { icon } from "./icon";
import { look } from "./look";

/** A value to be taken elsewhere, with its name and a button that copies it; a `secret` is hidden until somebody asks. */
export class CopyRow extends LitElement {
  static override properties = { label: {}, value: {}, secret: { type: Boolean }, copied: { state: true }, shown: { state: true } };

  declare label: string;
  declare value: string;
  declare secret: boolean;
  declare private copied: "no" | "yes" | "failed";
  declare private shown: boolean;

  static override styles = [
    look,
    css`
      .line {
        display: flex;
        gap: var(--space-2);
      }
      input {
        flex: 1;
        min-width: 0;
        font-family: var(--mono);
        font-size: var(--small);
        text-overflow: ellipsis;
      }
      button {
        flex: none;
      }
    `,
  ];

  constructor() {
    super();
    this.label = "";
    this.value = "";
    this.secret = false;
    this.copied = "no";
    this.shown = false;
  }

  override render() {
    return html`<div class="field">
      <label for="value">${this.label}</label>
      <div class="line">
        <input
          id="value"
          readonly
          dir="ltr"
          type=${this.secret && !this.shown ? "password" : "text"}
          autocomplete="off"
          .value=${this.value}
          @focus=${selectAll}
        />
        ${
          this.secret
            ? html`<button aria-label="${this.shown ? t("hide") : t("show")} (${this.label})" @click=${() => (this.shown = !this.shown)}>
                ${this.shown ? t("hide") : t("show")}
              </button>`
            : nothing
        }
        <button aria-label="${this.copied === "yes" ? t("copied") : t("copy")} (${this.label})" @click=${this.copy}>
          ${icon("copy")}${this.copied === "yes" ? t("copied") : t("copy")}
        </button>
      </div>
      <small role="status" ?hidden=${this.copied !== "failed"}>${this.copied === "failed" ? t("copyByHand") : ""}</small>
    </div>`;
  }

  private async copy(): Promise<void> {
    this.copied = (await copyText(this.value, this.renderRoot)) ? "yes" : "failed";
    if (this.copied === "failed") {
      this.shown = true;
      this.renderRoot.querySelector("input")?.select();
      return;
    }
    setTimeout(() => (this.copied = "no"), 2000);
  }
}

function selectAll(event: FocusEvent): void {
  (event.target as HTMLInputElement).select();
}

customElements.define("lc-copy", CopyRow);
