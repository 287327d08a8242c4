import { html, LitElement, nothing, type PropertyValues } from "lit";
import { CueList } from "../captions/cue-list";
import { isOfTrack } from "../captions/track";
import { plainText } from "../captions/paragraphs";
import type { Cue, Session, WatchSnapshot } from "../contract";
import { copyText } from "../design/clipboard";
import type { DialogBox } from "../design/dialog";
import { icon, type IconName } from "../design/icon";
import { look } from "../design/look";
import { emotionChanges, type EmotionMarks } from "../emotions/emotion-changes";
import { CaptionFeed, type FeedEvents, type FeedState } from "../live/caption-feed";
import { isEnded } from "../live/session-ends";
import { t } from "../strings/strings";
import { keepSettings, keptSettings, spacings, styleOf, type DisplaySettings } from "../watch/display-settings";
import { Hall } from "../watch/hall";
import { HoldBack } from "../watch/hold-back";
import { leanCue } from "../watch/lean-cue";
import { findRefusal, type Refusal } from "../watch/refusal";
import type { Searched } from "../watch/search-bar";
import { standingOf } from "../watch/session-words";
import { SoundGaps } from "../watch/sound-gaps";
import type { TranscriptView } from "../watch/transcript-view";
import { watchDialogs } from "../watch/watch-dialogs";
import { watchEnd, watchLanguages, watchRefused } from "../watch/watch-parts";
import { watchLook } from "./watch-look";
import "../captions/announcer";
import "../captions/live-view";
import "../design/state-pill";
import "../watch/search-bar";
import "../watch/transcript-view";

const noEmotions: EmotionMarks = new Map();

/** Read along: the page at `/watch/{id}`. */
export class WatchPage extends LitElement {
  static override properties = {
    sessionId: { attribute: "session-id" },
    session: { state: true },
    feedState: { state: true },
    refusal: { state: true },
    settings: { state: true },
    searching: { state: true },
    searched: { state: true },
    loading: { state: true },
    copied: { state: true },
    language: { state: true },
  };

  declare sessionId: string;
  declare private session: Session | undefined;
  declare private feedState: FeedState;
  declare private refusal: Refusal | undefined;
  declare private settings: DisplaySettings;
  declare private searching: boolean;
  declare private searched: Searched;
  /** Whether earlier captions are still to come. */
  declare private loading: boolean;
  declare private copied: boolean;
  /** Of a translation that is read in the place of what is said; empty for that. */
  declare private language: string;
  private cues = new CueList();
  private gaps = new SoundGaps();
  private readonly held = new HoldBack();
  private marks: { of: readonly Cue[]; marks: EmotionMarks } = { of: [], marks: noEmotions };
  private feed: CaptionFeed | undefined;
  private loaded = false;
  /** Whether all was said when the viewer came. */
  private cameLate = false;
  private settling: ReturnType<typeof setTimeout> | undefined;
  private readonly hall = new Hall(this, () => this.renderRoot.querySelector<HTMLElement>(".last")?.focus());

  static override styles = [look, watchLook];

