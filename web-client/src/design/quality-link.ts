import { html, LitElement } from "lit";
import { takePass } from "../live/pass";
import { sessionPath } from "../live/http";
import { t } from "../strings/strings";
import { look } from "./look";

/** The way to a session's report on how good its captions are, in a tab of its own. */
export class QualityLink extends LitElement {
  static override properties = { sessionId: {} };

  declare sessionId: string;

  static override styles = look;

  constructor() {
    super();
    this.sessionId = "";
  }

  override render() {
    return html`<a class="button" href=${this.address} target="_blank" rel="noopener" @click=${this.open}>${t("qualityReport")}</a>`;
  }

  private get address(): string {
    return `${sessionPath(this.sessionId)}/quality?format=html`;
  }

  /** A tab that a link opens brings no key: it gets a pass before. Where none is given the page itself says why. */
  private async open(event: MouseEvent): Promise<void> {
    event.preventDefault();
    await takePass(this.sessionId).catch(() => undefined);
    window.open(this.address, "_blank", "noopener");
  }
}

customElements.define("lc-quality-link", QualityLink);
