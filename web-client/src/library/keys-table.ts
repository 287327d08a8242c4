import { css, html, LitElement } from "lit";
import { look } from "../design/look";
import { t } from "../strings/strings";

const keys = [
  ["Enter", "keyNext"],
  ["Esc", "keyRevert"],
  ["Alt+K", "keyPlay"],
  ["Alt+P", "keyReplay"],
  ["Alt+J, Alt+L", "keyMove"],
  ["Alt+↑, Alt+↓", "keyCue"],
  ["Alt+U, Alt+⇧+U", "keyUnsure"],
  ["Alt+B", "keyMark"],
  ["Alt+N, Alt+⇧+N", "keyMarks"],
  ["Alt+=, Alt+-", "keyZoom"],
  ["Alt+Enter", "editorSplitHere"],
  ["Alt+M", "editorMergeNext"],
  ["Alt+⌫", "keyRemove"],
  ["Alt+, Alt+.", "keyStart"],
  ["Alt+⇧+, Alt+⇧+.", "keyEnd"],
  ["Alt+1 … 9", "keySpeaker"],
  ["Alt+Z, Alt+⇧+Z", "keyUndo"],
  ["Alt+R", "editorFindAndReplace"],
] as const;

/** The editor's keys. */
export class KeysTable extends LitElement {
  static override styles = [
    look,
    css`
      dl {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-2) var(--space-4);
        margin: 0;
      }
      dd {
        margin: 0;
      }
      kbd {
        font-family: inherit;
        font-weight: 600;
        white-space: nowrap;
      }
    `,
  ];

  override render() {
    return html`<dl>${keys.map(([key, words]) => html`<dt><kbd dir="ltr">${key}</kbd></dt><dd>${t(words)}</dd>`)}</dl>`;
  }
}

customElements.define("lc-keys", KeysTable);
