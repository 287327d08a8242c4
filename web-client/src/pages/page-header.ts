import { css, html, LitElement, nothing } from "lit";
import { look } from "../design/look";
import { keepLanguage, language, languages, t, type Language } from "../strings/strings";
import "../design/brand";
import "../design/dialog";
import type { DialogBox } from "../design/dialog";

const links = [
  ["/library", "library"],
  ["/admin", "admin"],
] as const;

/** Mark, ways to other pages, language and help above a page. */
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
      nav a {
        display: inline-flex;
        align-items: center;
        min-height: var(--target);
        padding: 0 var(--space-2);
        color: var(--text);
        text-decoration: none;
      }
      nav a:hover,
      nav a[aria-current] {
        text-decoration: underline;
        text-underline-offset: 0.3em;
      }
      nav {
        flex: 1;
        text-align: end;
      }
      @media (max-width: 40rem) {
        header {
          flex-wrap: wrap;
          row-gap: 0;
        }
        nav {
          flex-basis: 100%;
          order: 1;
          text-align: start;
        }
        nav a {
          min-height: 2rem;
          padding-inline-start: 0;
        }
        .row {
          flex-wrap: nowrap;
          gap: 0;
        }
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
        <nav aria-label=${t("pages")}>
          ${links.map(([path, name]) => html`<a href=${path} aria-current=${location.pathname === path ? "page" : nothing}>${t(name)}</a>`)}
        </nav>
        <div class="row">
          <select aria-label=${t("language")} @change=${choose}>
            ${Object.entries(languages).map(
              ([tag, name]) => html`<option value=${tag} lang=${tag} ?selected=${tag === language()}>${name}</option>`,
            )}
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
