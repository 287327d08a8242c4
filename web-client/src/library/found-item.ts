import { css, html, LitElement, nothing } from "lit";
import { clock } from "../captions/paragraphs";
import type { FoundSession, SearchHit } from "../contract";
import { look } from "../design/look";
import { marked } from "../design/marked";
import { t } from "../strings/strings";
import { standingOf, summaryOf } from "./session-summary";
import "../design/state-pill";
import "../studio/download-menu";

/**
 * A session in the library: what it is, where the words were found that were searched for, and what can be done with it. Sends `remove`.
 */
export class FoundItem extends LitElement {
  static override properties = { found: { attribute: false } };

  declare found: FoundSession;

  static override styles = [
    look,
    css`
      article {
        display: grid;
        gap: var(--space-2);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-3);
        align-items: baseline;
        justify-content: space-between;
      }
      h2 {
        min-width: 0;
        font-size: 1.1rem;
        overflow-wrap: anywhere;
      }
      .summary,
      .more {
        color: var(--quiet);
        font-size: var(--small);
      }
      ol {
        display: grid;
        gap: var(--space-1);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      ol a {
        display: grid;
        grid-template-columns: 3.6em 1fr;
        gap: var(--space-3);
        padding: var(--space-1) var(--space-2);
        border-radius: var(--radius-small);
        color: var(--text);
        text-decoration: none;
        overflow-wrap: anywhere;
      }
      ol a:hover {
        background: var(--accent-soft);
      }
      time {
        color: var(--quiet);
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      mark {
        border-radius: 3px;
        background: #ffe26a;
        color: #14171c;
      }
      .row {
        gap: var(--space-2);
      }
      .last {
        margin-inline-start: auto;
      }
    `,
  ];

  override render() {
    const { session, title, count, hits } = this.found;
    const { mood, text } = standingOf(session);
    const id = encodeURIComponent(session.id);
    return html`<article class="card" aria-labelledby="title">
      <header>
        <h2 id="title" dir="auto"><a href="/library/${id}">${session.title ? marked(session.title, title) : t("untitled")}</a></h2>
        <lc-state mood=${mood} text=${text}></lc-state>
      </header>
      <p class="summary">${summaryOf(session)}</p>
      ${hits.length > 0 ? html`<ol>${hits.map((hit) => this.renderHit(hit))}</ol>` : nothing}
      ${count > hits.length ? html`<p class="more">${t("libraryMoreHits", { count: count - hits.length })}</p>` : nothing}
      <div class="row">
        <a class="button" href="/studio/${id}">${t("libraryStudio")}</a>
        <a class="button" href="/watch/${id}">${t("libraryWatch")}</a>
        <lc-downloads .sessionId=${session.id}></lc-downloads>
        <button class="stop last" aria-label=${t("libraryDeleteNamed", { title: session.title || t("untitled") })} @click=${this.erase}>
          ${t("libraryDelete")}
        </button>
      </div>
    </article>`;
  }

  private renderHit({ cueId, start, text, matches, speaker }: SearchHit) {
    return html`<li>
      <a href="/library/${encodeURIComponent(this.found.session.id)}#${encodeURIComponent(cueId)}">
        <time>${clock(start)}</time
        ><span dir="auto">${speaker ? html`<strong><bdi>${speaker}</bdi>: </strong>` : nothing}${marked(text, matches)}</span>
      </a>
    </li>`;
  }

  private erase(): void {
    this.dispatchEvent(new CustomEvent("remove", { detail: this.found.session }));
  }
}

customElements.define("lc-found", FoundItem);
