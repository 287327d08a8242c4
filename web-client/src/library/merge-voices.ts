import { css, html, LitElement } from "lit";
import type { SessionSpeaker } from "../contract";
import { look } from "../design/look";
import { t } from "../strings/strings";

/** Asks which two voices are one. Sends `merge`. */
export class MergeVoices extends LitElement {
  static override properties = { speakers: { attribute: false } };

  declare speakers: readonly SessionSpeaker[];

  static override styles = [
    look,
    css`
      form {
        display: grid;
        gap: var(--space-3);
      }
    `,
  ];

  constructor() {
    super();
    this.speakers = [];
  }

  override render() {
    return html`<form @submit=${this.onSubmit}>
      ${this.renderChoice("from", t("voicesFrom"), 1)} ${this.renderChoice("into", t("voicesInto"), 0)}
      <div class="row"><button class="primary">${t("voicesMerge")}</button></div>
    </form>`;
  }

  private renderChoice(name: string, words: string, first: number) {
    return html`<label class="field"
      ><span>${words}</span
      ><select name=${name}>
        ${this.speakers.map(({ id, label }, index) => html`<option value=${id} ?selected=${index === first}>${label}</option>`)}
      </select></label
    >`;
  }

  private onSubmit(event: SubmitEvent): void {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    this.dispatchEvent(new CustomEvent("merge", { detail: { from: String(given.get("from")), into: String(given.get("into")) } }));
  }
}

customElements.define("lc-merge-voices", MergeVoices);
