import { html, nothing } from "lit";
import { captionFormats, type CaptionFormat } from "../contract";
import "../design/dialog";
import { captionsAddress } from "../live/server";
import { t } from "../strings/strings";
import "./display-panel";
import type { DisplaySettings } from "./display-settings";
import "./share-panel";

const ordinaryFormats = { vtt: "watchVtt", srt: "watchSrt", txt: "watchTxt" } as const;

/** What viewers open over the captions: looks, files, a link. */
export function watchDialogs(
  sessionId: string,
  title: string | undefined,
  language: string,
  settings: DisplaySettings,
  hasEmotions: boolean,
  change: (settings: DisplaySettings) => void,
) {
  const link = (format: CaptionFormat, words: string) =>
    html`<a class="button" href=${captionsAddress(sessionId, format, language)} download="captions-${sessionId}.${format}"
      >${words ? html`<span>${words}</span>` : nothing}${format.toUpperCase()}</a
    >`;
  return html`
    <lc-dialog id="display" label=${t("watchDisplay")}>
      <lc-display
        .settings=${settings}
        ?hasEmotions=${hasEmotions}
        @change=${(event: CustomEvent<DisplaySettings>) => change(event.detail)}
      ></lc-display>
    </lc-dialog>
    <lc-dialog id="download" label=${t("download")}>
      <div class="formats">
        ${Object.entries(ordinaryFormats).map(([format, words]) => link(format as CaptionFormat, t(words)))}
        <h3>${t("watchMoreFormats")}</h3>
        <div class="more">${captionFormats.filter((format) => !(format in ordinaryFormats)).map((format) => link(format, ""))}</div>
      </div>
    </lc-dialog>
    <lc-dialog id="share" label=${t("watchShare")}><lc-share .name=${title || t("watchCaptions")}></lc-share></lc-dialog>
  `;
}
