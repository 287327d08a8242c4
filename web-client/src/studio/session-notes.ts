import { html, nothing } from "lit";
import type { Session } from "../contract";
import { isBettered, isEnded } from "../live/session-ends";
import type { PublisherStatus } from "../live/sound-publisher";
import { seconds, t } from "../strings/strings";
import "../design/disclosure";
import { importTrouble } from "./import-trouble";

/**
 * What is to be told of a session above its captions.
 *
 * @param status of the sound that this page sends
 * @param problem what went wrong last of what was tried
 */
export function sessionNotes(session: Session, status: PublisherStatus | undefined, problem: string) {
  const { state, message, lost = 0, fleeting } = status ?? {};
  const lostWords = Math.round(lost) > 0 ? t(fleeting ? "lostFleeting" : "lostKept", { time: seconds(lost) }) : "";
  return html`
    ${state === "failed" ? html`<p class="note bad" role="alert">${message}</p>` : nothing}
    ${state === "reconnecting"
      ? html`<p class="note" role="status">${fleeting ? t("reconnectingFleeting") : t("reconnectingKept")}</p>`
      : nothing}
    ${lostWords ? html`<p class="note">${lostWords}</p>` : nothing}
    ${problem ? html`<p class="note bad" role="alert">${problem}</p>` : nothing}
    ${isBettered(session) ? html`<p class="quiet" role="status">${t("betterComing")}</p>` : nothing}
    ${session.source ? importNotes(session) : session.message ? html`<p class="note" role="status">${session.message}</p>` : nothing}
  `;
}

function importNotes(session: Session) {
  const { source, state, progress, message } = session;
  const trouble = state === "failed" ? importTrouble(message) : undefined;
  return html`<p class="quiet source">${source}</p>
    ${isEnded(session) || session.live
      ? nothing
      : progress === undefined
        ? html`<progress aria-label=${t("progress")}></progress>`
        : html`<progress aria-label=${t("progress")} .value=${progress}></progress>`}
    ${trouble
      ? html`<div class="note bad" role="alert">
          <p>${trouble.plain}</p>
          ${trouble.exact ? html`<lc-disclosure label=${t("exactWords")}><p class="quiet">${trouble.exact}</p></lc-disclosure>` : nothing}
        </div>`
      : nothing}
    ${state === "finished" && message ? html`<p class="note" role="status">${message}</p>` : nothing}`;
}
