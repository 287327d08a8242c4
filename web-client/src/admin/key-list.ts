import { css, html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { ApiKey, CreatedKey } from "../contract";
import type { DialogBox } from "../design/dialog";
import { look } from "../design/look";
import type { Standing } from "../design/state-pill";
import { accessKey, keepAccessKey } from "../live/access-key";
import { createKey, getKeys, revokeKey } from "../live/administration";
import { messageOf } from "../live/problem";
import { t } from "../strings/strings";
import "../design/copy-row";
import "../design/dialog";
import "../design/state-pill";
import "./key-form";
import type { WantedKey } from "./key-form";
import { instant } from "./words";

/** The server's keys: made, listed and revoked. A new one is shown once. */
export class KeyList extends LitElement {
  static override properties = {
    keys: { state: true },
    made: { state: true },
    revoking: { state: true },
    problem: { state: true },
    busy: { state: true },
    all: { state: true },
  };

  declare private keys: readonly ApiKey[] | undefined;
  /** The one that was just made. */
  declare private made: CreatedKey | undefined;
  /** The one that is asked about. */
  declare private revoking: ApiKey | undefined;
  declare private problem: string;
  declare private busy: boolean;
  /** Whether those are listed, too, that open nothing any more. */
  declare private all: boolean;

  static override styles = [
    look,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }
      ul {
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
        padding: var(--space-2) 0;
        border-top: 1px solid var(--line);
      }
      .what {
        flex: 1 1 14rem;
        min-width: 0;
        overflow-wrap: anywhere;
      }
      .what small {
        display: block;
        color: var(--quiet);
      }
      li button {
        min-height: 2.25rem;
        padding: 0.2rem var(--space-3);
        font-size: var(--small);
      }
      .made {
        display: grid;
        gap: var(--space-2);
      }
    `,
  ];

  constructor() {
    super();
    this.problem = "";
    this.busy = false;
    this.all = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.act(() => Promise.resolve());
  }

  override render() {
    const { keys, made } = this;
    const shown = keys?.filter((key) => this.all || isOpen(key));
    return html`${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
      ${keys?.length === 0 ? html`<p class="note">${t("keysNone")}</p>` : nothing}
      <lc-new-key ?busy=${this.busy} ?first=${keys?.length === 0} @wanted=${this.make}></lc-new-key>
      ${
        made
          ? html`<div class="note good made" role="status">
              <p>${t("keyOnce")}</p>
              <lc-copy label=${made.name ?? t("key")} .value=${made.key}></lc-copy>
            </div>`
          : nothing
      }
      <ul aria-label=${t("adminKeys")} ?hidden=${!shown?.length}>
        ${repeat(shown ?? [], ({ id }) => id, (key) => this.renderKey(key))}
      </ul>
      ${keys?.some((key) => !isOpen(key))
        ? html`<label class="check"
            ><input type="checkbox" .checked=${this.all} @change=${() => (this.all = !this.all)} />${t("keysAll")}</label
          >`
        : nothing}
      <lc-dialog label=${t("keyRevokeQuestion", { name: this.revoking ? nameOf(this.revoking) : "" })}>
        <p>${t(this.revoking?.yours ? "keyRevokeOwnText" : "keyRevokeText")}</p>
        <div class="row">
          <button class="stop" @click=${this.revoke}>${t("keyRevoke")}</button>
          <button @click=${() => this.question.close()}>${t("cancel")}</button>
        </div>
      </lc-dialog>`;
  }

  private renderKey(key: ApiKey) {
    const { scope, createdAt, expires, madeBy, yours } = key;
    const { mood, text } = standingOf(key);
    const name = nameOf(key);
    const by = madeBy && (this.keys?.find(({ id }) => id === madeBy) ?? { id: madeBy });
    return html`<li>
      <div class="what">
        <bdi>${name}</bdi>${yours ? html` · <span class="quiet">${t("keyYours")}</span>` : nothing}
        <small
          >${scope} ·
          ${t("keyMadeOn", { when: instant(createdAt) })}${by
            ? ` · ${t("keyMadeBy", { name: nameOf(by) })}` : ""}${expires && isOpen(key)
            ? ` · ${t("keyExpires", { when: instant(expires) })}` : ""}</small
        >
      </div>
      <lc-state mood=${mood} text=${text}></lc-state>
      ${isOpen(key)
        ? html`<button aria-label="${t("keyRevoke")}: ${name}" @click=${() => this.ask(key)}>${t("keyRevoke")}</button>`
        : nothing}
    </li>`;
  }

  private get question(): DialogBox {
    return this.renderRoot.querySelector<DialogBox>("lc-dialog")!;
  }

  private ask(key: ApiKey): void {
    this.revoking = key;
    this.question.show();
  }

  /** The first key closes the server to who has none: this tab takes it. */
  private make({ detail: { scope, expires, name } }: CustomEvent<WantedKey>): void {
    void this.act(async () => {
      this.made = await createKey(scope, expires, name);
      if (!accessKey()) {
        keepAccessKey(this.made.key);
      }
    });
  }

  private revoke(): void {
    const { id } = this.revoking!;
    this.question.close();
    void this.act(async () => {
      await revokeKey(id);
      this.made = this.made?.id === id ? undefined : this.made;
    });
  }

  private async act(action: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = "";
    try {
      await action();
      this.keys = await getKeys();
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}

function nameOf({ id, name }: Pick<ApiKey, "id" | "name">): string {
  return name ? `${name} (${id})` : id;
}

function isOpen({ revokedAt, expires }: ApiKey): boolean {
  return !revokedAt && !(expires && Date.parse(expires) <= Date.now());
}

function standingOf(key: ApiKey): Standing {
  return key.revokedAt
    ? { mood: "bad", text: t("keyRevoked") }
    : isOpen(key)
      ? { mood: "good", text: t("keyValid") }
      : { mood: "quiet", text: t("keyExpired") };
}

customElements.define("lc-admin-keys", KeyList);
