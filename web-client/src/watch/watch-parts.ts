import { html, nothing } from "lit";
import { languageName } from "../captions/track";
import type { Session } from "../contract";
import "../design/brand";
import "../design/state-pill";
import { isBettered } from "../live/session-ends";
import { seconds, t } from "../strings/strings";
import "./key-form";
import type { Refusal } from "./refusal";
import { endOf } from "./session-words";

/** In the place of captions that are not shown: why, and a field for a key where one would do. */
export function watchRefused({ text, wantsKey }: Refusal, mood: "good" | "busy" | "bad" | "quiet", standing: string, again: () => void) {
  return html`<main>
    <header>
      <lc-brand home></lc-brand>
      <lc-state mood=${mood} text=${standing}></lc-state>
    </header>
    <div class="refused card">
      <h1>${t("watchCaptions")}</h1>
      <p class=${wantsKey ? "" : "note bad"} role="alert">${text}</p>
      ${wantsKey ? html`<lc-key @key=${again}></lc-key>` : nothing}
    </div>
  </main>`;
}

/** In the place of the live lines, so that nothing which is being read moves. */
export function watchEnd(session: Session | undefined, hasWords: boolean) {
  const lost = session?.lostAudio ?? 0;
  return html`<div class="note" role="status">
    <p>${endOf(session, hasWords)}</p>
    ${session && isBettered(session) ? html`<p class="hint">${t("betterComing")}</p>` : nothing}
    ${lost >= 1 ? html`<p class="hint">${t("watchLostBefore", { time: seconds(lost) })}</p>` : nothing}
  </div>`;
}

/** Which language is read, where there is more than one. */
export function watchLanguages(session: Session | undefined, language: string, choose: (language: string) => void) {
  const own = session?.language;
  const targets = session?.targets ?? [];
  return targets.length === 0
    ? nothing
    : html`<select aria-label=${t("watchLanguage")} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${language === ""}>${own ? languageName(own) : t("watchAsSaid")}</option>
        ${targets.map((tag) => html`<option value=${tag} lang=${tag} ?selected=${language === tag}>${languageName(tag)}</option>`)}
      </select>`;
}
