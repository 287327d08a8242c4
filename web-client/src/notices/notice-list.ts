import { html, LitElement } from "lit";
import type { Session } from "../contract";
import { look } from "../design/look";
import { noticeLines } from "./notice-lines";

/** Quiet lines about what happened to the sound on its way, for who manages the session. Shows nothing where nothing did. */
export class NoticeList extends LitElement {
  static override properties = { session: { attribute: false } };

  declare session: Session | undefined;

  static override styles = look;

  override render() {
    return html`<div role="status">${noticeLines(this.session).map((line) => html`<p class="quiet">${line}</p>`)}</div>`;
  }
}

customElements.define("lc-notices", NoticeList);
