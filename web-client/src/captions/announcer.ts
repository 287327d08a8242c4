import { css, html, LitElement, type PropertyValues } from "lit";
import type { Cue } from "../contract";
import { look } from "../design/look";
import type { EmotionMarks } from "../emotions/emotion-changes";

/** Finals that stay in the live region: enough for a screen reader to read each, few enough to keep the page's text single. */
const kept = 3;

/**
 * Reads each new final to screen readers, once, never an interim, with the name where another speaker begins and the emotion where it is
 * shown to those who see; what was there before the reader came is in the transcript.
 */
export class Announcer extends LitElement {
  static override properties = { finals: { attribute: false }, emotions: { attribute: false }, ready: { type: Boolean } };

  declare finals: readonly Cue[];
  /** Where an emotion is shown. */
  declare emotions: EmotionMarks;
  /** Whether the first captions are here: those are not announced. */
  declare ready: boolean;
  private known: Set<string> | undefined;
  /** Seq of the newest final that is known: what is older was said before, though it comes later. */
  private newest = 0;
  private fresh: readonly string[] = [];
  private speaker: string | undefined;

  static override styles = [look, css``];

  constructor() {
    super();
    this.finals = [];
    this.emotions = new Map();
    this.ready = false;
  }

  override willUpdate(_: PropertyValues<this>): void {
    this.fresh = [];
    if (!this.ready) {
      return;
    }
    const fresh = this.known ? this.finals.filter(({ id, seq }) => !this.known!.has(id) && seq > this.newest) : [];
    this.newest = this.finals.reduce((newest, { seq }) => Math.max(newest, seq), this.newest);
    this.known = new Set(this.finals.map((cue) => cue.id));
    this.fresh = fresh.map((cue) => this.announcement(cue));
  }

  override render() {
    return html`<div class="unseen" role="log" aria-live="polite" aria-relevant="additions" aria-label="Captions"></div>`;
  }

  /**
   * Lines are put in and taken out by hand: a template that keeps a list in order may move a line by taking it out and putting it in again,
   * which screen readers read as a new one.
   */
  override updated(): void {
    const log = this.renderRoot.firstElementChild!;
    for (const text of this.fresh) {
      const line = document.createElement("p");
      line.textContent = text;
      log.append(line);
    }
    while (log.childElementCount > kept) {
      log.firstElementChild!.remove();
    }
  }

  /** As it is read once: neither another name nor another speaker changes it later. */
  private announcement({ id, text, speaker }: Cue): string {
    const isOther = speaker && speaker.id !== this.speaker;
    this.speaker = speaker?.id;
    const emotion = this.emotions.get(id);
    return `${isOther ? `${speaker.label}: ` : ""}${emotion ? `(sounds ${emotion}) ` : ""}${text}`;
  }
}

customElements.define("lc-announcer", Announcer);
