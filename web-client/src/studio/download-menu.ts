import { css, html, LitElement, nothing } from "lit";
import { captionFormats, type CaptionFormat } from "../contract";
import { look } from "../design/look";
import { messageOf } from "../live/problem";
import { captionsName, saveCaptions } from "../live/save-captions";
import { captionsPath } from "../live/server";
import { t } from "../strings/strings";
import "../design/menu";

/** Formats that everybody needs; the others are for who knows them. */
const ordinary = 3;

/** All formats of a session's captions, as files. */
export class DownloadMenu extends LitElement {
  static override properties = { sessionId: { attribute: false }, problem: { state: true } };

  declare sessionId: string;
  declare private problem: string;

  static override styles = [
    look,
    css`
      :host {
        display: inline-block;
      }
      a {
        display: flex;
        gap: var(--space-3);
        align-items: baseline;
        padding: 0.4rem var(--space-2);
        border-radius: var(--radius-small);
        color: var(--text);
        text-decoration: none;
      }
      a:hover {
        background: var(--accent-soft);
      }
      b {
        flex: none;
        width: 3.2em;
      }
      hr {
        margin: var(--space-1) 0;
        border: 0;
        border-top: 1px solid var(--line);
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.problem = "";
  }

  override render() {
    return html`<lc-menu label=${t("download")} .glyph=${"download"}>
      ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
      ${captionFormats.map((format, index) => html`${index === ordinary ? html`<hr />` : nothing}${this.renderFormat(format)}`)}
    </lc-menu>`;
  }

  private renderFormat(format: CaptionFormat) {
    return html`<a
      href=${captionsPath(this.sessionId, format)}
      download=${captionsName(this.sessionId, format)}
      @click=${(event: Event) => this.save(event, format)}
    >
      <b>${format.toUpperCase()}</b><span class="quiet">${what(format)}</span>
    </a>`;
  }

  private async save(event: Event, format: CaptionFormat): Promise<void> {
    this.problem = "";
    try {
      await saveCaptions(event, this.sessionId, format);
    } catch (error) {
      this.problem = messageOf(error);
    }
  }
}

function what(format: CaptionFormat): string {
  switch (format) {
    case "vtt":
      return t("formatVtt");
    case "srt":
      return t("formatSrt");
    case "txt":
      return t("formatTxt");
    case "ass":
      return t("formatAss");
    case "ttml":
      return t("formatTtml");
    case "scc":
      return t("formatScc");
    case "sbv":
      return t("formatSbv");
    case "json":
      return t("formatJson");
    case "rttm":
      return t("formatRttm");
  }
}

customElements.define("lc-downloads", DownloadMenu);
