import { css, html, LitElement } from "lit";
import { icon } from "../design/icon";
import { look } from "../design/look";
import type { SessionQuery } from "../live/archive";
import { t } from "../strings/strings";

const states = ["", "live,finishing", "finished", "failed", "created"] as const;
const stateNames = {
  "": "libraryAnyState",
  "live,finishing": "live",
  finished: "finished",
  failed: "failed",
  created: "watchNotStarted",
} as const;

/** What is looked for in the library: words, state and days. Sends `query`. */
export class SessionQueryForm extends LitElement {
  static override properties = { query: { attribute: false } };

  declare query: SessionQuery;

  static override styles = [
    look,
    css`
      form {
        display: grid;
        grid-template-columns: 2fr 1fr 1fr 1fr auto;
        gap: var(--space-3);
        align-items: end;
      }
      .field {
        min-width: 0;
      }
      @media (max-width: 52rem) {
        form {
          grid-template-columns: 1fr 1fr;
        }
        .words,
        .state {
          grid-column: span 2;
        }
        button {
          grid-column: span 2;
        }
      }
    `,
  ];

  override render() {
    const { words, state, from, to } = this.query;
    return html`<form class="card" role="search" @submit=${this.onSubmit} @change=${this.onChange}>
      <label class="field words"
        ><span>${t("librarySearchFor")}</span><input type="search" name="words" maxlength="200" autocomplete="off" .value=${words ?? ""}
      /></label>
      <label class="field state"
        ><span>${t("libraryState")}</span
        ><select name="state">
          ${states.map((one) => html`<option value=${one} ?selected=${one === (state ?? "")}>${t(stateNames[one])}</option>`)}
        </select></label
      >
      <label class="field"><span>${t("libraryFrom")}</span><input type="date" name="from" .value=${from ?? ""} /></label>
      <label class="field"><span>${t("libraryTo")}</span><input type="date" name="to" .value=${to ?? ""} /></label>
      <button class="primary">${icon("search")}${t("watchSearch")}</button>
    </form>`;
  }

  private onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    this.tell();
  }

  /** Days and state hold at once; words are sent when they are whole. */
  private onChange(event: Event): void {
    if ((event.target as HTMLInputElement).name !== "words") {
      this.tell();
    }
  }

  private tell(): void {
    const given = new FormData(this.renderRoot.querySelector("form")!);
    const entries = [...given.entries()].map(([name, value]) => [name, String(value).trim()] as const).filter(([, value]) => value !== "");
    this.dispatchEvent(new CustomEvent<SessionQuery>("query", { detail: Object.fromEntries(entries) }));
  }
}

customElements.define("lc-session-query", SessionQueryForm);
