import { css, html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { clock } from "../captions/paragraphs";
import type { Mark } from "../contract";
import { icon } from "../design/icon";
import { look } from "../design/look";
import { addMark, deleteMark, sayMark } from "../live/marks";
import { messageOf } from "../live/problem";
import { t } from "../strings/strings";

/** Characters that a mark may say. */
const longest = 100;

/**
 * Places that people marked in a session, with what they are about. Sends `marks` when it has changed them, and `jump` with seconds to go
 * to.
 */
export class MarksPanel extends LitElement {
  static override properties = {
    sessionId: {},
    marks: { attribute: false },
    jumps: { type: Boolean },
    where: { attribute: false },
    problem: { state: true },
    told: { state: true },
  };

  declare sessionId: string;
  declare marks: readonly Mark[];
  /** Whether there is a place to go to. */
  declare jumps: boolean;
  /** Seconds at which a mark is put; where it is left out, where the session's sound is now. */
  declare where: (() => number) | undefined;
  declare private problem: string;
  /** What was done last. */
  declare private told: string;

  static override styles = [
    look,
    css`
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: grid;
        grid-template-columns: 4.5rem minmax(0, 1fr) auto;
        gap: var(--space-2);
        align-items: center;
        padding-top: var(--space-2);
      }
      .when {
        min-height: var(--target);
        padding: 0 var(--space-2);
        font-variant-numeric: tabular-nums;
        text-align: center;
      }
      span.when {
        display: grid;
        align-items: center;
      }
      .hint {
        margin: 0;
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.marks = [];
    this.jumps = false;
    this.problem = "";
    this.told = "";
  }

  /** Puts a mark. */
  add(): Promise<void> {
    return this.act(async () => {
      const mark = await addMark(this.sessionId, this.where?.());
      this.take([...this.marks.filter(({ id }) => id !== mark.id), mark].sort((a, b) => a.at - b.at));
      this.told = t("markedAt", { time: clock(mark.at) });
    });
  }

  override render() {
    return html`
      <div class="row">
        <button @click=${this.add}>${icon("flag")}${t("mark")}</button>
        <span class="hint"><kbd dir="ltr">Alt+B</kbd> · ${this.told || t("marksHint")}</span>
      </div>
      ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
      <ul aria-label=${t("marks")} ?hidden=${this.marks.length === 0}>
        ${repeat(this.marks, ({ id }) => id, (mark) => this.renderMark(mark))}
      </ul>
      <span class="unseen" role="status">${this.told}</span>
    `;
  }

  private renderMark({ id, at, text = "" }: Mark) {
    const time = clock(at);
    return html`<li>
      ${this.jumps
        ? html`<button class="plain when" aria-label=${t("markGoTo", { time })} @click=${() => this.jump(at)}>${time}</button>`
        : html`<span class="when">${time}</span>`}
      <input
        dir="auto"
        maxlength=${longest}
        autocomplete="off"
        placeholder=${t("markAbout")}
        aria-label=${t("markAboutAt", { time })}
        .value=${text}
        @change=${(event: Event) => this.say(id, event)}
      />
      <button class="plain icon" aria-label=${t("removeNamed", { name: `${t("mark")} ${time}` })} @click=${() => this.takeAway(id)}>
        ${icon("close")}
      </button>
    </li>`;
  }

  private jump(at: number): void {
    this.dispatchEvent(new CustomEvent<number>("jump", { detail: at }));
  }

  private say(id: string, event: Event): void {
    const text = (event.target as HTMLInputElement).value;
    void this.act(async () => {
      const mark = await sayMark(this.sessionId, id, text);
      this.take(this.marks.map((one) => (one.id === id ? mark : one)));
    });
  }

  private takeAway(id: string): void {
    void this.act(async () => {
      await deleteMark(this.sessionId, id);
      this.take(this.marks.filter((one) => one.id !== id));
    });
  }

  private take(marks: Mark[]): void {
    this.marks = marks;
    this.dispatchEvent(new CustomEvent<Mark[]>("marks", { detail: marks }));
  }

  private async act(action: () => Promise<void>): Promise<void> {
    this.problem = "";
    this.told = "";
    try {
      await action();
    } catch (error) {
      this.problem = messageOf(error);
    }
  }
}

customElements.define("lc-marks", MarksPanel);
