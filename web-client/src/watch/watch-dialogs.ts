import { html } from "lit";
import "../design/dialog";
import { t } from "../strings/strings";
import "./display-panel";
import type { DisplaySettings } from "./display-settings";
import "./files-panel";
import "./share-panel";

/** What viewers open over the captions: looks, files, a link. */
export function watchDialogs(
  sessionId: string,
  title: string | undefined,
  language: string,
  settings: DisplaySettings,
  hasEmotions: boolean,
  change: (settings: DisplaySettings) => void,
) {
  return html`
    <lc-dialog id="display" label=${t("watchDisplay")}>
      <lc-display
        .settings=${settings}
        ?hasEmotions=${hasEmotions}
        @change=${(event: CustomEvent<DisplaySettings>) => change(event.detail)}
      ></lc-display>
    </lc-dialog>
    <lc-dialog id="download" label=${t("download")}>
      <lc-files .sessionId=${sessionId} .language=${language}></lc-files>
    </lc-dialog>
    <lc-dialog id="share" label=${t("watchShare")}><lc-share .name=${title || t("watchCaptions")}></lc-share></lc-dialog>
  `;
}
