import { css, html, LitElement } from "lit";
import { keyScopes, type KeyScope } from "../contract";
import { look } from "../design/look";
import { t } from "../strings/strings";

/** What a key is to be. */
export interface WantedKey {
  name: string;
  /** With commas between. */
  scope: string;
  /** Such as `30d`; empty: never. */
  expires: string;
}

const scopeWords: Record<KeyScope, () => string> = {
  admin: () => t("keyScopeAdmin"),
  publish: () => t("keyScopePublish"),
  view: () => t("keyScopeView"),
};
const lifetimes: readonly (readonly [string, () => string])[] = [
  ["30d", () => t("adminDays", { count: 30 })],
  ["365d", () => t("adminDays", { count: 365 })],
  ["1d", () => t("keyOneDay")],
  ["", () => t("keyForever")],
];

/** Asks what a new key is for. Sends `wanted`. */
export class NewKeyForm extends LitElement {
  static override properties = { busy: { type: Boolean }, first: { type: Boolean } };

  declare busy: boolean;
  /** Whether there is no key yet: the first one is to open everything. */
  declare first: boolean;

  static override styles = [
    look,
    css`
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(14rem, 100%), 1fr));
        gap: var(--space-3);
        align-items: end;
      }
    `,
  ];

  constructor() {
    super();
    this.busy = false;
    this.first = false;
  }

  override render() {
    const scopes = this.first ? keyScopes.slice(0, 1) : keyScopes.toReversed();
    return html`<form @submit=${this.onSubmit}>
      <label class="field"
        ><span>${t("keyName")}</span><input name="name" maxlength="60" autocomplete="off" placeholder=${t("keyNameHint")}
      /></label>
      <label class="field"
        ><span>${t("keyFor")}</span
        ><select name="scope">
          ${scopes.map((scope) => html`<option value=${scope}>${scopeWords[scope]()}</option>`)}
        </select></label
      >
      <label class="field"
        ><span>${t("keyLasts")}</span
        ><select name="expires">
          ${(this.first ? lifetimes.toReversed() : lifetimes).map(([value, words]) => html`<option value=${value}>${words()}</option>`)}
        </select></label
      >
      <button class="primary" ?disabled=${this.busy}>${t("keyMake")}</button>
    </form>`;
  }

  private onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    const text = (name: string) => String(given.get(name) ?? "").trim();
    this.dispatchEvent(
      new CustomEvent<WantedKey>("wanted", { detail: { name: text("name"), scope: text("scope"), expires: text("expires") } }),
    );
    form.reset();
  }
}

customElements.define("lc-new-key", NewKeyForm);
