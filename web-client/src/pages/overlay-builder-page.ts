import { css, html, LitElement, nothing } from "lit";
import { look as plain } from "../design/look";
import { accessKey } from "../live/access-key";
import { messageOf } from "../live/problem";
import { ServerError } from "../live/http";
import { createToken, getSession } from "../live/server";
import { lookOf, queryOf, sessionIn, type Look, type PresetName } from "../overlay/overlay-presets";
import { t } from "../strings/strings";
import "../design/brand";
import "../design/copy-row";

const presetNames = {
  usual: "overlayPresetUsual",
  outline: "overlayPresetOutline",
  broadcast: "overlayPresetBroadcast",
  big: "overlayPresetBig",
  calm: "overlayPresetCalm",
} as const;
const positions = { bottom: "overlayBottom", middle: "overlayMiddle", top: "overlayTop" } as const;
const sides = { left: "overlayLeft", center: "overlayCenter", right: "overlayRight" } as const;

/** How long the key in an address opens its session: as long as the server lets tokens live. */
const keyDays = 31;

/** What an overlay's address gets for a key, and why it gets none. Both empty where none is needed. */
interface OverlayKey {
  token?: string;
  problem?: string;
}

/** Builds the address of an overlay by looking at it: the page at `/overlay-builder`, `?session=ID` where it is known. */
export class OverlayBuilderPage extends LitElement {
  static override properties = { session: { state: true }, preset: { state: true }, chosen: { state: true }, keys: { state: true } };

  declare private session: string;
  declare private preset: PresetName;
  declare private chosen: Look;
  /** Of sessions whose address is wanted; undefined while the server is asked. */
  declare private keys: ReadonlyMap<string, OverlayKey | undefined>;

  /** As large as the picture is in OBS, shown smaller. */
  private readonly sizes = new ResizeObserver((entries) => {
    const { contentRect } = entries[0]!;
    this.renderRoot.querySelector("iframe")!.style.scale = String(contentRect.width / 1920);
  });

