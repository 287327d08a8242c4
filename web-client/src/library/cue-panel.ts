import { css, html, LitElement, nothing } from "lit";
import type { Cue, SessionSpeaker, TextRange } from "../contract";
import { look } from "../design/look";
import { t } from "../strings/strings";
import type { EditorCommand } from "./editor-keys";
import type { CueChange } from "../live/corrections";

/**
 * One cue to edit: its words, times and speaker. Sends `write`, `change`, `command` and, where Enter ends the words, `next`; `revert` for
 * Escape.
 */
export class CuePanel extends LitElement {
  static override properties = {
    cue: { attribute: false },
    text: {},
    speakers: { attribute: false },
    problem: {},
    isLast: { type: Boolean },
  };

  declare cue: Cue | undefined;
  declare text: string;
  declare speakers: readonly SessionSpeaker[];
  declare problem: string;
  declare isLast: boolean;

  static override styles = [
    look,
    css`
      .panel {
        display: grid;
        gap: var(--space-2);
      }
      textarea {
        min-height: 5.5rem;
        font-size: 1.1rem;
        resize: vertical;
      }
      .times {
        display: grid;
        grid-template-columns: 1fr 1fr 1.4fr;
        gap: var(--space-2);
      }
      .row {
        gap: var(--space-2);
      }
      .row button {
        flex: 1 1 auto;
        min-height: 2.25rem;
        padding: 0.2rem var(--space-3);
        font-size: var(--small);
      }
      .row button:last-child {
        flex: none;
        margin-inline-start: auto;
      }
      .problem {
        color: var(--danger);
        font-size: var(--small);
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.text = "";
    this.speakers = [];
    this.problem = "";
    this.isLast = false;
  }

  /** Letter before which the caret stands. */
  get caret(): number {
    return this.field?.selectionStart ?? 0;
  }

  /** Into the field, with some of its words selected. */
  selectWords({ start, length }: TextRange): void {
    this.field?.focus();
    this.field?.setSelectionRange(start, start + length);
  }

  override focus(): void {
    this.field?.focus();
  }

  override render() {
    const { cue } = this;
    if (!cue) {
      return nothing;
    }
    return html`<div class="panel card">
      <label class="field"
        ><span>${t("editorText")}</span>
        <textarea
          dir="auto"
          maxlength="2000"
          aria-invalid=${this.problem ? "true" : nothing}
          aria-describedby="problem"
          .value=${this.text}
          @input=${(event: Event) => this.tell("write", (event.target as HTMLTextAreaElement).value)}
          @keydown=${this.onKey}
        ></textarea>
      </label>
      <p id="problem" class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
      <div class="times">
        ${this.renderTime("start", t("editorStart"), cue.start)} ${this.renderTime("end", t("editorEnd"), cue.end)}
        <label class="field"
          ><span>${t("editorSpeaker")}</span
          ><select
            .value=${cue.speaker?.id ?? ""}
            @change=${(event: Event) => this.tell("change", { speaker: (event.target as HTMLSelectElement).value })}
          >
            <option value="" ?selected=${!cue.speaker}>${t("notKnownWho")}</option>
            ${this.speakers.map(({ id, label }) => html`<option value=${id} ?selected=${id === cue.speaker?.id}>${label}</option>`)}
          </select></label
        >
      </div>
      <div class="row">
        ${this.renderCommand("split", t("editorSplitHere"))} ${this.renderCommand("merge", t("editorMergeNext"), this.isLast)}
        ${this.renderCommand("remove", t("libraryDelete"))}
      </div>
    </div>`;
  }

  private get field(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector("textarea");
  }

  private renderTime(name: "start" | "end", words: string, value: number) {
    const change = (event: Event) => {
      const given = Number((event.target as HTMLInputElement).value);
      if (Number.isFinite(given) && given !== value) {
        this.tell("change", { [name]: given });
      }
    };
    return html`<label class="field"
      ><span>${words}</span><input type="number" min="0" step="0.1" .value=${String(Math.round(1000 * value) / 1000)} @change=${change}
    /></label>`;
  }

  private renderCommand(command: EditorCommand, words: string, disabled = false) {
    return html`<button ?disabled=${disabled} @click=${() => this.tell("command", command)}>${words}</button>`;
  }

  private onKey(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.tell("next", undefined);
    } else if (event.key === "Escape") {
      this.tell("revert", undefined);
    }
  }

  private tell(name: "write" | "change" | "command" | "next" | "revert", detail: string | CueChange | EditorCommand | undefined): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define("lc-cue-panel", CuePanel);
