import { css, html, LitElement } from "lit";
import { icon, type IconName } from "./icon";
import { look } from "./look";

/**
 * A button that opens a small panel below itself (the slot: links, buttons, fields). Escape, a click elsewhere and the focus elsewhere
 * close it.
 */
export class Menu extends LitElement {
  static override properties = { label: {}, glyph: {}, disabled: { type: Boolean }, open: { state: true } };

  declare label: string;
  declare glyph: IconName | undefined;
  declare disabled: boolean;
  declare private open: boolean;

  static override styles = [
    look,
    css`
      :host {
        position: relative;
        display: inline-block;
      }
      .panel {
        position: absolute;
        inset-block-start: calc(100% + var(--space-1));
        inset-inline-end: 0;
        z-index: 20;
        width: max-content;
        min-width: 100%;
        max-width: min(22rem, calc(100vw - 2rem));
        max-height: min(32rem, 75dvh);
        padding: var(--space-2);
        overflow: auto;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--raised);
        box-shadow: var(--shadow-high);
      }
      :host([side="start"]) .panel {
        inset-inline: 0 auto;
      }
      :host([side="up"]) .panel {
        inset-block: auto calc(100% + var(--space-1));
      }
    `,
  ];

  constructor() {
    super();
    this.label = "";
    this.glyph = undefined;
    this.disabled = false;
    this.open = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("pointerdown", this.elsewhere);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("pointerdown", this.elsewhere);
  }

  close(): void {
    this.open = false;
  }

  override render() {
    return html`<div @keydown=${this.onKey} @focusout=${this.onLeave}>
      <button
        class="opener"
        aria-expanded=${this.open ? "true" : "false"}
        aria-controls="panel"
        ?disabled=${this.disabled}
        @click=${() => (this.open = !this.open)}
      >
        ${this.glyph ? icon(this.glyph) : ""}${this.label}
      </button>
      <div id="panel" class="panel" role="group" aria-label=${this.label} ?hidden=${!this.open}><slot></slot></div>
    </div>`;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && this.open) {
      event.stopPropagation();
      this.open = false;
      this.renderRoot.querySelector<HTMLElement>(".opener")?.focus();
    }
  }

  private onLeave({ relatedTarget }: FocusEvent): void {
    if (
      relatedTarget instanceof Node &&
      !this.contains(relatedTarget) &&
      !this.shadowRoot!.contains(relatedTarget) &&
      relatedTarget !== this
    ) {
      this.open = false;
    }
  }

  private readonly elsewhere = (event: Event): void => {
    if (!event.composedPath().includes(this)) {
      this.open = false;
    }
  };
}

customElements.define("lc-menu", Menu);
