import { html, LitElement, nothing } from "lit";
import type { SoundChoice } from "../capture/capture";
import type { Session } from "../contract";
import { icon } from "../design/icon";
import { look } from "../design/look";
import type { Standing } from "../design/state-pill";
import { EmotionCurves } from "../emotions/emotion-curves";
import { accessKey, keepAccessKey } from "../live/access-key";
import { targetHere } from "../live/ingest-address";
import { forgetToken, keepSession, keptSession } from "../live/kept-sessions";
import { forgetLinkedKey, linkedKey, takeLinkedKey } from "../live/linked-keys";
import { messageOf } from "../live/problem";
import { ServerError } from "../live/http";
import { finishSession, getSession } from "../live/server";
import { isEnded } from "../live/session-ends";
import type { PublisherStatus } from "../live/sound-publisher";
import { t } from "../strings/strings";
import { Broadcast } from "../studio/broadcast";
import { importStanding } from "../studio/import-standing";
import { keyInFragment } from "../studio/share-panel";
import { sessionNotes } from "../studio/session-notes";
import { programmeStanding } from "../studio/standing";
import { studioGate } from "../studio/studio-gate";
import { studioPanels } from "../studio/studio-panels";
import type { CaptionNews } from "../studio/studio-captions";
import { studioLook } from "./studio-look";
import "../capture/level-meter";
import type { LevelMeter } from "../capture/level-meter";
import "../design/brand";
import "../design/dialog";
import type { DialogBox } from "../design/dialog";
import "../design/state-pill";
import type { SinkPanel } from "../sinks/sink-panel";
import type { MarksPanel } from "../marks/marks-panel";
import "../studio/studio-captions";

/** Milliseconds between looks at how a session fares. */
const lookEvery = 2_000;

/** A session for who manages it: the page at `/studio/{id}`. */
export class StudioPage extends LitElement {
  static override properties = {
    sessionId: { attribute: "session-id" },
    broadcast: { attribute: false },
    session: { state: true },
    status: { state: true },
    news: { state: true },
    problem: { state: true },
    refusal: { state: true },
    wantsKey: { state: true },
    busy: { state: true },
    paused: { state: true },
    lookFailed: { state: true },
  };

  declare sessionId: string;
  /** The sound that this page sends. */
  declare broadcast: Broadcast | undefined;
  declare private session: Session | undefined;
  declare private status: PublisherStatus | undefined;
  declare private news: CaptionNews;
  /** What went wrong last of what was tried. */
  declare private problem: string;
  /** Why the session is not shown at all. */
  declare private refusal: string;
  declare private wantsKey: boolean;
  declare private busy: boolean;
  declare private paused: boolean;
  declare private lookFailed: boolean;
  private looking: ReturnType<typeof setTimeout> | undefined;

  static override styles = [look, studioLook];

  constructor() {
    super();
    this.sessionId = "";
    this.news = { finals: [], curves: new EmotionCurves(), feed: "connecting" };
    this.problem = "";
    this.refusal = "";
    this.wantsKey = false;
    this.busy = false;
    this.paused = false;
    this.lookFailed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("beforeunload", this.warn);
    window.addEventListener("keydown", this.onKey);
    this.takeFragment();
    if (this.broadcast) {
      this.follow(this.broadcast);
    }
    void this.lookAt().then(() => this.renderRoot.querySelector("h1")?.focus({ preventScroll: true }));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeunload", this.warn);
    window.removeEventListener("keydown", this.onKey);
    clearTimeout(this.looking);
  }

  override render() {
    if (!this.session) {
      return studioGate(this.refusal, this.wantsKey, (event) => this.enter(event));
    }
    const { mood, text } = this.standing(this.session);
    return html`<div class="page">
      <header>
        <lc-brand home></lc-brand>
        <h1 tabindex="-1">${this.session.title || t("untitled")}</h1>
        <lc-state mood=${mood} text=${text}></lc-state>
        <lc-level ?hidden=${!this.isHeard(this.session)} ?paused=${this.paused}></lc-level>
        <div class="row actions">${this.renderActions(this.session)}</div>
      </header>
      <main>
        ${sessionNotes(this.session, this.status, this.problem)}
        <div class="body">
          <lc-studio-captions
            session-id=${this.sessionId}
            @session=${(event: CustomEvent<Session>) => this.onSession(event.detail)}
            @news=${this.onNews}
          ></lc-studio-captions>
          <div class="panels" role="region" aria-label=${t("settingsAndSharing")} tabindex="0">
            ${studioPanels(this.session, this.broadcast && !this.broadcast.isOver ? this.broadcast : undefined, this.busy, this.news, {
              listen: (choice) => void this.listen(choice),
              session: (session) => this.onSession(session),
              marks: (marks) => (this.session = { ...this.session!, marks }),
              sinks: (open) => (this.renderRoot.querySelector<SinkPanel>("lc-sinks")!.open = open),
            })}
          </div>
        </div>
        ${this.renderQuestion()}
      </main>
    </div>`;
  }

  private renderActions(session: Session) {
    if (isEnded(session) || (this.status?.state === "failed" && session.state !== "live")) {
      return html`<a class="button" href="/library/${encodeURIComponent(session.id)}">${t("library")}</a
        ><a class="button primary" href="/">${t("newSession")}</a>`;
    }
    const pausable = this.broadcast && !this.broadcast.isOver;
    return html`<button title="${t("mark")} (Alt+B)" @click=${this.mark}>${icon("flag")}<span class="word">${t("mark")}</span></button>
      ${
        pausable
          ? html`<button aria-pressed=${this.paused ? "true" : "false"} @click=${this.pause}>
              ${icon(this.paused ? "play" : "pause")}<span class="word">${this.paused ? t("goOn") : t("pause")}</span>
            </button>`
          : nothing
      }
      <button
        class="stop"
        ?disabled=${this.status?.state === "closing" || session.state === "finishing" || this.busy}
        @click=${this.stop}
      >
        ${icon("stop")}${session.source && !session.live ? t("cancel") : t("stop")}
      </button>`;
  }

