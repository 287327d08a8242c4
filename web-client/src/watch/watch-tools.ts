import { html } from "lit";
import type { Session } from "../contract";
import { icon, type IconName } from "../design/icon";
import { t } from "../strings/strings";
import { watchLanguages } from "./watch-parts";

/** What a viewer does. */
export interface ToolActs {
  /** Opens what is behind a button. */
  open(dialog: "display" | "download" | "share"): void;
  search(): void;
  copy(): void;
  read(language: string): void;
  fill(): void;
}

/** Tools over the captions, as they stand. */
export interface ToolState {
  session: Session | undefined;
  language: string;
  /** Whether there is something to copy. */
  copyable: boolean;
  copied: boolean;
  over: boolean;
}

/** The tools of viewers, in a row. */
export function watchTools({ session, language, copyable, copied, over }: ToolState, act: ToolActs) {
  const tool = (name: IconName, words: string, run: () => void, disabled = false) =>
    html`<button ?disabled=${disabled} @click=${run}>${icon(name)}<span>${words}</span></button>`;
  return html`<div class="tools" role="group" aria-label=${t("watchTools")}>
    ${tool("text", t("watchDisplay"), () => act.open("display"))} ${tool("search", t("watchSearch"), () => act.search())}
    ${tool("copy", copied ? t("copied") : t("watchCopyAll"), () => act.copy(), !copyable)}
    ${tool("download", t("download"), () => act.open("download"))} ${tool("share", t("watchShare"), () => act.open("share"))}
    ${watchLanguages(session, language, (chosen) => act.read(chosen))}
    <button class="last" ?hidden=${over} @click=${() => act.fill()}>${icon("full")}<span>${t("watchFull")}</span></button>
  </div>`;
}
