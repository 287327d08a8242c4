import { css, html, LitElement } from "lit";
import { icon } from "./icon";
import { look } from "./look";

/** A heading that shows or hides what it is about (the slot). Sends `toggle` with its `open` changed. */
export class Disclosure extends LitElement {
  static override properties = { label: {}, hint: {}, open: { type: Boolean, reflect: true } };

  declare label: string;
  /** A few quiet words beside the label. */
  declare hint: string;
  declare open: boolean;

  static override styles = [
    look,
    css`
      summary {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        min-height: var(--target);
        border-radius: var(--radius-small);
        font-weight: 550;
        list-style: none;
        cursor: pointer;
      }
      summary::-webkit-details-marker {
        display: none;
      }
      summary .quiet {
        margin-inline-start: auto;
        font-size: var(--small);
        font-weight: 400;
      }
      summary .glyph {
        flex: none;
        transition: rotate var(--quick);
      }
      details:not([open]) .glyph {
        rotate: -90deg;
      }
      details:not([open]) .glyph:dir(rtl) {
        rotate: 90deg;
      }
      .inside {
        padding-bottom: var(--space-3);
      }
    `,
  ];

  constructor() {
    super();
    this.label = "";
    this.hint = "";
    this.open = false;
  }

  override render() {
    return html`<details ?open=${this.open} @toggle=${this.onToggle}>
      <summary>${icon("down")}<span>${this.label}</span>${this.hint ? html`<span class="quiet">${this.hint}</span>` : ""}</summary>
      <div class="inside"><slot></slot></div>
    </details>`;
  }

  private onToggle(event: Event): void {
    const { open } = event.target as HTMLDetailsElement;
    if (open !== this.open) {
      this.open = open;
      this.dispatchEvent(new Event("toggle"));
      if (open) {
        void this.show();
      }
    }
  }

  /** Who opens it at the end of what is in view wants to see what comes. */
  private async show(): Promise<void> {
    await new Promise(requestAnimationFrame);
    this.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("lc-disclosure", Disclosure);
