import { css, html, LitElement } from "lit";
import { t } from "../strings/strings";
import { icon } from "./icon";
import { look } from "./look";

/**
 * A box over the page with a heading and a way out; `show()` opens it. The browser keeps the focus inside, and Escape closes it. Sends
 * `close`.
 */
export class DialogBox extends LitElement {
  static override properties = { label: {} };

  declare label: string;

  static override styles = [
    look,
    css`
      :host {
        display: contents;
      }
      dialog {
        width: min(34rem, calc(100vw - 2rem));
        max-height: calc(100dvh - 2rem);
        padding: 0;
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--raised);
        color: var(--text);
        box-shadow: var(--shadow-high);
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 0.5);
      }
      header {
        position: sticky;
        top: 0;
        z-index: 1;
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3);
        padding: var(--space-3) var(--space-4);
        border-bottom: 1px solid var(--line);
        background: var(--raised);
      }
      .inside {
        padding: var(--space-4);
      }
    `,
  ];

  constructor() {
    super();
    this.label = "";
  }

  show(): void {
    this.box?.showModal();
  }

  close(): void {
    this.box?.close();
  }

  override render() {
    return html`<dialog aria-labelledby="heading" @close=${() => this.dispatchEvent(new Event("close"))} @click=${this.onClick}>
      <header>
        <h2 id="heading">${this.label}</h2>
        <button class="plain icon" aria-label=${t("close")} @click=${this.close}>${icon("close")}</button>
      </header>
      <div class="inside"><slot></slot></div>
    </dialog>`;
  }

  private get box(): HTMLDialogElement | null {
    return this.renderRoot.querySelector("dialog");
  }

  /** Beside the box. */
  private onClick(event: MouseEvent): void {
    if (event.target === this.box) {
      this.close();
    }
  }
}

customElements.define("lc-dialog", DialogBox);
