import { css, html, LitElement } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Cue } from "../contract";
import { look } from "../pages/look";
import { clock, paragraphs, type Paragraph } from "./paragraphs";

/** Pixels from the end within which the reader counts as being at the end. */
const nearEnd = 48;

/** Everything said so far, to scroll back in. Stays at the end while the reader is there, and leaves them alone elsewhere. */
export class HistoryView extends LitElement {
  static override properties = { finals: { attribute: false }, away: { state: true } };

  declare finals: readonly Cue[];
  /** Whether the reader scrolled up. */
  declare private away: boolean;
  private readonly sizes = new ResizeObserver(() => this.follow());

  static override styles = [
    look,
    css`
      :host {
        position: relative;
        display: flex;
        min-height: 0;
      }
      .scroll {
        flex: 1;
        padding: 1rem;
        overflow-y: auto;
        overscroll-behavior: contain;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .text {
        max-width: 44em;
        margin: 0 auto;
        font-size: calc(1.05rem * var(--caption-scale, 1));
        overflow-wrap: anywhere;
      }
      .paragraph {
        display: grid;
        grid-template-columns: 3.6em 1fr;
        gap: 0 0.75em;
        margin-bottom: 0.8em;
        content-visibility: auto;
        contain-intrinsic-size: auto 3em;
      }
      .when {
        padding-top: 0.2em;
        color: var(--quiet);
        font-size: 0.8em;
        font-variant-numeric: tabular-nums;
        text-align: right;
      }
      .jump {
        position: absolute;
        bottom: 1rem;
        left: 50%;
        box-shadow: 0 2px 10px rgb(0 0 0 / 0.3);
        transform: translateX(-50%);
      }
      @media (max-width: 30rem) {
        .paragraph {
          grid-template-columns: 1fr;
        }
        .when {
          text-align: left;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.finals = [];
    this.away = false;
  }

  override firstUpdated(): void {
    this.sizes.observe(this.scroller);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  override render() {
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label="Transcript" @scroll=${this.onScroll}>
        <div class="text">
          ${this.finals.length === 0 ? html`<p class="quiet">The transcript appears here as it is spoken.</p>` : ""}
          ${repeat(paragraphs(this.finals), ({ id }) => id, renderParagraph)}
        </div>
      </div>
      <button class="jump primary" ?hidden=${!this.away} @click=${this.jump}>Jump to live <span aria-hidden="true">↓</span></button>
    `;
  }

  override updated(): void {
    this.follow();
  }

  private get scroller(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>(".scroll")!;
  }

  private follow(): void {
    if (!this.away) {
      this.scroller.scrollTop = this.scroller.scrollHeight;
    }
  }

  private onScroll(): void {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.away = scrollHeight - scrollTop - clientHeight > nearEnd;
  }

  private jump(): void {
    this.away = false;
    this.scroller.focus({ preventScroll: true });
    this.follow();
  }
}

function renderParagraph({ start, speaker, cues }: Paragraph) {
  const label = speaker ? html`<strong>${speaker}: </strong>` : "";
  return html`<div class="paragraph">
    <span class="when">${clock(start)}</span>
    <p>${label}${repeat(cues, ({ id }) => id, ({ text }) => html`<span>${text} </span>`)}</p>
  </div>`;
}

customElements.define("lc-history", HistoryView);
