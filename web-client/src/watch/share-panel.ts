import { css, html, LitElement, nothing } from "lit";
import { icon } from "../design/icon";
import { look } from "../design/look";
import { t } from "../strings/strings";
import "../design/copy-row";
import "../design/qr-code";

/** This page's address for others: to copy, to send, and for a camera. */
export class SharePanel extends LitElement {
  static override properties = { name: {} };

  /** What is watched. */
  declare name: string;

  static override styles = [
    look,
    css`
      .all {
        display: grid;
        gap: var(--space-3);
      }
      lc-qr {
        justify-self: center;
      }
    `,
  ];

  constructor() {
    super();
    this.name = "";
  }

  override render() {
    const link = shownLink();
    return html`<div class="all">
      ${isLoopback(location.hostname) ? html`<p class="note">${t("watchOnlyHere")}</p>` : nothing}
      <lc-copy label=${t("watchLink")} value=${link}></lc-copy>
      ${link.includes("access_token=") ? html`<p class="hint">${t("watchHasKey")}</p>` : nothing}
      ${"share" in navigator
        ? html`<button
            @click=${() => void navigator.share({ title: this.name, url: link }).catch(() => {})}
          >${icon("share")}${t("watchSend")}</button>`
        : nothing}
      <p>${t("watchScan")}</p>
      <lc-qr value=${link} label=${t("watchQr")}></lc-qr>
    </div>`;
  }
}

/** Without what is this viewer's own, such as the language. */
function shownLink(): string {
  const link = new URL(location.href);
  const key = link.searchParams.get("access_token");
  link.search = "";
  link.hash = "";
  if (key) {
    link.searchParams.set("access_token", key);
  }
  return link.href;
}

export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127\./.test(host);
}

customElements.define("lc-share", SharePanel);
