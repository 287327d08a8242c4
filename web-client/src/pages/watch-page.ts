import { css, html, LitElement, nothing } from "lit";
import type { FeedNews } from "../captions/caption-panel";
import type { Session } from "../contract";
import { look } from "../design/look";
import type { Standing } from "../design/state-pill";
import "../captions/caption-panel";
import "../design/state-pill";

/** Read along: the page at `/watch/{id}`. */
export class WatchPage extends LitElement {
  static override properties = { sessionId: { attribute: "session-id" }, session: { state: true }, news: { state: true } };

  declare sessionId: string;
  declare private session: Session | undefined;
  declare private news: FeedNews;

  static override styles = [
    look,
    css`
      main {
        display: flex;
        flex-direction: column;
        gap: 0.75rem;
        max-width: 60rem;
        height: 100dvh;
        min-height: 24rem;
        margin: 0 auto;
        padding: 1rem;
      }
      header {
        justify-content: space-between;
      }
      lc-captions {
        flex: 1;
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.news = { state: "connecting" };
  }

  override render() {
    const { mood, text } = this.standing();
    const refused = this.news.state === "refused";
    // Of an import the message says what is being done.
    const trouble = this.session?.source ? undefined : this.session?.message;
    return html`<main>
      <header class="row">
        <h1>${this.session?.title || "Live captions"}</h1>
        <lc-state mood=${mood} text=${text}></lc-state>
      </header>
      ${refused ? html`<p class="note bad" role="alert">${this.news.message}</p>` : nothing}
      ${trouble && !refused ? html`<p class="note" role="status">${trouble}</p>` : nothing}
      <lc-captions ?hidden=${refused} session-id=${this.sessionId} @session=${this.onSession} @feed=${this.onFeed}></lc-captions>
    </main>`;
  }

  private standing(): Standing {
    switch (this.news.state) {
      case "refused":
        return { mood: "bad", text: "not available" };
      case "connecting":
        return { mood: "busy", text: "connecting…" };
      case "reconnecting":
        return { mood: "bad", text: "reconnecting…" };
      case "live":
        return sessionStanding(this.session);
    }
  }

  private onSession({ detail }: CustomEvent<Session>): void {
    this.session = detail;
    document.title = `${detail.title || "Live captions"} – LiveCaptions`;
  }

  private onFeed({ detail }: CustomEvent<FeedNews>): void {
    this.news = detail;
  }
}

function sessionStanding(session: Session | undefined): Standing {
  switch (session?.state) {
    case "live":
      return { mood: "good", text: "live" };
    case "finishing":
      return { mood: "busy", text: "finishing…" };
    case "finished":
      return { mood: "quiet", text: "finished" };
    case "failed":
      return { mood: "bad", text: "broken off" };
    default:
      return { mood: "busy", text: "not started yet" };
  }
}

customElements.define("lc-watch", WatchPage);
