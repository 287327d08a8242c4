import { css, html, LitElement, nothing } from "lit";
import type { SoundChoice } from "../capture/capture";
import { namedMicrophones } from "../capture/sources";
import type { Session } from "../contract";
import { icon } from "../design/icon";
import { look } from "../design/look";
import { keepSession, keptSession } from "../live/kept-sessions";
import { messageOf } from "../live/problem";
import { createToken } from "../live/server";
import { t } from "../strings/strings";
import type { Broadcast } from "./broadcast";
import { rtmpAddress, whipAddress } from "./publishing";
import "../design/copy-row";
import "../design/disclosure";
import "../design/qr-code";

/** Where a session's sound comes from: this page, or another program by its addresses. Sends `listen` with a SoundChoice. */
export class SoundPanel extends LitElement {
  static override properties = {
    session: { attribute: false },
    broadcast: { attribute: false },
    busy: { type: Boolean },
    microphones: { state: true },
    problem: { state: true },
    streamKey: { state: true },
  };

  declare session: Session;
  declare broadcast: Broadcast | undefined;
  declare busy: boolean;
  declare private microphones: { id: string; name: string }[];
  declare private problem: string;
  declare private streamKey: string | undefined;

  static override styles = [
    look,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }
      .addresses {
        display: grid;
        gap: var(--space-3);
      }
      select {
        flex: 1 1 10rem;
        width: auto;
        min-width: 0;
      }
    `,
  ];

  constructor() {
    super();
    this.busy = false;
    this.microphones = [];
    this.problem = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.streamKey = keptSession(this.session.id)?.streamKey;
    void this.look();
    navigator.mediaDevices?.addEventListener?.("devicechange", this.look);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    navigator.mediaDevices?.removeEventListener?.("devicechange", this.look);
  }

  override render() {
    const sending = this.broadcast !== undefined;
    const elsewhere = !sending && this.session.state === "live" && (this.session.levels?.length ?? 0) > 0;
    return html`
      ${sending ? html`<p class="quiet">${t("soundFromHere")}</p>` : nothing}
      ${elsewhere ? html`<p class="quiet">${t("soundFromElsewhere")}</p>` : nothing} ${sending ? nothing : this.renderChoice(elsewhere)}
      ${this.renderAddresses(!sending && !elsewhere)} ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
    `;
  }

  private renderChoice(elsewhere: boolean) {
    if (!this.streamKey) {
      return html`<p class="quiet">${t("noStreamKey")}</p>
        <button @click=${this.getKey}>${t("getStreamKey")}</button>`;
    }
    const tabs = navigator.mediaDevices && "getDisplayMedia" in navigator.mediaDevices;
    return html`${elsewhere ? nothing : html`<p>${this.session.duration ? t("goOnWith") : t("waitsForSound")}</p>`}
      <div class="row">
        ${
          this.microphones.length > 1
            ? html`<select aria-label=${t("whichMicrophone")}>
                <option value="">${t("usualMicrophone")}</option>
                ${this.microphones.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
              </select>`
            : nothing
        }
        <button class=${elsewhere ? "" : "primary"} ?disabled=${this.busy} @click=${() => this.ask("microphone")}>
          ${icon("microphone")}${t("useMicrophone")}
        </button>
        ${tabs ? html`<button ?disabled=${this.busy} @click=${() => this.ask("tab")}>${icon("screen")}${t("shareTab")}</button>` : nothing}
      </div>`;
  }

  private renderAddresses(open: boolean) {
    const { streamKey } = this;
    if (!streamKey) {
      return nothing;
    }
    const rtmp = rtmpAddress(this.session.id, streamKey);
    return html`<lc-disclosure label=${t("obsAddresses")} ?open=${open}>
      <div class="addresses">
        <h2>${t("obsByRtmp")}</h2>
        <lc-copy label=${t("obsServer")} .value=${rtmp.server}></lc-copy>
        <lc-copy label=${t("obsStreamKey")} .value=${streamKey} secret></lc-copy>
        <h2>${t("obsByWhip")}</h2>
        <lc-copy label=${t("obsServer")} .value=${whipAddress(this.session.id)}></lc-copy>
        <lc-copy label=${t("bearerToken")} .value=${streamKey} secret></lc-copy>
        <lc-disclosure label=${t("phoneQr")}>
          <lc-qr .value=${`${rtmp.server}/${streamKey}`} .label=${t("phoneQrLabel")}></lc-qr>
          <p class="hint">${t("phoneQrHint")}</p>
        </lc-disclosure>
      </div>
    </lc-disclosure>`;
  }

  private ask(kind: "microphone" | "tab"): void {
    const deviceId = kind === "microphone" ? this.renderRoot.querySelector("select")?.value : undefined;
    this.dispatchEvent(new CustomEvent<SoundChoice>("listen", { detail: { kind, ...(deviceId ? { deviceId } : {}) } }));
  }

  /** Who may edit the session may give themselves leave to send its sound. */
  private async getKey(): Promise<void> {
    this.problem = "";
    try {
      const { token } = await createToken(this.session.id, "publish", "12h");
      const { id, createdAt, title } = this.session;
      keepSession({ id, createdAt, streamKey: token, ...(title ? { title } : {}) });
      this.streamKey = token;
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  private readonly look = async (): Promise<void> => {
    this.microphones = await namedMicrophones();
  };
}

customElements.define("lc-sound", SoundPanel);
