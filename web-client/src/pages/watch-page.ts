import { html, LitElement, nothing, type PropertyValues } from "lit";
import { plainText } from "../captions/paragraphs";
import type { Cue, Session } from "../contract";
import { copyText } from "../design/clipboard";
import type { DialogBox } from "../design/dialog";
import { icon } from "../design/icon";
import { look } from "../design/look";
import type { EmotionMarks } from "../emotions/emotion-changes";
import { KeptChanges, noEmotions } from "../emotions/kept-changes";
import { t } from "../strings/strings";
import { keepSettings, keptSettings, spacings, styleOf, type DisplaySettings } from "../watch/display-settings";
import { Hall } from "../watch/hall";
import { HoldBack } from "../watch/hold-back";
import type { Searched } from "../watch/search-bar";
import { standingOf } from "../watch/session-words";
import { trackNotes } from "../watch/track-notes";
import type { TranscriptView } from "../watch/transcript-view";
import { watchDialogs } from "../watch/watch-dialogs";
import { watchEnd, watchRefused } from "../watch/watch-parts";
import { watchTools } from "../watch/watch-tools";
import { WatchedSession } from "../watch/watched-session";
import { watchLook } from "./watch-look";
import "../captions/announcer";
import "../captions/live-view";
import "../design/state-pill";
import "../watch/search-bar";
import "../watch/transcript-view";

/** Read along: the page at `/watch/{id}`. */
export class WatchPage extends LitElement {
  static override properties = {
    sessionId: { attribute: "session-id" },
    settings: { state: true },
    searching: { state: true },
    searched: { state: true },
    copied: { state: true },
  };

  declare sessionId: string;
  declare private settings: DisplaySettings;
  declare private searching: boolean;
  declare private searched: Searched;
  declare private copied: boolean;
  private readonly watched = new WatchedSession(this, (session) => this.onSession(session));
  private readonly held = new HoldBack();
  private readonly changes = new KeptChanges();
  private settling: ReturnType<typeof setTimeout> | undefined;
  private readonly hall = new Hall(this, () => this.renderRoot.querySelector<HTMLElement>(".last")?.focus());

  static override styles = [look, watchLook];

