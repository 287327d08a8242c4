import { css, html, LitElement, type PropertyValues } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { Cue } from "../contract";
import { look } from "../pages/look";

/** Finals that stay in the live region: enough for a screen reader to read each, few enough to keep the page's text single. */
const kept = 3;

/** Reads each new final to screen readers, once and never an interim; what was there before the reader came is in the transcript. */
export class Announcer extends LitElement {
  static override properties = { finals: { attribute: false }, ready: { type: Boolean } };

  declare finals: readonly Cue[];
  /** Whether the first captions are here: those are not announced. */
  declare ready: boolean;
  private known: Set<string> | undefined;
  private announced: readonly Cue[] = [];

  static override styles = [look, css``];

  constructor() {
    super();
    this.finals = [];
    this.ready = false;
  }

  override willUpdate(_: PropertyValues<this>): void {
    if (!this.ready) {
      return;
    }
    const fresh = this.known ? this.finals.filter((cue) => !this.known!.has(cue.id)) : [];
    this.known = new Set(this.finals.map((cue) => cue.id));
    this.announced = [...this.announced, ...fresh].slice(-kept);
  }

  override render() {
    return html`<div class="unseen" role="log" aria-live="polite" aria-relevant="additions" aria-label="Captions">
      ${repeat(this.announced, ({ id }) => id, ({ text }) => html`<p>${text}</p>`)}
    </div>`;
  }
}

customElements.define("lc-announcer", Announcer);
