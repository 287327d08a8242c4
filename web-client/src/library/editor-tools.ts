import { css, html, LitElement, nothing } from "lit";
import { icon } from "../design/icon";
import { look } from "../design/look";
import { t } from "../strings/strings";
import type { EditorCommand } from "./editor-keys";
import type { Version } from "./written-transcript";

/** What the editor does to the whole transcript. Sends `command`, `version`, `voices` and `keys`. */
export class EditorTools extends LitElement {
  static override properties = { version: {}, choosable: { type: Boolean }, published: { type: Boolean }, voices: { type: Number } };

  declare version: Version;
  /** Whether there is more than one version. */
  declare choosable: boolean;
  /** Whether it is the one that is published, in which words are replaced and voices merged. */
  declare published: boolean;
  /** How many voices there are. */
  declare voices: number;

  static override styles = [
    look,
    css`
      .tools {
        gap: var(--space-1);
      }
      .tools button {
        min-height: 2.25rem;
        padding: 0.2rem var(--space-2);
        font-size: var(--small);
      }
      select {
        width: auto;
      }
    `,
  ];

  constructor() {
    super();
    this.version = "live";
    this.choosable = false;
    this.published = false;
    this.voices = 0;
  }

  override render() {
    return html`<div class="row tools" role="group" aria-label=${t("captionTools")}>
      ${
        this.choosable
          ? html`<select
              aria-label=${t("editorVersion")}
              @change=${(event: Event) => this.tell("version", (event.target as HTMLSelectElement).value as Version)}
            >
              <option value="publishing" ?selected=${this.version === "publishing"}>${t("editorPublishing")}</option>
              <option value="live" ?selected=${this.version === "live"}>${t("editorAsLive")}</option>
            </select>`
          : nothing
      }
      <button class="plain" @click=${() => this.tell("command", "undo")}>${icon("undo")}${t("undo")}</button>
      <button class="plain" @click=${() => this.tell("command", "redo")}>${icon("redo")}${t("redo")}</button>
      <button class="plain" ?disabled=${!this.published} @click=${() => this.tell("command", "replace")}>
        ${icon("search")}${t("editorFindAndReplace")}
      </button>
      <button class="plain" @click=${() => this.tell("command", "unsure")}>${icon("help")}${t("editorNextUnsure")}</button>
      ${
        this.voices > 1
          ? html`<button class="plain" ?disabled=${!this.published} @click=${() => this.tell("voices")}>
              ${icon("share")}${t("voicesAreOne")}
            </button>`
          : nothing
      }
      <button class="plain" @click=${() => this.tell("keys")}>${icon("text")}${t("editorKeys")}</button>
    </div>`;
  }

  private tell(name: "command" | "version" | "voices" | "keys", detail?: EditorCommand | Version): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

customElements.define("lc-editor-tools", EditorTools);
