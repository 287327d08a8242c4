import { css, html, LitElement, nothing } from "lit";
import type { SessionSpeaker } from "../contract";
import { messageOf } from "../live/problem";
import { createProfile } from "../live/voices";
import { t } from "../strings/strings";
import { look } from "../design/look";

/** Characters that the server takes. */
const longestName = 100;
/** What the server calls voices that have no name: nobody's name to remember. */
const numbered = /^Speaker \d+$/;

/**
 * Keeps a speaker's voice for later sessions: asks for their name and whether they agreed, and does nothing before both are given.
 * Sends `remembered` when it is done.
 */
export class RememberVoice extends LitElement {
  static override properties = {
    sessionId: { attribute: false },
    speaker: { attribute: false },
    asking: { state: true },
    busy: { state: true },
    problem: { state: true },
    told: { state: true },
  };

  declare sessionId: string;
  declare speaker: SessionSpeaker;
  declare private asking: boolean;
  declare private busy: boolean;
  declare private problem: string;
  declare private told: string;

  static override styles = [
    look,
    css`
      button {
        min-height: 2.25rem;
        padding: 0.2rem 0.8rem;
      }
      form {
        display: grid;
        gap: 0.6rem;
        padding: 0.75rem;
        border: 1px solid var(--line);
        border-radius: 10px;
      }
      label > span {
        display: block;
        font-size: 0.9rem;
      }
      .name {
        max-width: 20rem;
      }
      .check {
        align-items: start;
      }
      .check input {
        margin-top: 0.35rem;
      }
    `,
  ];

  constructor() {
    super();
    this.asking = false;
    this.busy = false;
    this.problem = "";
    this.told = "";
  }

  override render() {
    return html`${
        this.asking
          ? this.renderForm()
          : html`<button type="button" aria-label=${t("rememberVoiceOf", { name: this.speaker.label })} @click=${this.ask}>
              ${t("rememberVoice")}
            </button>`
      } <span class="quiet" role="status">${this.told}</span>`;
  }

  private renderForm() {
    const { label } = this.speaker;
    return html`<form aria-label=${t("rememberVoiceOf", { name: label })} @submit=${this.submit} @keydown=${this.onKey}>
      <label class="name">
        <span>${t("nameOfPerson")}</span>
        <input name="name" maxlength=${longestName} required autocomplete="off" .value=${numbered.test(label) ? "" : label} />
      </label>
      <label class="check">
        <input name="consent" type="checkbox" required />
        ${t("voiceConsent")}
      </label>
      ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
      <div class="row">
        <button class="primary" ?disabled=${this.busy}>${t("remember")}</button>
        <button type="button" ?disabled=${this.busy} @click=${this.leave}>${t("cancel")}</button>
      </div>
    </form>`;
  }

  private async ask(): Promise<void> {
    this.asking = true;
    this.problem = this.told = "";
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("input")?.focus();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape" && !event.isComposing && !this.busy) {
      void this.leave();
    }
  }

  private async submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const name = String(fields.get("name") ?? "").trim();
    if (name === "" || !fields.has("consent") || this.busy) {
      return;
    }
    this.busy = true;
    this.problem = "";
    try {
      const profile = await createProfile(name, this.sessionId, this.speaker.id);
      this.told = t("rememberedAs", { name: profile.name });
      this.dispatchEvent(new CustomEvent("remembered"));
      await this.leave();
    } catch (error) {
      this.problem = t("notRemembered", { why: messageOf(error) });
    } finally {
      this.busy = false;
    }
  }

  /** Back to the button, from where the keyboard goes on. */
  private async leave(): Promise<void> {
    this.asking = false;
    await this.updateComplete;
    this.renderRoot.querySelector("button")?.focus();
  }
}

customElements.define("lc-remember-voice", RememberVoice);
