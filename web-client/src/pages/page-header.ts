import { css, html, LitElement } from "lit";
import { look } from "../design/look";
import { keepLanguage, language, languages, t, type Language } from "../strings/strings";
import "../design/brand";
import "../design/dialog";
import type { DialogBox } from "../design/dialog";

/** Mark, language and help above a page. */
export class PageHeader extends LitElement {
  static override styles = [
    look,
    css`
      header {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        justify-content: space-between;
        max-width: var(--wide);
        margin: 0 auto;
        padding: var(--space-2) var(--space-4);
      }
      select {
        width: auto;
        border-color: transparent;
        background: none;
      }
      dl,
      dd {
        margin: 0;
      }
      dt {
        margin-top: var(--space-3);
        font-weight: 550;
      }
    `,
  ];

  override render() {
    return html`<header>
        <lc-brand home></lc-brand>
        <div class="row">
          <select aria-label=${t("language")} @change=${choose}>
            ${Object.entries(languages).map(([tag, name]) => html`<option value=${tag} lang=${tag} ?selected=${tag === language()}>${name}</option>`)}
          </select>
          <button class="plain" @click=${() => this.renderRoot.querySelector<DialogBox>("lc-dialog")?.show()}>${t("help")}</button>
        </div>
      </header>
      <lc-dialog label=${t("help")}>
        <dl>
          <dt>${t("helpSilentQuestion")}</dt>
          <dd>${t("helpSilent")}</dd>
          <dt>${t("helpOthersQuestion")}</dt>
          <dd>${t("helpOthers")}</dd>
          <dt>${t("helpObsQuestion")}</dt>
          <dd>${t("helpObs")}</dd>
          <dt>${t("helpKeyQuestion")}</dt>
          <dd>${t("helpKey")}</dd>
        </dl>
      </lc-dialog>`;
  }
}

function choose(event: Event): void {
  keepLanguage((event.target as HTMLSelectElement).value as Language);
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  history.replaceState(null, "", address);
  location.reload();
}

customElements.define("lc-header", PageHeader);
