import { html, LitElement, nothing } from "lit";
import type { SourceKind } from "../capture/sources";
import { namedMicrophones } from "../capture/sources";
import type { SessionRequest } from "../contract";
import { icon, type IconName } from "../design/icon";
import { look } from "../design/look";
import { t } from "../strings/strings";
import { termsIn } from "../studio/words";
import { startLook } from "./start-look";
import "../design/disclosure";
import type { Disclosure } from "../design/disclosure";
import "../voices/profile-list";

/** What a person chooses from. */
type Tile = "microphone" | "tab" | "obs" | "file" | "link";

/** Played or spoken here, sent by another program, or handed to the server whole. */
export type StartKind = SourceKind | "obs" | "upload" | "link";

/** Detail of the form's `start` event. */
export interface StartDetail {
  request: SessionRequest;
  source: StartKind;
  /** Of a microphone. */
  deviceId?: string;
  file?: File;
  url?: string;
  /** The address is a live stream. */
  live?: boolean;
  key?: string;
}

/** That the server takes. */
const mostSpeakers = 64;

/** Languages that engines of this kind know; what the server's engine does not take it says. */
const languages = ["en", "de", "es", "fr", "it", "pt", "nl", "pl", "uk", "ru", "tr", "ar", "hi", "zh", "ja", "ko"];

/** Phones cannot share a tab; an insecure page has no devices at all, and is told so. */
function isOffered(tile: Tile): boolean {
  return tile !== "tab" || !navigator.mediaDevices || "getDisplayMedia" in navigator.mediaDevices;
}

/** What to caption: source first, everything else may be left as it is. Sends `start` with a StartDetail. */
export class StartForm extends LitElement {
  static override properties = {
    busy: { type: Boolean },
    doing: {},
    wantsKey: { type: Boolean },
    told: { type: Boolean },
    tile: { state: true },
    microphones: { state: true },
  };

  declare busy: boolean;
  /** What the button says while busy. */
  declare doing: string;
  /** The server asked for a key: offer a field for it. */
  declare wantsKey: boolean;
  /** The page says already what is wrong. */
  declare told: boolean;
  declare private tile: Tile;
  declare private microphones: { id: string; name: string }[];

  static override styles = [
    look,
    startLook,
  ];

  constructor() {
    super();
    this.busy = false;
    this.doing = "";
    this.wantsKey = false;
    this.told = false;
    this.tile = "microphone";
    this.microphones = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void namedMicrophones().then((microphones) => (this.microphones = microphones));
  }

  override render() {
    return html`<form class="card" @submit=${this.submit}>
      <fieldset>
        <legend>${t("soundFrom")}</legend>
        <div class="tiles">
          ${this.renderTile("microphone", "microphone", t("microphone"))} ${this.renderTile("tab", "screen", t("tabOrScreen"))}
          ${this.renderTile("file", "file", t("file"))} ${this.renderTile("link", "link", t("link"))}
          ${this.renderTile("obs", "broadcast", t("obsOrEncoder"))}
        </div>
      </fieldset>
      ${this.renderSource()}
      ${
        this.wantsKey
          ? html`<label class="field"
              ><span>${t("key")}</span><input name="key" type="password" autocomplete="current-password" /><small
                >${t("keyHint")}</small
              ></label
            >`
          : nothing
      }
      <button class="primary" ?disabled=${this.busy}>
        ${this.busy ? this.doing : this.tile === "obs" ? t("showAddresses") : t("startCaptions")}
      </button>
      ${this.renderMore()}
    </form>`;
  }

  private renderTile(tile: Tile, glyph: IconName, label: string) {
    return isOffered(tile)
      ? html`<label class="tile">
          <input type="radio" name="source" value=${tile} .checked=${this.tile === tile} @change=${() => (this.tile = tile)} />
          ${icon(glyph)}<b>${label}</b>
        </label>`
      : nothing;
  }

