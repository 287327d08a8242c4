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
    :host {
      display: inline-block;
      max-width: 100%;
    }
    span {
      display: inline-flex;
      align-items: baseline;
      gap: 0.4em;
      max-width: 100%;
      padding: 0.15rem 0.7rem;
      border: 1px solid var(--line);
      border-radius: var(--radius-round);
      background: var(--surface);
      font-size: var(--small);
      font-weight: 550;
    }
    .good {
      background: var(--good-soft);
    }
    .good b {
      color: var(--good);
    }
    .busy b {
      color: var(--warn);
    }
    .bad {
      background: var(--danger-soft);
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
