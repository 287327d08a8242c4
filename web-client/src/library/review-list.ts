import { css, html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { clock } from "../captions/paragraphs";
import type { ReviewItem } from "../contract";
import { look } from "../design/look";
import { t } from "../strings/strings";

/** Items that are on the page at once: as they are looked at, others follow. */
const shown = 100;

/** An item, and other words in the place of its own. */
export interface Chosen {
  item: ReviewItem;
  text?: string;
}

/** Words that may be others, to go through one by one. Sends `review`. */
export class ReviewList extends LitElement {
  static override properties = { items: { attribute: false }, current: { attribute: false } };

  declare items: readonly ReviewItem[];
  /** The one that is looked at. */
  declare current: ReviewItem | undefined;

  static override styles = [
    look,
    css`
      ol {
        max-height: 16rem;
        margin: 0;
        padding: 2px;
        overflow-y: auto;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1);
      }
      button {
        min-height: 2.25rem;
        padding: 0.2rem var(--space-2);
        font-size: var(--small);
        white-space: normal;
        text-align: start;
      }
      .item {
        flex: 1 1 12rem;
        justify-content: start;
      }
      .item[aria-current] {
        border-color: var(--accent);
        background: var(--accent-soft);
      }
      .when,
      .sure {
        color: var(--quiet);
        font-weight: 400;
        font-variant-numeric: tabular-nums;
      }
      .sure {
        margin-inline-start: auto;
      }
    `,
  ];

  constructor() {
    super();
    this.items = [];
  }

  override render() {
    const { items } = this;
    if (items.length === 0) {
      return html`<p class="quiet">${t("editorNothingUnsure")}</p>`;
    }
    const at = this.current ? items.findIndex(({ start, cueId }) => start === this.current!.start && cueId === this.current!.cueId) : -1;
    const from = Math.max(0, Math.min(at - shown / 2, items.length - shown));
    return html`<p class="hint"><kbd dir="ltr">Alt+U</kbd>, <kbd dir="ltr">Alt+⇧+U</kbd> · ${t("reviewHint")}</p>
      <ol aria-label=${t("review")} tabindex="-1" @keydown=${this.onKey}>
        ${repeat(
          items.slice(from, from + shown),
          ({ cueId, start }) => `${cueId} ${start}`,
          (item, index) => this.renderItem(item, from + index === at),
        )}
      </ol>`;
  }

  override updated(): void {
    this.renderRoot.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
  }

  private renderItem(item: ReviewItem, isCurrent: boolean) {
    const { start, text, confidence, alternatives } = item;
    return html`<li>
      <button class="plain item" aria-current=${isCurrent ? "true" : nothing} @click=${() => this.choose({ item })}>
        <span class="when">${clock(start)}</span> <bdi>${text}</bdi> <span class="sure">${Math.round(100 * confidence)} %</span>
      </button>
      ${alternatives.map(
        ({ text: other, engine }) =>
          html`<button
            title=${engine}
            aria-label=${t("reviewUse", { text: other, engine })}
            @click=${() => this.choose({ item, text: other })}
          >
            <bdi>${other}</bdi>
          </button>`,
      )}
    </li>`;
  }

  /** Arrows go up and down the list. */
  private onKey(event: KeyboardEvent): void {
    const by = event.altKey ? 0 : event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by !== 0) {
      const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>(".item")];
      const here = buttons.indexOf((event.target as HTMLElement).closest("li")!.querySelector<HTMLElement>(".item")!);
      buttons[here + by]?.focus();
      event.preventDefault();
    }
  }

  private choose(detail: Chosen): void {
    this.dispatchEvent(new CustomEvent<Chosen>("review", { detail }));
  }
}

customElements.define("lc-review", ReviewList);