  private renderSource() {
    switch (this.tile) {
      case "microphone":
        return html`${globalThis.isSecureContext === false && !this.told ? html`<p class="note">${t("insecurePage")}</p>` : nothing}
        ${this.microphones.length > 1
          ? html`<label class="field"
              ><span>${t("whichMicrophone")}</span
              ><select name="device">
                <option value="">${t("usualMicrophone")}</option>
                ${this.microphones.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
              </select></label
            >`
          : nothing}`;
      case "tab":
        return html`<p class="hint">${t("tabHint")}</p>`;
      case "obs":
        return html`<p class="hint">${t("obsHint")}</p>`;
      case "file":
        return html`<label class="field"
            ><span>${t("chosenFile")}</span><input name="file" type="file" accept="audio/*,video/*" required
          /></label>
          <label class="check"><input name="here" type="checkbox" />${t("playHere")}</label>`;
      case "link":
        return html`<label class="field"
            ><span>${t("address")}</span
            ><input
              name="url"
              type="url"
              dir="ltr"
              inputmode="url"
              placeholder="https://, rtsp://, srt://, rtmp://"
              pattern="(https?|rtsps?|srt|rtmps?)://.+"
              maxlength="2000"
              required
            /><small>${t("linkHint")}</small></label
          >
          <label class="check"><input name="live" type="checkbox" />${t("linkIsLive")}</label>`;
    }
  }

  private renderMore() {
    return html`<lc-disclosure label=${t("moreSettings")} hint=${t("allOptional")}>
      <div class="options">
        <label class="field"><span>${t("title")}</span><input name="title" maxlength="200" autocomplete="off" /></label>
        <label class="field"
          ><span>${t("spokenLanguage")}</span
          ><select name="language">
            <option value="">${t("languageByEngine")}</option>
            ${languages.map((tag) => html`<option value=${tag}>${languageName(tag)}</option>`)}
          </select></label
        >
        <label class="field"
          ><span>${t("keyterms")}</span><textarea name="keyterms" rows="2" autocomplete="off"></textarea
          ><small>${t("keytermsHint")}</small></label
        >
        <label class="field"
          ><span>${t("speakersAtMost")}</span>
          <input class="few" name="maxSpeakers" type="number" min="1" max=${mostSpeakers} step="1" @invalid=${unfold}
        /></label>
        <label class="check"><input name="emotion" type="checkbox" />${t("tellEmotions")}</label>
        <label class="check"><input name="profiles" type="checkbox" />${t("nameRemembered")}</label>
        <lc-profiles></lc-profiles>
      </div>
    </lc-disclosure>`;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    if (this.busy) {
      return;
    }
    const fields = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(fields.get(name) ?? "").trim();
    const file = fields.get("file");
    const keyterms = termsIn(text("keyterms"));
    const detail: StartDetail = {
      request: {
        ...(text("title") ? { title: text("title") } : {}),
        ...(text("language") ? { language: text("language") } : {}),
        ...(text("maxSpeakers") ? { maxSpeakers: Number(text("maxSpeakers")) } : {}),
        ...(keyterms.length > 0 ? { keyterms } : {}),
        emotion: fields.has("emotion"),
        ...(fields.has("profiles") ? { profiles: true } : {}),
      },
      source: this.tile === "file" && !fields.has("here") ? "upload" : this.tile,
      ...(text("device") ? { deviceId: text("device") } : {}),
      ...(file instanceof File ? { file } : {}),
      ...(text("url") ? { url: text("url"), live: fields.has("live") } : {}),
      ...(text("key") ? { key: text("key") } : {}),
    };
    this.dispatchEvent(new CustomEvent<StartDetail>("start", { detail }));
  }
}

/** A language by the name that who speaks it gives it, and by that of the page's language. */
function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** What is to be put right has to be seen. */
function unfold(event: Event): void {
  (event.target as HTMLElement).closest<Disclosure>("lc-disclosure")!.open = true;
}

customElements.define("lc-start-form", StartForm);
