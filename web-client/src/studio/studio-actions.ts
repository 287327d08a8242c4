import { html, nothing } from "lit";
import type { Session } from "../contract";
import { icon } from "../design/icon";
import { isEnded } from "../live/session-ends";
import type { PublisherStatus } from "../live/sound-publisher";
import "../design/dialog";
import { t } from "../strings/strings";

/** What buttons do. */
export interface StudioActs {
  mark(): void;
  pause(): void;
  stop(): void;
}

/** How sound goes from this page. */
export interface Sending {
  status: PublisherStatus | undefined;
  /** Whether this page sends. */
  sends: boolean;
  paused: boolean;
  /** Whether something is being done. */
  busy: boolean;
}

/** What can be done about a session as a whole, beside its title. */
export function studioActions(session: Session, { status, sends, paused, busy }: Sending, act: StudioActs) {
  if (isEnded(session) || (status?.state === "failed" && session.state !== "live")) {
    return html`<a class="button" href="/library/${encodeURIComponent(session.id)}">${t("library")}</a
      ><a class="button primary" href="/">${t("newSession")}</a>`;
  }
  return html`<button title="${t("mark")} (Alt+B)" @click=${() => act.mark()}>${icon("flag")}<span class="word">${t("mark")}</span></button>
    ${
      sends
        ? html`<button aria-pressed=${paused ? "true" : "false"} @click=${() => act.pause()}>
            ${icon(paused ? "play" : "pause")}<span class="word">${paused ? t("goOn") : t("pause")}</span>
          </button>`
        : nothing
    }
    <button class="stop" ?disabled=${status?.state === "closing" || session.state === "finishing" || busy} @click=${() => act.stop()}>
      ${icon("stop")}${session.source && !session.live ? t("cancel") : t("stop")}
    </button>`;
}

/** Who stops what others send is asked first. */
export function stopQuestion(stop: () => void, close: () => void) {
  return html`<lc-dialog label=${t("stopForAll")}>
    <p>${t("stopForAllText")}</p>
    <div class="row">
      <button class="stop" @click=${stop}>${t("stop")}</button>
      <button @click=${close}>${t("cancel")}</button>
    </div>
  </lc-dialog>`;
}
