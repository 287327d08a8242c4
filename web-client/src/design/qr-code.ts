import { css, html, LitElement, svg } from "lit";
import { encode } from "uqr";

/** An address for a camera. Always dark on light, which every reader takes. */
export class QrCode extends LitElement {
  static override properties = { value: {}, label: {} };

  declare value: string;
  declare label: string;

  static override styles = css`
    :host {
      display: block;
      width: 12rem;
      max-width: 100%;
    }
    svg {
      display: block;
      width: 100%;
      border-radius: var(--radius-small);
      background: #fff;
      fill: #000;
      forced-color-adjust: none;
    }
  `;

  constructor() {
    super();
    this.value = "";
    this.label = "";
  }

  override render() {
    const { size, data } = encode(this.value, { border: 3 });
    const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")).join("")).join("");
    return html`<svg viewBox="0 0 ${size} ${size}" role="img" aria-label=${this.label} shape-rendering="crispEdges">
      ${svg`<path d=${path} />`}
    </svg>`;
  }
}

customElements.define("lc-qr", QrCode);