  static override styles = [
    plain,
    css`
      main {
        display: grid;
        gap: var(--space-4);
        max-width: var(--wide);
        margin: 0 auto;
        padding: var(--space-4);
      }
      .sides {
        display: grid;
        grid-template-columns: minmax(0, 22rem) minmax(0, 1fr);
        gap: var(--space-4);
        align-items: start;
      }
      form {
        display: grid;
        gap: var(--space-3);
      }
      .pair {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: var(--space-3);
      }
      input[type="color"] {
        padding: 4px;
      }
      figure {
        position: sticky;
        inset-block-start: var(--space-4);
        margin: 0;
      }
      .picture {
        aspect-ratio: 16 / 9;
        overflow: hidden;
        border-radius: var(--radius);
      }
      iframe {
        display: block;
        width: 1920px;
        height: 1080px;
        border: 0;
        transform-origin: 0 0;
        pointer-events: none;
        /* As a picture might be: light above, dark below. */
        background: linear-gradient(#8fb5d9, #c9d8e0 45%, #6d7f5e 46%, #2e3a2a);
      }
      @media (max-width: 48rem) {
        .sides {
          grid-template-columns: minmax(0, 1fr);
        }
        figure {
          position: static;
          order: -1;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.session = new URLSearchParams(location.search).get("session") ?? "";
    this.preset = "usual";
    this.chosen = lookOf("usual");
    this.keys = new Map();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.findKey();
  }

  override firstUpdated(): void {
    this.sizes.observe(this.renderRoot.querySelector(".picture")!);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  override render() {
    const query = queryOf(this.preset, this.chosen);
    return html`<main>
      <header><lc-brand home></lc-brand></header>
      <h1>${t("overlayBuilder")}</h1>
      <div class="sides">
        <form class="card" @submit=${this.submit}>${this.renderFields()}</form>
        <figure>
          <div class="picture">
            <iframe title=${t("overlayPreview")} tabindex="-1" src=${`/overlay/preview${query}${query ? "&" : "?"}preview=1`}></iframe>
          </div>
        </figure>
      </div>
      <section class="card">
        ${this.shownId ? this.renderAddress(query) : html`<p class="quiet">${t("overlaySessionHint")}</p>`}
        <p class="hint">${t("overlayHow")}</p>
      </section>
    </main>`;
  }

  private renderAddress(query: string) {
    const key = this.keys.get(this.shownId) ?? (accessKey(this.shownId) ? undefined : {});
    if (!key) {
      return html`<button ?disabled=${this.keys.has(this.shownId)} @click=${this.findKey}>${t("makeLink")}</button>`;
    }
    return html`<lc-copy label=${t("overlayAddress")} value=${this.address(query, key.token)} ?secret=${key.token !== undefined}></lc-copy>
      ${key.token ? html`<p class="hint">${t("overlayKeyHint", { days: keyDays })}</p>` : nothing}
      ${key.problem ? html`<p class="note" role="status">${key.problem}</p>` : nothing}`;
  }

  private renderFields() {
    const { chosen } = this;
    return html`
      <label class="field"
        ><span>${t("overlaySession")}</span
        ><input
          .value=${this.session}
          autocomplete="off"
          spellcheck="false"
          @input=${(event: Event) => (this.session = valueOf(event))}
        /><small>${t("overlaySessionHint")}</small></label
      >
      ${choice(t("overlayPreset"), presetNames, this.preset, (name) => this.begin(name))}
      <div class="pair">
        <label class="field"
          ><span>${t("overlayLines")}</span><input type="number" min="1" max="8" .value=${chosen.lines} @input=${this.take("lines")}
        /></label>
        <label class="field"
          ><span>${t("watchSize")}</span><input type="number" min="8" max="400" .value=${chosen.size} @input=${this.take("size")}
        /></label>
      </div>
      <small class="hint">${t("overlaySizeLabel")}</small>
      <div class="pair">
        <label class="field"
          ><span>${t("overlayText")}</span><input type="color" .value=${chosen.color} @input=${this.take("color")}
        /></label>
        <label class="field"
          ><span>${t("overlayGround")}</span><input type="color" .value=${chosen.ground} @input=${this.take("ground")}
        /></label>
      </div>
      <label class="field"
        ><span>${t("overlayOpacity")}</span
        ><input
          type="range"
          min="0"
          max="100"
          step="5"
          .value=${String(chosen.opacity)}
          @input=${(event: Event) => this.change({ opacity: Number(valueOf(event)) })}
      /></label>
      <label class="field"
        ><span>${t("overlayOutline")}</span
        ><input type="number" min="0" max="20" .value=${chosen.outlineWidth} @input=${this.take("outlineWidth")}
      /></label>
      <div class="pair">
        ${choice(t("overlayPosition"), positions, chosen.position as keyof typeof positions, (position) => this.change({ position }))}
        ${choice(t("overlayAlign"), sides, chosen.align as keyof typeof sides, (align) => this.change({ align }))}
      </div>
      <label class="check"
        ><input
          type="checkbox"
          .checked=${chosen.interim}
          @change=${(event: Event) => this.change({ interim: isChecked(event) })}
        />${t("overlayInterim")}</label
      >
      <label class="check"
        ><input
          type="checkbox"
          .checked=${chosen.speakers}
          @change=${(event: Event) => this.change({ speakers: isChecked(event) })}
        />${t("overlaySpeakers")}</label
      >
    `;
  }

  private get shownId(): string {
    return sessionIn(this.session);
  }

  private address(query: string, token: string | undefined): string {
    const address = new URL(`/overlay/${encodeURIComponent(this.shownId)}${query}`, location.href);
    if (token) {
      address.searchParams.set("access_token", token);
    }
    return address.href;
  }

  private submit(event: Event): void {
    event.preventDefault();
    void this.findKey();
  }

  /** A key that opens more than this picture must not get into OBS, where whoever sees the settings reads it. */
  private async findKey(): Promise<void> {
    const id = this.shownId;
    if (id && accessKey(id) && !this.keys.has(id)) {
      this.keys = new Map(this.keys).set(id, undefined);
      const key = await makeKey(id);
      this.keys = new Map(this.keys).set(id, key);
    }
  }

  private begin(preset: PresetName): void {
    this.preset = preset;
    this.chosen = lookOf(preset);
  }

  private take(name: keyof Look) {
    return (event: Event) => this.change({ [name]: valueOf(event) });
  }

  private change(changed: Partial<Look>): void {
    this.chosen = { ...this.chosen, ...changed };
  }
}

async function makeKey(sessionId: string): Promise<OverlayKey> {
  try {
    const { public: isPublic } = await getSession(sessionId);
    return isPublic ? {} : { token: (await createToken(sessionId, "view", `${keyDays}d`)).token };
  } catch (error) {
    const isForbidden = error instanceof ServerError && (error.status === 401 || error.status === 403);
    return { problem: isForbidden ? t("overlayNoKey") : `${t("overlayNoKey")} ${messageOf(error)}` };
  }
}

function choice<Name extends string>(
  label: string,
  names: Record<Name, Parameters<typeof t>[0]>,
  chosen: Name,
  take: (name: Name) => void,
) {
  return html`<label class="field"
    ><span>${label}</span
    ><select @change=${(event: Event) => take(valueOf(event) as Name)}>
      ${(Object.keys(names) as Name[]).map(
        (name) =>
          html`<option value=${name} ?selected=${name === chosen}>${(t as (key: string) => string)(names[name])}</option>`,
      )}
    </select></label
  >`;
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement).value;
}

function isChecked(event: Event): boolean {
  return (event.target as HTMLInputElement).checked;
}

customElements.define("lc-overlay-builder", OverlayBuilderPage);