  constructor() {
    super();
    this.sessionId = "";
    this.feedState = "connecting";
    this.settings = keptSettings();
    this.searching = false;
    this.searched = { query: "", current: 0 };
    this.loading = false;
    this.copied = false;
    this.language = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.watch();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.settling);
    void this.feed?.stop();
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("settings")) {
      this.renderRoot.querySelector<TranscriptView>("lc-transcript")?.restyled();
    }
  }

  override render() {
    const { mood, text } = standingOf(this.feedState, this.session);
    if (this.refusal) {
      return watchRefused(this.refusal, mood, text, this.watch);
    }
    return this.hall.isOn ? this.renderHall() : this.renderPage(mood, text);
  }

  private renderPage(mood: "good" | "busy" | "bad" | "quiet", text: string) {
    const { finals } = this.cues;
    const hasTranscript = this.settings.view !== "lines" || this.isOver || this.searching;
    return html`<main class=${this.loaded ? "" : "early"}>
      <header>
        <h1>${this.session?.title || t("watchCaptions")}</h1>
        <lc-state mood=${mood} text=${text}></lc-state>
      </header>
      ${this.renderTools(finals)}
      ${
        this.searching
          ? html`<lc-search
              .found=${this.transcript?.matchCount ?? 0}
              @search=${(event: CustomEvent<Searched>) => (this.searched = event.detail)}
              @close=${this.endSearch}
            ></lc-search>`
          : nothing
      }
      ${
        hasTranscript
          ? html`<lc-transcript
              .style=${styleOf(this.settings)}
              .finals=${finals}
              .gaps=${this.gaps.all}
              .emotions=${this.shownEmotions(finals)}
              .names=${this.settings.names}
              .live=${!this.isOver}
              .loading=${this.loading}
              .fromStart=${this.cameLate}
              .query=${this.searching ? this.searched.query : ""}
              .current=${this.searched.current}
              @matches=${() => this.requestUpdate()}
            ></lc-transcript>`
          : nothing
      }
      ${this.isOver
        ? watchEnd(this.session, finals.length > 0 || this.loading)
        : this.settings.view === "transcript"
          ? nothing
          : this.renderLines(hasTranscript ? 0 : 3, hasTranscript ? "" : "alone")}
      ${watchDialogs(
        this.sessionId, this.session?.title, this.language, this.settings, this.marksOf(this.cues.finals).size > 0,
        (settings) => this.onSettings(settings),
      )}
      <lc-announcer .finals=${finals} .emotions=${this.shownEmotions(finals)} .ready=${this.loaded}></lc-announcer>
      <span class="unseen" role="status">${this.copied ? t("copied") : ""}</span>
    </main>`;
  }

  private renderTools(finals: readonly Cue[]) {
    const tool = (name: IconName, words: string, act: () => void, disabled = false) =>
      html`<button ?disabled=${disabled} @click=${act}>${icon(name)}<span>${words}</span></button>`;
    return html`<div class="tools" role="group" aria-label=${t("watchTools")}>
      ${tool("text", t("watchDisplay"), () => this.dialog("display").show())}
      ${tool("search", t("watchSearch"), () => (this.searching = true))}
      ${tool("copy", this.copied ? t("copied") : t("watchCopyAll"), () => void this.copy(), finals.length === 0 || this.loading)}
      ${tool("download", t("download"), () => this.dialog("download").show())}
      ${tool("share", t("watchShare"), () => this.dialog("share").show())}
      ${watchLanguages(this.session, this.language, (language) => this.read(language))}
      <button class="last" ?hidden=${this.isOver} @click=${this.hall.enter}>${icon("full")}<span>${t("watchFull")}</span></button>
    </div>`;
  }

  private renderHall() {
    const rows = this.hall.rows(this.settings.size, spacings[this.settings.spacing][0]);
    return html`<main class="hall" .style=${`${styleOf(this.settings)}; --caption-size: ${this.hall.size}px`}>
      <h1 class="unseen">${this.session?.title || t("watchCaptions")}</h1>
      ${this.renderLines(rows, "")}
      <button class="leave icon" aria-label=${t("watchFullEnd")} @click=${this.hall.leave}>${icon("close")}</button>
      <lc-announcer .finals=${this.cues.finals} .emotions=${this.shownEmotions(this.cues.finals)} .ready=${this.loaded}></lc-announcer>
    </main>`;
  }

  private renderLines(rows: number, name: string) {
    const now = performance.now();
    const interims = this.held.show(this.cues.interims, this.settings.pace, now);
    this.settle(now);
    return html`<lc-live-view
      .style=${styleOf(this.settings)}
      class="${name} ${this.feedState === "reconnecting" ? "late" : ""}"
      .rows=${rows}
      .finals=${this.cues.finals}
      .interims=${interims}
      .names=${this.settings.names}
      .idle=${this.session?.state === "created" ? t("watchStarts") : ""}
    ></lc-live-view>`;
  }

  private get isOver(): boolean {
    return this.session !== undefined && isEnded(this.session);
  }

  private get transcript(): TranscriptView | null {
    return this.renderRoot.querySelector<TranscriptView>("lc-transcript");
  }

  private dialog(id: string): DialogBox {
    return this.renderRoot.querySelector<DialogBox>(`#${id}`)!;
  }

  /** In another language, or as it is said. */
  private read(language: string): void {
    this.language = language;
    this.watch();
  }

  private readonly watch = (): void => {
    void this.feed?.stop();
    this.refusal = undefined;
    [this.cues, this.gaps, this.loaded] = [new CueList(), new SoundGaps(), false];
    const { language } = this;
    const events: FeedEvents = {
      state: (state, message) => void this.take(state, message),
      snapshot: (snapshot) => this.onSnapshot(snapshot),
      older: (cues) => this.cues.applyOlder(cues.filter((cue) => isOfTrack(cue, language)).map(leanCue)) && this.requestUpdate(),
      loading: (isLoading) => (this.loading = isLoading),
      cue: (cue) => isOfTrack(cue, language) && this.cues.apply(leanCue(cue)) && this.requestUpdate(),
      session: (session) => this.onSession(session),
      speaker: (speaker) => this.cues.rename(speaker) && this.requestUpdate(),
    };
    this.feed = new CaptionFeed(this.sessionId, events, language ? [language] : []);
    this.feed.start();
  };

  private async take(state: FeedState, message = ""): Promise<void> {
    if (state === "reconnecting") {
      this.cues.interrupt();
    }
    if (state === "refused") {
      const refusal = await findRefusal(this.sessionId, message);
      void this.hall.leave();
      this.refusal = refusal;
    }
    this.feedState = state;
  }

  private onSnapshot(snapshot: WatchSnapshot): void {
    this.cues.applySnapshot({ ...snapshot, cues: snapshot.cues.filter((cue) => isOfTrack(cue, this.language)).map(leanCue) });
    if (!this.loaded) {
      this.cameLate = isEnded(snapshot.session);
    }
    this.onSession(snapshot.session);
    this.loaded = true;
    this.requestUpdate();
  }

  private onSession(session: Session): void {
    this.session = session;
    this.gaps.hear(session, this.cues.finals);
    document.title = `${session.title || t("watchCaptions")} – LiveCaptions`;
    if (this.isOver) {
      this.cues.dropInterims();
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
    return this.settings.emotions ? this.marksOf(finals) : noEmotions;
  }

  private marksOf(finals: readonly Cue[]): EmotionMarks {
    if (this.marks.of !== finals) {
      this.marks = { of: finals, marks: emotionChanges(finals) };
    }
    return this.marks.marks;
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
    this.copied = await copyText(plainText(this.cues.finals), this.renderRoot);
    setTimeout(() => (this.copied = false), 2000);
  }
}

customElements.define("lc-watch", WatchPage);
