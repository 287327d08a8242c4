import { css, html, LitElement } from "lit";

export type Mood = "good" | "busy" | "bad" | "quiet";

export interface Standing {
  mood: Mood;
  text: string;
}

const signs: Record<Mood, string> = { good: "●", busy: "◌", bad: "▲", quiet: "■" };

/** How things stand, in a word with a sign, said to screen readers when it changes. */
export class StatePill extends LitElement {
  static override properties = { mood: {}, text: {} };

  declare mood: Mood;
  declare text: string;

  static override styles = css`
    span {
      display: inline-flex;
      align-items: center;
      gap: 0.4em;
      padding: 0.15rem 0.7rem;
      border: 1px solid var(--line);
      border-radius: 99px;
      background: var(--surface);
      font-size: 0.9rem;
      white-space: nowrap;
    }
    .good b {
      color: var(--good);
    }
    .busy b {
      color: var(--warn);
    }
    .bad b {
      color: var(--danger);
    }
  `;

  constructor() {
    super();
    this.mood = "quiet";
    this.text = "";
  }

  override render() {
    return html`<span class=${this.mood} role="status"><b aria-hidden="true">${signs[this.mood]}</b>${this.text}</span>`;
  }
}

customElements.define("lc-state", StatePill);
