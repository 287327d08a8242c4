import { css, html, LitElement, nothing } from "lit";
import { captionFormats, type CaptionFormat } from "../contract";
import { look } from "../design/look";
import { messageOf } from "../live/problem";
import { captionsName, saveCaptions } from "../live/save-captions";
import { captionsPath } from "../live/server";
import { t } from "../strings/strings";

const ordinaryFormats = { vtt: "watchVtt", srt: "watchSrt", txt: "watchTxt" } as const;

/** What is read as files for viewers, in all formats. */
export class FilesPanel extends LitElement {
  static override properties = { sessionId: {}, language: {}, problem: { state: true } };

  declare sessionId: string;
  /** Of the translation that is read; empty for what is said. */
  declare language: string;
  declare private problem: string;

  static override styles = [
    look,
    css`
      :host {
        display: grid;
        gap: var(--space-2);
      }
      .wide {
        justify-content: space-between;
      }
      h3 {
        margin-top: var(--space-3);
        font-size: var(--small);
      }
      .more {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.language = "";
    this.problem = "";
  }

  override render() {
    return html`
      ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
      ${Object.entries(ordinaryFormats).map(([format, words]) => this.renderFormat(format as CaptionFormat, t(words)))}
      <h3>${t("watchMoreFormats")}</h3>
      <div class="more">
        ${captionFormats.filter((format) => !(format in ordinaryFormats)).map((format) => this.renderFormat(format, ""))}
      </div>
    `;
  }

  private renderFormat(format: CaptionFormat, words: string) {
    return html`<a
      class=${words ? "button wide" : "button"}
      href=${captionsPath(this.sessionId, format, this.language)}
      download=${captionsName(this.sessionId, format)}
      @click=${(event: Event) => this.save(event, format)}
      >${words ? html`<span>${words}</span>` : nothing}${format.toUpperCase()}</a
    >`;
  }

  private async save(event: Event, format: CaptionFormat): Promise<void> {
    this.problem = "";
    try {
      await saveCaptions(event, this.sessionId, format, this.language);
    } catch (error) {
      this.problem = messageOf(error);
    }
  }
}

customElements.define("lc-files", FilesPanel);
