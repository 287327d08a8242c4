import { css, html, LitElement, nothing } from "lit";
import type { Cue } from "../contract";
import { look } from "../design/look";
import { messageOf } from "../live/problem";
import { t } from "../strings/strings";
import { correctAsRead, newerIn } from "./correct-as-read";

/** A final's words in a field: Enter keeps them, Escape leaves them as they were. Sends `done`, with `kept` as its detail. */
export class CueEditor extends LitElement {
  static override properties = {
    sessionId: { attribute: false },
    cue: { attribute: false },
    saving: { state: true },
    problem: { state: true },
  };

  declare sessionId: string;
  declare cue: Cue;
  declare private saving: boolean;
  declare private problem: string;
  /** What the person has read, and corrects: the hub may know something newer meanwhile. */
  private read!: Cue;
  private begun = "";

  static override styles = [
    look,
    css`
      :host {
        display: block;
        margin: var(--space-1) 0;
      }
      textarea {
        min-height: 0;
        field-sizing: content;
        resize: vertical;
      }
      .row {
        margin-top: var(--space-1);
      }
      button {
        min-height: 2rem;
        padding: 0.1rem var(--space-3);
        font-size: var(--small);
      }
      .problem {
        color: var(--danger);
        font-size: var(--small);
      }
    `,
  ];

  constructor() {
    super();
    this.saving = false;
    this.problem = "";
  }

  override firstUpdated(): void {
    this.field.focus();
    this.field.setSelectionRange(this.field.value.length, this.field.value.length);
  }

  override willUpdate(): void {
    if (!this.hasUpdated) {
      this.read = this.cue;
      this.begun = this.cue.text;
    }
  }

  override render() {
    return html`<textarea
        rows="2"
        maxlength="2000"
        aria-label=${t("correctedText")}
        aria-invalid=${this.problem ? "true" : nothing}
        ?readonly=${this.saving}
        .value=${this.begun}
        @keydown=${this.onKey}
      ></textarea>
      <div class="row">
        <button class="primary" ?disabled=${this.saving} @click=${this.save}>${t("save")}</button>
        <button ?disabled=${this.saving} @click=${() => this.leave(false)}>${t("cancel")}</button>
        ${this.problem ? html`<span class="problem" role="alert">${this.problem}</span>` : nothing}
      </div>`;
  }

  private get field(): HTMLTextAreaElement {
    return this.renderRoot.querySelector("textarea")!;
  }

  private onKey(event: KeyboardEvent): void {
    // Enter and Escape within an input method are about its candidates.
    if (event.isComposing) {
      return;
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void this.save();
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.leave(false);
    }
  }

  private async save(): Promise<void> {
    const text = this.field.value.replace(/\s+/g, " ").trim();
    if (this.saving) {
      return;
    }
    if (text === "" || text === this.read.text) {
      this.leave(false);
      return;
    }
    this.saving = true;
    this.problem = "";
    try {
      const corrected = await correctAsRead(this.sessionId, this.read, text);
      this.dispatchEvent(new CustomEvent<Cue>("corrected", { detail: corrected }));
      this.leave(true);
    } catch (error) {
      this.problem = newerIn(error) ? this.clash(newerIn(error)!) : t("notSaved", { why: messageOf(error) });
    } finally {
      this.saving = false;
    }
  }

  /** Both are shown; who saves again knows what they replace. */
  private clash(newer: Cue): string {
    if (newer.deleted) {
      return t("deletedMeanwhile");
    }
    this.read = newer;
    return t("changedMeanwhile", { text: newer.text });
  }

  private leave(kept: boolean): void {
    this.dispatchEvent(new CustomEvent<boolean>("done", { detail: kept }));
  }
}

customElements.define("lc-cue-editor", CueEditor);