  /** Who stops what others send is asked first. */
  private renderQuestion() {
    return html`<lc-dialog label=${t("stopForAll")}>
      <p>${t("stopForAllText")}</p>
      <div class="row">
        <button class="stop" @click=${this.finish}>${t("stop")}</button>
        <button @click=${() => this.question.close()}>${t("cancel")}</button>
      </div>
    </lc-dialog>`;
  }

  /** Whether there is a level to show: of this page's sound, or of what the server hears from elsewhere. */
  private isHeard({ state, levels }: Session): boolean {
    return this.broadcast ? !this.broadcast.isOver : state === "live" && (levels?.length ?? 0) > 0;
  }

  private standing(session: Session): Standing {
    if (session.source) {
      return this.lookFailed ? { mood: "bad", text: t("reconnecting") } : importStanding(session);
    }
    return programmeStanding(session, this.broadcast && this.status, this.news.feed, this.paused);
  }

  private get meter(): LevelMeter | null {
    return this.renderRoot.querySelector<LevelMeter>("lc-level");
  }

  private readonly mark = (): void => void this.renderRoot.querySelector<MarksPanel>("lc-marks")?.add();

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.code === "KeyB" && event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing) {
      event.preventDefault();
      this.mark();
    }
  };

  private get question(): DialogBox {
    return this.renderRoot.querySelector<DialogBox>("lc-dialog")!;
  }

  /** A colleague's link brings a key, which leaves the address, and stays on this device once the server has taken it. */
  private takeFragment(): void {
    const key = keyInFragment(location.hash);
    if (key) {
      takeLinkedKey(this.sessionId, key);
      history.replaceState(null, "", location.pathname + location.search);
    }
  }

  /** The server has shown the session: where it was for a link's key, that one is kept. */
  private keepLinked({ id, createdAt }: Session): void {
    const key = linkedKey(id);
    if (key && accessKey(id) === key) {
      keepSession({ id, createdAt, editToken: key });
      forgetLinkedKey(id);
    }
  }

  private readonly lookAt = async (): Promise<void> => {
    clearTimeout(this.looking);
    try {
      const session = await getSession(this.sessionId);
      this.keepLinked(session);
      this.take(session);
      this.lookFailed = false;
    } catch (error) {
      this.lookFailed = true;
      if (!this.session) {
        this.refuse(error);
      }
    }
    if (this.isConnected && !this.refusal && !(this.session && isEnded(this.session))) {
      this.looking = setTimeout(this.lookAt, lookEvery);
    }
  };

  private refuse(error: unknown): void {
    this.refusal = messageOf(error);
    this.wantsKey = error instanceof ServerError && error.needsKey;
  }

  private enter(event: SubmitEvent): void {
    event.preventDefault();
    keepAccessKey(String(new FormData(event.target as HTMLFormElement).get("key") ?? ""));
    forgetToken(this.sessionId);
    forgetLinkedKey(this.sessionId);
    this.refusal = "";
    void this.lookAt();
  }

  private take(session: Session): void {
    this.session = session;
    if (!this.broadcast && session.levels?.length) {
      const loudest = session.levels.reduce((most, level) => (level.rms > most.rms ? level : most));
      this.meter?.take(loudest.rms, loudest.peak, lookEvery / 1000);
    }
    const title = session.title || t("untitled");
    document.title = `${title} – LiveCaptions`;
    const kept = keptSession(session.id);
    if (kept && kept.title !== session.title && session.title) {
      keepSession({ ...kept, title: session.title });
    }
  }

  private onSession(detail: Session): void {
    // What the hub says of levels and lag is as old as the last change of state.
    this.take({ ...detail, ...(this.session?.levels && !detail.levels && detail.state === "live" ? { levels: this.session.levels } : {}) });
    if (!isEnded(detail) && this.looking === undefined) {
      void this.lookAt();
    }
  }

  private onNews({ detail }: CustomEvent<CaptionNews>): void {
    if (detail.feed === "reconnecting" && this.news.feed !== "reconnecting") {
      this.broadcast?.suspect();
    }
    this.news = detail;
  }

  private async listen(detail: SoundChoice): Promise<void> {
    const streamKey = keptSession(this.sessionId)?.streamKey;
    if (!streamKey) {
      return;
    }
    await this.act(async () => {
      const resumes = (this.session?.duration ?? 0) > 0 || this.session?.state === "live";
      this.broadcast = await Broadcast.start(detail, () => Promise.resolve(targetHere(this.sessionId, streamKey)), resumes);
      this.follow(this.broadcast);
    });
  }

  private follow(broadcast: Broadcast): void {
    this.status = broadcast.status;
    this.paused = broadcast.isPaused;
    broadcast.events = {
      changed: (status) => (this.status = status),
      samples: (samples, rate) => this.meter?.hear(samples, rate),
    };
  }

  private pause(): void {
    this.broadcast!.pause(!this.broadcast!.isPaused);
    this.paused = this.broadcast!.isPaused;
  }

  private stop(): void {
    if (this.broadcast && !this.broadcast.isOver) {
      void this.broadcast.stop();
    } else {
      this.question.show();
    }
  }

  private async finish(): Promise<void> {
    this.question.close();
    await this.act(async () => this.take(await finishSession(this.sessionId)));
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

  private readonly warn = (event: BeforeUnloadEvent): void => {
    if (this.broadcast && !this.broadcast.isOver) {
      event.preventDefault();
    }
  };
}

customElements.define("lc-studio", StudioPage);
