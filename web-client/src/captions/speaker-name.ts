import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import type { SessionSpeaker } from "../contract";
import { messageOf } from "../live/problem";
import { renameSpeaker } from "../live/server";
import { t } from "../strings/strings";
import { look } from "../design/look";

/** Characters that the server takes. */
const longestName = 100;

/** A speaker's name that can be changed: click it, type, Enter; Escape leaves it as it was. */
export class SpeakerName extends LitElement {
  static override properties = {
    sessionId: { attribute: false },
    speaker: { attribute: false },
    editing: { state: true },
    saving: { state: true },
    problem: { state: true },
  };

  declare sessionId: string;
  declare speaker: SessionSpeaker;
  declare private editing: boolean;
  declare private saving: boolean;
  declare private problem: string;

  static override styles = [
    look,
    css`
      :host {
        display: inline;
      }
      button {
        display: inline;
        min-height: 0;
        padding: 0;
        border: 0;
        border-bottom: 1px dotted;
        border-radius: 0;
        background: none;
        color: inherit;
        font: inherit;
        text-align: start;
        white-space: normal;
      }
      button:hover {
        border-bottom-style: solid;
        border-color: currentcolor;
      }
      input {
        width: 14em;
        max-width: 100%;
        min-height: 0;
        padding: 0 0.4em;
        border-radius: 6px;
      }
      .problem {
        display: block;
        color: var(--danger);
        font-weight: normal;
      }
    `,
  ];

  constructor() {
    super();
    this.editing = false;
    this.saving = false;
    this.problem = "";
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("speaker");
    // Put right meanwhile, the words are another speaker's: what is being typed is not that one's name.
    if (before && before.id !== this.speaker.id) {
      this.editing = false;
    }
  }

  override render() {
    const { label } = this.speaker;
    if (!this.editing) {
      return html`<button title=${t("rename")} aria-label=${t("renameNamed", { name: label })} @click=${this.edit}>${label}</button>`;
    }
    return html`<input
        aria-label=${t("newNameOf", { name: label })}
        aria-invalid=${this.problem ? "true" : nothing}
        maxlength=${longestName}
        autocomplete="off"
        ?readonly=${this.saving}
        .value=${label}
        @keydown=${this.onKey}
        @blur=${this.onBlur}
      />${this.problem ? html`<span class="problem" role="alert">${this.problem}</span>` : nothing}`;
  }

  private async edit(): Promise<void> {
    this.problem = "";
    this.editing = true;
    await this.updateComplete;
    this.renderRoot.querySelector("input")?.select();
    this.renderRoot.querySelector("input")?.focus();
  }

  private onKey(event: KeyboardEvent): void {
    // Enter and Escape within an input method are about its candidates.
    if (event.isComposing || this.saving) {
      return;
    }
    if (event.key === "Enter") {
      void this.save((event.target as HTMLInputElement).value.trim());
    } else if (event.key === "Escape") {
      void this.leave();
    }
  }

  private onBlur(): void {
    if (!this.saving) {
      this.editing = false;
    }
  }

  private async save(label: string): Promise<void> {
    const { id, label: before } = this.speaker;
    if (label === "" || label === before) {
      await this.leave();
      return;
    }
    this.saving = true;
    this.problem = "";
    try {
      const renamed = await renameSpeaker(this.sessionId, id, label);
      // Shown here at once; everywhere else, and for everybody else, when the hub tells.
      if (this.speaker.id === id) {
        this.speaker = { ...this.speaker, label: renamed.label };
      }
      await this.leave();
    } catch (error) {
      this.problem = t("notRenamed", { why: messageOf(error) });
    } finally {
      this.saving = false;
    }
  }

  /** Back to the name, from where the keyboard goes on; not if the reader is elsewhere by now. */
  private async leave(): Promise<void> {
    const wasHere = this.shadowRoot!.activeElement !== null;
    this.editing = false;
    await this.updateComplete;
    if (wasHere) {
      this.renderRoot.querySelector("button")?.focus();
    }
  }
}

customElements.define("lc-speaker-name", SpeakerName);
