import { css, html, LitElement, svg } from "lit";

/** The mark and the name; a link to the start where `home` is set. */
export class Brand extends LitElement {
  static override properties = { home: { type: Boolean } };

  declare home: boolean;

  static override styles = css`
    :host {
      display: inline-flex;
      align-items: center;
    }
    a,
    span {
      display: inline-flex;
      align-items: center;
      gap: 0.5rem;
      min-height: 1.75rem;
      color: var(--text);
      font-weight: 700;
      letter-spacing: -0.01em;
      text-decoration: none;
      white-space: nowrap;
    }
    a:focus-visible {
      outline: var(--focus);
      outline-offset: 3px;
      border-radius: 4px;
    }
    svg {
      width: 1.75em;
      height: 1.75em;
    }
    rect {
      fill: light-dark(#1a56c4, #8ab4ff);
    }
    path {
      stroke: light-dark(#fff, #0d1626);
      stroke-width: 3;
      stroke-linecap: round;
    }
    b {
      color: var(--accent);
      font-weight: inherit;
    }
  `;

  constructor() {
    super();
    this.home = false;
  }

  override render() {
    const mark = html`<svg viewBox="0 0 32 32" aria-hidden="true">
      ${svg`<rect x="1" y="4" width="30" height="24" rx="7" /><path d="M7 15h8M18 15h7M7 21h12M22 21h3" />`}
    </svg>`;
    // The name reads from left to right in any language.
    const name = html`<bdi>Live<b>Captions</b></bdi>`;
    return this.home ? html`<a href="/">${mark}${name}</a>` : html`<span>${mark}${name}</span>`;
  }
}

customElements.define("lc-brand", Brand);
