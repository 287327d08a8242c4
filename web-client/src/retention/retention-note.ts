import { html, LitElement, nothing } from "lit";
import type { Retention, Session } from "../contract";
import { getRetention } from "../live/server";
import { look } from "../design/look";
import { retentionWords } from "./retention-words";

/** A quiet line about what of a session is deleted when. Shows nothing where everything is kept, and to who may not ask. */
export class RetentionNote extends LitElement {
  static override properties = { session: { attribute: false }, kept: { state: true } };

  declare session: Session | undefined;
  declare private kept: Retention | undefined;

  static override styles = look;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.ask();
  }

  override render() {
    const words = this.session ? retentionWords(this.session, this.kept) : "";
    return words ? html`<p class="quiet">${words}</p>` : nothing;
  }

  private async ask(): Promise<void> {
    try {
      this.kept = await getRetention();
    } catch {
      // An older server, or a page without an admin's key: dates come with the session once it has ended.
    }
  }
}

customElements.define("lc-retention", RetentionNote);