  constructor() {
    super();
    this.sessionId = "";
    this.settings = keptSettings();
    this.searching = false;
    this.searched = { query: "", current: 0 };
    this.copied = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.settling);
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("settings")) {
      this.renderRoot.querySelector<TranscriptView>("lc-transcript")?.restyled();
    }
  }

  override render() {
    const { state, session, refusal, start } = this.watched;
    const { mood, text } = standingOf(state, session);
    if (refusal) {
      return watchRefused(refusal, mood, text, start);
    }
    return this.hall.isOn ? this.renderHall() : this.renderPage(mood, text);
  }

  private renderPage(mood: "good" | "busy" | "bad" | "quiet", text: string) {
    const { cues, session, isOver, loaded, loading, language } = this.watched;
    const { finals } = cues;
    const hasTranscript = this.settings.view !== "lines" || isOver || this.searching;
    return html`<main class=${loaded ? "" : "early"}>
      <header>
        <h1>${this.name}</h1>
        <lc-state mood=${mood} text=${text}></lc-state>
      </header>
      ${this.renderTools(finals)} ${trackNotes(finals, language)}
      ${
        this.searching
          ? html`<lc-search
              .found=${this.transcript?.matchCount ?? 0}
              @search=${(event: CustomEvent<Searched>) => (this.searched = event.detail)}
              @close=${this.endSearch}
            ></lc-search>`
          : nothing
      }
      ${hasTranscript ? this.renderTranscript(finals) : nothing}
      ${
        isOver
          ? watchEnd(session, finals.length > 0 || loading)
          : this.settings.view === "transcript"
            ? nothing
            : this.renderLines(hasTranscript ? 0 : 3, hasTranscript ? "" : "alone")
      }
      ${watchDialogs(
        this.sessionId, session?.title, language, this.settings, this.changes.in(finals).size > 0,
        (settings) => this.onSettings(settings),
      )}
      <lc-announcer .finals=${finals} .emotions=${this.shownEmotions(finals)} .ready=${loaded}></lc-announcer>
      <span class="unseen" role="status">${this.copied ? t("copied") : ""}</span>
    </main>`;
  }

  private renderTools(finals: readonly Cue[]) {
    const { session, language, isOver, loading } = this.watched;
    return watchTools(
      { session, language, over: isOver, copied: this.copied, copyable: finals.length > 0 && !loading },
      {
        open: (dialog) => this.renderRoot.querySelector<DialogBox>(`#${dialog}`)!.show(),
        search: () => (this.searching = true),
        copy: () => void this.copy(),
        read: (chosen) => this.watched.read(chosen),
        fill: () => this.hall.enter(),
      },
    );
  }

  private renderTranscript(finals: readonly Cue[]) {
    const { gaps, isOver, loading, cameLate } = this.watched;
    return html`<lc-transcript
      .style=${styleOf(this.settings)}
      .finals=${finals}
      .gaps=${gaps.all}
      .emotions=${this.shownEmotions(finals)}
      .names=${this.settings.names}
      .live=${!isOver}
      .loading=${loading}
      .fromStart=${cameLate}
      .query=${this.searching ? this.searched.query : ""}
      .current=${this.searched.current}
      @matches=${() => this.requestUpdate()}
    ></lc-transcript>`;
  }

  private renderHall() {
    const { finals } = this.watched.cues;
    const rows = this.hall.rows(this.settings.size, spacings[this.settings.spacing][0]);
    return html`<main class="hall" .style=${`${styleOf(this.settings)}; --caption-size: ${this.hall.size}px`}>
      <h1 class="unseen">${this.name}</h1>
      ${this.renderLines(rows, "")}
      <button class="leave icon" aria-label=${t("watchFullEnd")} @click=${this.hall.leave}>${icon("close")}</button>
      <lc-announcer .finals=${finals} .emotions=${this.shownEmotions(finals)} .ready=${this.watched.loaded}></lc-announcer>
    </main>`;
  }

  private renderLines(rows: number, name: string) {
    const { cues, state, session } = this.watched;
    const now = performance.now();
    const interims = this.held.show(cues.interims, this.settings.pace, now);
    this.settle(now);
    return html`<lc-live-view
      .style=${styleOf(this.settings)}
      class="${name} ${state === "reconnecting" ? "late" : ""}"
      .rows=${rows}
      .finals=${cues.finals}
      .interims=${interims}
      .names=${this.settings.names}
      .idle=${session?.state === "created" ? t("watchStarts") : ""}
    ></lc-live-view>`;
  }

  private get name(): string {
    return this.watched.session?.title || t("watchCaptions");
  }

  private get transcript(): TranscriptView | null {
    return this.renderRoot.querySelector<TranscriptView>("lc-transcript");
  }

  private onSession(session: Session | undefined): void {
    if (session) {
      document.title = `${session.title || t("watchCaptions")} – LiveCaptions`;
    }
    if (!session || this.watched.isOver) {
      void this.hall.leave();
    }
  }

  /** What is held back comes when its time is up, also where nothing is said meanwhile. */
  private settle(now: number): void {
    clearTimeout(this.settling);
    const wait = this.held.wait(now);
    if (wait !== undefined) {
      this.settling = setTimeout(() => this.requestUpdate(), wait + 10);
    }
  }

  private shownEmotions(finals: readonly Cue[]): EmotionMarks {
    return this.settings.emotions ? this.changes.in(finals) : noEmotions;
  }

  private onSettings(detail: DisplaySettings): void {
    this.settings = detail;
    keepSettings(detail);
  }

  private endSearch(): void {
    this.searching = false;
    this.searched = { query: "", current: 0 };
  }

  private async copy(): Promise<void> {
    this.copied = await copyText(plainText(this.watched.cues.finals), this.renderRoot);
    setTimeout(() => (this.copied = false), 2000);
  }
}

customElements.define("lc-watch", WatchPage);
