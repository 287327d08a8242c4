import { css, html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { FoundSession, Session } from "../contract";
import type { DialogBox } from "../design/dialog";
import { look } from "../design/look";
import { deleteSession, findSessions, readPage, type Page, type SessionQuery } from "../live/archive";
import { forgetSession } from "../live/kept-sessions";
import { messageOf } from "../live/problem";
import { ServerError } from "../live/http";
import { t } from "../strings/strings";
import "../design/dialog";
import "../library/found-item";
import "../library/session-query-form";
import "../watch/key-form";
import "./page-header";

const asked = ["words", "state", "from", "to"] as const;

/** All sessions of the server, to search, open and delete: the page at `/library`. What is searched for is in the address. */
export class LibraryPage extends LitElement {
  static override properties = {
    query: { state: true },
    items: { state: true },
    next: { state: true },
    busy: { state: true },
    problem: { state: true },
    wantsKey: { state: true },
    removing: { state: true },
    told: { state: true },
  };

  declare private query: SessionQuery;
  /** Undefined until something was found, or nothing. */
  declare private items: readonly FoundSession[] | undefined;
  declare private next: string | undefined;
  declare private busy: boolean;
  declare private problem: string;
  declare private wantsKey: boolean;
  /** What is asked about before it is deleted. */
  declare private removing: Session | undefined;
  declare private told: string;
  /** Of two answers the later question's counts. */
  private asking = 0;

  static override styles = [
    look,
    css`
      main {
        display: grid;
        gap: var(--space-4);
        max-width: var(--wide);
        margin: 0 auto;
        padding: var(--space-2) var(--space-4) var(--space-6);
      }
      ul {
        display: grid;
        gap: var(--space-3);
        margin: 0;
        padding: 0;
        list-style: none;
      }
      .empty {
        padding: var(--space-6) 0;
        text-align: center;
      }
      .next {
        justify-self: center;
      }
    `,
  ];

  constructor() {
    super();
    this.query = queryIn(location.search);
    this.busy = false;
    this.problem = "";
    this.wantsKey = false;
    this.told = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${t("library")} – LiveCaptions`;
    window.addEventListener("popstate", this.onBack);
    void this.find();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("popstate", this.onBack);
  }

  override render() {
    return html`<lc-header></lc-header>
      <main>
        <h1>${t("library")}</h1>
        ${this.wantsKey
          ? html`<section class="card">
              <p class="note bad" role="alert">${this.problem}</p>
              <lc-key @key=${() => this.find()}></lc-key>
            </section>`
          : html`<lc-session-query .query=${this.query} @query=${this.onQuery}></lc-session-query>
              ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing} ${this.renderList()}`}
        <span class="unseen" role="status">${this.told}</span>
        ${this.renderQuestion()}
      </main>`;
  }

  private renderList() {
    if (!this.items) {
      return this.problem ? nothing : html`<p class="quiet" role="status">${t("connecting")}</p>`;
    }
    return html`${
      this.items.length === 0
        ? html`<p class="empty quiet">
            ${this.isNarrowed ? t("libraryNothingFound") : html`${t("libraryEmpty")} <a href="/">${t("newSession")}</a>`}
          </p>`
        : html`<ul aria-busy=${this.busy ? "true" : "false"}>
            ${repeat(
              this.items,
              ({ session }) => session.id,
              (found) => html`<li><lc-found .found=${found} @remove=${this.ask}></lc-found></li>`,
            )}
          </ul>`
    }
    ${this.next ? html`<button class="next" ?disabled=${this.busy} @click=${this.more}>${t("libraryMore")}</button>` : nothing}`;
  }

  private renderQuestion() {
    return html`<lc-dialog label=${t("libraryDeleteQuestion")}>
      <p><strong dir="auto">${this.removing?.title || t("untitled")}</strong></p>
      <p>${t("libraryDeleteText")}</p>
      <div class="row">
        <button class="stop" ?disabled=${this.busy} @click=${this.erase}>${t("libraryDelete")}</button>
        <button @click=${() => this.question.close()}>${t("cancel")}</button>
      </div>
    </lc-dialog>`;
  }

  private get question(): DialogBox {
    return this.renderRoot.querySelector<DialogBox>("lc-dialog")!;
  }

  private get isNarrowed(): boolean {
    return asked.some((name) => this.query[name]);
  }

  private onQuery({ detail }: CustomEvent<SessionQuery>): void {
    this.query = detail;
    const address = new URL(location.href);
    address.search = addressOf(detail);
    history.pushState(null, "", address);
    void this.find();
  }

  private readonly onBack = (): void => {
    this.query = queryIn(location.search);
    void this.find();
  };

  private find(): Promise<void> {
    return this.read(() => findSessions(this.query), []);
  }

  private more(): Promise<void> {
    return this.read(() => readPage(this.next!), this.items!);
  }

  private async read(read: () => Promise<Page<FoundSession>>, before: readonly FoundSession[]): Promise<void> {
    const number = ++this.asking;
    await this.act(async () => {
      const { items, next } = await read();
      if (number === this.asking) {
        this.items = [...before, ...items];
        this.next = next;
        this.told = t("libraryFound", { count: this.items.length });
      }
    });
  }

  private ask({ detail }: CustomEvent<Session>): void {
    this.removing = detail;
    this.question.show();
  }

  private async erase(): Promise<void> {
    const { id } = this.removing!;
    await this.act(async () => {
      await deleteSession(id);
      forgetSession(id);
      this.items = this.items?.filter(({ session }) => session.id !== id);
      this.told = t("libraryDeleted");
    });
    this.question.close();
  }

  private async act(action: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = "";
    this.wantsKey = false;
    try {
      await action();
    } catch (error) {
      this.problem = messageOf(error);
      this.wantsKey = error instanceof ServerError && error.needsKey;
    } finally {
      this.busy = false;
    }
  }
}

function queryIn(search: string): SessionQuery {
  const given = new URLSearchParams(search);
  return Object.fromEntries(asked.flatMap((name) => (given.get(name) ? [[name, given.get(name)!]] : [])));
}

function addressOf(query: SessionQuery): string {
  return new URLSearchParams(asked.flatMap((name) => (query[name] ? [[name, query[name]]] : []))).toString();
}

customElements.define("lc-library", LibraryPage);
