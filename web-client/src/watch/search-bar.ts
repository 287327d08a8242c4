import { css, html, LitElement } from "lit";
import { icon } from "../design/icon";
import { look } from "../design/look";
import { t } from "../strings/strings";

export interface Searched {
  query: string;
  /** Number of the match to look at. */
  current: number;
}

/** A field to search with, how many places there are, and a way from one to the next. Sends `search`, and `close`. */
export class SearchBar extends LitElement {
  static override properties = { found: { type: Number }, query: { state: true }, current: { state: true } };

  declare found: number;
  declare private query: string;
  declare private current: number;

  static override styles = [
    look,
    css`
      .row {
        flex-wrap: nowrap;
        gap: var(--space-2);
      }
      input {
        min-width: 6rem;
      }
      output {
        flex: none;
        min-width: 5.5em;
        color: var(--quiet);
        font-size: var(--small);
        text-align: center;
      }
      .up .glyph {
        rotate: 180deg;
      }
      button {
        flex: none;
      }
    `,
  ];

  constructor() {
    super();
    this.found = 0;
    this.query = "";
    this.current = 0;
  }

  override firstUpdated(): void {
    this.renderRoot.querySelector("input")?.focus();
  }

  override render() {
    const none = this.found === 0;
    return html`<div class="row" role="search" @keydown=${this.onKey}>
      <input
        type="search"
        aria-label=${t("watchSearchFor")}
        placeholder=${t("watchSearchFor")}
        autocomplete="off"
        .value=${this.query}
        @input=${this.onInput}
      />
      <output role="status"
        >${this.query.trim() === ""
          ? ""
          : none
            ? t("watchNoMatch")
            : t("watchMatches", { number: this.current + 1, count: this.found })}</output
      >
      <button class="plain icon up" aria-label=${t("watchPrevious")} ?disabled=${none} @click=${() => this.step(-1)}>
        ${icon("down")}
      </button>
      <button class="plain icon" aria-label=${t("watchNext")} ?disabled=${none} @click=${() => this.step(1)}>${icon("down")}</button>
      <button class="plain icon" aria-label=${t("close")} @click=${this.close}>${icon("close")}</button>
    </div>`;
  }

  private onInput(event: Event): void {
    this.query = (event.target as HTMLInputElement).value;
    this.current = 0;
    this.tell();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement && !event.isComposing && this.found > 0) {
      this.step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") {
      this.close();
    }
  }

  private step(by: 1 | -1): void {
    this.current = (this.current + by + this.found) % this.found;
    this.tell();
  }

  private close(): void {
    this.dispatchEvent(new CustomEvent("close"));
  }

  private tell(): void {
    this.dispatchEvent(new CustomEvent<Searched>("search", { detail: { query: this.query, current: this.current } }));
  }
}

customElements.define("lc-search", SearchBar);
