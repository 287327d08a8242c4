import { css, html, LitElement, nothing } from "lit";
import type { AskedAnswer, CitedCue, EntityList } from "../contract";
import { look } from "../design/look";
import { askTranscript, askTrouble, listEntities } from "../live/asking";
import { t } from "../strings/strings";
import { citedCues, citedLook } from "./cited-cues";
import { entityList, entityLook } from "./entity-list";

/** Letters of a question at most. */
const longest = 1_000;

/** What a language model says about a transcript, with the lines that it rests on. Sends `jump` with one of them. */
export class AskPanel extends LitElement {
  static override properties = {
    sessionId: {},
    busy: { state: true },
    answer: { state: true },
    names: { state: true },
    problem: { state: true },
  };

  declare sessionId: string;
  declare private busy: boolean;
  declare private answer: AskedAnswer | undefined;
  declare private names: EntityList | undefined;
  declare private problem: string;

  static override styles = [
    look,
    citedLook,
    entityLook,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
      }
      form {
        display: grid;
        gap: var(--space-2);
      }
      .answer {
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.busy = false;
    this.problem = "";
  }

  override render() {
    return html`
      <form @submit=${this.onSubmit}>
        <label class="field"
          ><span>${t("askQuestion")}</span><input name="question" dir="auto" maxlength=${longest} autocomplete="off" required
        /></label>
        <div class="row">
          <button class="primary" ?disabled=${this.busy}>${t("ask")}</button>
          <button type="button" ?disabled=${this.busy} @click=${() => this.ask("")}>${t("askSummary")}</button>
          <button type="button" ?disabled=${this.busy} @click=${this.listNames}>${t("askListNames")}</button>
        </div>
      </form>
      <p class="hint">${t("askHint")}</p>
      ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
      <div role="status">
        ${this.busy ? html`<p class="quiet">${t("askReading")}</p>` : nothing}
        ${this.answer ? html`<p class="answer" dir="auto">${this.answer.answer}</p>` : nothing}
        ${this.names ? html`<p class="unseen">${t("askNamesFound", { count: this.names.entities.length })}</p>` : nothing}
      </div>
      ${this.answer ? this.renderCited(this.answer) : nothing} ${this.names ? this.renderNames(this.names) : nothing}
    `;
  }

  private renderCited({ cues, whole }: AskedAnswer) {
    return html`
      ${whole ? nothing : html`<p class="hint">${t("askPartly")}</p>`}
      ${cues.length === 0
        ? html`<p class="hint">${t("askOnNothing")}</p>`
        : html`<p class="hint">${t("askRestsOn")}</p>
            ${citedCues(cues, t("askRestsOn"), (cue) => this.jump(cue))}`}
    `;
  }

  private renderNames({ entities, whole }: EntityList) {
    return html`
      ${whole ? nothing : html`<p class="hint">${t("askPartly")}</p>`}
      ${entities.length === 0 ? html`<p class="quiet">${t("askNoNames")}</p>` : entityList(entities, (cue) => this.jump(cue))}
    `;
  }

  private onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const question = String(new FormData(event.target as HTMLFormElement).get("question") ?? "").trim();
    if (question && !this.busy) {
      void this.ask(question);
    }
  }

  private ask(question: string): Promise<void> {
    return this.act(async () => void (this.answer = await askTranscript(this.sessionId, question)));
  }

  private listNames(): Promise<void> {
    return this.act(async () => void (this.names = await listEntities(this.sessionId)));
  }

  /** What was answered before goes, so that it is not taken for the answer. */
  private async act(action: () => Promise<void>): Promise<void> {
    [this.busy, this.problem, this.answer, this.names] = [true, "", undefined, undefined];
    try {
      await action();
    } catch (error) {
      this.problem = askTrouble(error);
    } finally {
      this.busy = false;
    }
  }

  private jump(cue: CitedCue): void {
    this.dispatchEvent(new CustomEvent<CitedCue>("jump", { detail: cue }));
  }
}

customElements.define("lc-ask", AskPanel);
