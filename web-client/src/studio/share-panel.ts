import { css, html, LitElement, nothing } from "lit";
import type { Session } from "../contract";
import { look } from "../design/look";
import { watchLink } from "../live/links";
import { messageOf } from "../live/problem";
import { changeSession, createToken } from "../live/server";
import { t } from "../strings/strings";
import "../design/copy-row";
import "../design/disclosure";
import "../design/qr-code";

/** The link for viewers, who may use it, and one for a colleague. Sends `session` when it was changed. */
export class SharePanel extends LitElement {
  static override properties = {
    session: { attribute: false },
    busy: { state: true },
    problem: { state: true },
    colleague: { state: true },
  };

  declare session: Session;
  declare private busy: boolean;
  declare private problem: string;
  /** Link by which somebody else may manage the session. */
  declare private colleague: string | undefined;

  static override styles = [
    look,
    css`
      :host {
        display: grid;
        gap: var(--space-3);
      }
      .note {
        padding: var(--space-2) var(--space-3);
        font-size: var(--small);
      }
    `,
  ];

  constructor() {
    super();
    this.busy = false;
    this.problem = "";
  }

  override render() {
    const link = watchLink(this.session.id);
    return html`
      <lc-copy label=${t("linkForViewers")} .value=${link}></lc-copy>
      ${isLoopback(location.hostname) ? html`<p class="note">${t("loopbackLink")}</p>` : nothing}
      <label class="check"
        ><input
          type="checkbox"
          .checked=${this.session.public ?? false}
          ?disabled=${this.busy}
          @change=${this.open}
        />${t("anyoneMayWatch")}</label
      >
      <lc-disclosure label=${t("qrForViewers")}>
        <lc-qr .value=${link} label=${t("qrForViewersLabel")}></lc-qr>
      </lc-disclosure>
      <lc-disclosure label=${t("forColleague")}>
        <p class="hint">${t("forColleagueHint")}</p>
        ${this.colleague
          ? html`<lc-copy label=${t("linkForColleague")} .value=${this.colleague} secret></lc-copy>`
          : html`<button ?disabled=${this.busy} @click=${this.invite}>${t("makeLink")}</button>`}
      </lc-disclosure>
      ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
    `;
  }

  private async open(event: Event): Promise<void> {
    const box = event.target as HTMLInputElement;
    await this.act(async () => {
      const session = await changeSession(this.session.id, { public: box.checked });
      this.dispatchEvent(new CustomEvent<Session>("session", { detail: session }));
    });
    box.checked = this.session.public ?? false;
  }

  /** Behind the sign of a fragment, which browsers tell no server. */
  private async invite(): Promise<void> {
    await this.act(async () => {
      const { token } = await createToken(this.session.id, "edit", "7d");
      this.colleague = new URL(`/studio/${encodeURIComponent(this.session.id)}#key=${encodeURIComponent(token)}`, location.href).href;
    });
  }

  private async act(action: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = "";
    try {
      await action();
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}

/** Whether a host's name leads nowhere but to the machine itself. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || host.endsWith(".localhost") || /^127\./.test(host);
}

/** A key that came behind the sign of a fragment. */
export function keyInFragment(fragment: string): string | undefined {
  return new URLSearchParams(fragment.replace(/^#/, "")).get("key") ?? undefined;
}


customElements.define("lc-studio-share", SharePanel);
