import { html, LitElement } from "lit";
import type { SoundChoice } from "../capture/capture";
import type { Session } from "../contract";
import { look } from "../design/look";
import type { Standing } from "../design/state-pill";
import { EmotionCurves } from "../emotions/emotion-curves";
import { targetHere } from "../live/ingest-address";
import { keptSession } from "../live/kept-sessions";
import { messageOf } from "../live/problem";
import { finishSession } from "../live/server";
import type { PublisherStatus } from "../live/sound-publisher";
import { t } from "../strings/strings";
import { Broadcast } from "../studio/broadcast";
import { importStanding } from "../studio/import-standing";
import { lookEvery, ManagedSession } from "../studio/managed-session";
import { sessionNotes } from "../studio/session-notes";
import { programmeStanding } from "../studio/standing";
import { stopQuestion, studioActions } from "../studio/studio-actions";
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

/** A session for who manages it: the page at `/studio/{id}`. */
export class StudioPage extends LitElement {
  static override properties = {
    sessionId: { attribute: "session-id" },
    broadcast: { attribute: false },
    status: { state: true },
    news: { state: true },
    problem: { state: true },
    busy: { state: true },
    paused: { state: true },
  };

  declare sessionId: string;
  /** The sound that this page sends. */
  declare broadcast: Broadcast | undefined;
  declare private status: PublisherStatus | undefined;
  declare private news: CaptionNews;
  /** What went wrong last of what was tried. */
  declare private problem: string;
  declare private busy: boolean;
  declare private paused: boolean;
  private readonly managed = new ManagedSession(this, (session) => this.onTaken(session));
  /** Whether somebody wanted a mark before there was a session to put it in. */
  private marksSoon = false;

  static override styles = [look, studioLook];

  constructor() {
    super();
    this.sessionId = "";
    this.news = { finals: [], curves: new EmotionCurves(), feed: "connecting" };
    this.problem = "";
    this.busy = false;
    this.paused = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("beforeunload", this.warn);
    window.addEventListener("keydown", this.onKey);
    if (this.broadcast) {
      this.follow(this.broadcast);
    }
    void this.managed.look().then(() => this.renderRoot.querySelector("h1")?.focus({ preventScroll: true }));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeunload", this.warn);
    window.removeEventListener("keydown", this.onKey);
  }

  override updated(): void {
    if (this.marksSoon && this.marks) {
      this.mark();
    }
    this.marksSoon &&= !this.managed.refusal;
  }

  override render() {
    const { session, refusal, wantsKey } = this.managed;
    if (!session) {
      return studioGate(refusal, wantsKey, (event) => this.enter(event));
    }
    const { mood, text } = this.standing(session);
    const { status, paused, busy } = this;
    return html`<div class="page">
      <header>
        <lc-brand home></lc-brand>
        <h1 tabindex="-1">${session.title || t("untitled")}</h1>
        <lc-state mood=${mood} text=${text}></lc-state>
        <lc-level ?hidden=${!this.isHeard(session)} ?paused=${this.paused}></lc-level>
        <div class="row actions">
          ${studioActions(session, { status, paused, busy, sends: this.sending !== undefined }, this)}
        </div>
      </header>
      <main>
        ${sessionNotes(session, this.status, this.problem)}
        <div class="body">
          <lc-studio-captions
            session-id=${this.sessionId}
            @session=${(event: CustomEvent<Session>) => this.managed.hear(event.detail)}
            @news=${this.onNews}
          ></lc-studio-captions>
          <div class="panels" role="region" aria-label=${t("settingsAndSharing")} tabindex="0">
            ${studioPanels(session, this.sending, busy, this.news, {
              listen: (choice) => void this.listen(choice),
              session: (changed) => this.managed.hear(changed),
              marks: (marks) => this.managed.mark(marks),
              sinks: (open) => (this.renderRoot.querySelector<SinkPanel>("lc-sinks")!.open = open),
            })}
          </div>
        </div>
        ${stopQuestion(() => void this.finish(), () => this.question.close())}
      </main>
    </div>`;
  }

  /** Whether there is a level to show: of this page's sound, or of what the server hears from elsewhere. */
  private isHeard({ state, levels }: Session): boolean {
    return this.broadcast ? this.sending !== undefined : state === "live" && (levels?.length ?? 0) > 0;
  }

  private standing(session: Session): Standing {
    if (session.source) {
      return this.managed.lookFailed ? { mood: "bad", text: t("reconnecting") } : importStanding(session);
    }
    return programmeStanding(session, this.broadcast && this.status, this.news.feed, this.paused);
  }

  private get meter(): LevelMeter | null {
    return this.renderRoot.querySelector<LevelMeter>("lc-level");
  }

  private get marks(): MarksPanel | null {
    return this.renderRoot.querySelector<MarksPanel>("lc-marks");
  }

  /** The sound that this page sends now. */
  private get sending(): Broadcast | undefined {
    return this.broadcast && !this.broadcast.isOver ? this.broadcast : undefined;
  }

  /** Puts a mark; where the session is not shown yet, as soon as it is. */
  mark(): void {
    this.marksSoon = !this.marks;
    void this.marks?.add();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.code === "KeyB" && event.altKey && !event.ctrlKey && !event.metaKey && !event.isComposing) {
      event.preventDefault();
      this.mark();
    }
  };

  private get question(): DialogBox {
    return this.renderRoot.querySelector<DialogBox>("lc-dialog")!;
  }

  private enter(event: SubmitEvent): void {
    event.preventDefault();
    this.managed.enter(String(new FormData(event.target as HTMLFormElement).get("key") ?? ""));
  }

  private onTaken({ title, levels }: Session): void {
    if (!this.broadcast && levels) {
      this.meter?.takeLoudest(levels, lookEvery / 1000);
    }
    document.title = `${title || t("untitled")} – LiveCaptions`;
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
      const resumes = (this.managed.session?.duration ?? 0) > 0 || this.managed.session?.state === "live";
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

  pause(): void {
    this.broadcast!.pause(!this.broadcast!.isPaused);
    this.paused = this.broadcast!.isPaused;
  }

  stop(): void {
    if (this.sending) {
      void this.sending.stop();
    } else {
      this.question.show();
    }
  }

  private async finish(): Promise<void> {
    this.question.close();
    await this.act(async () => this.managed.take(await finishSession(this.sessionId)));
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
    if (this.sending) {
      event.preventDefault();
    }
  };
}

customElements.define("lc-studio", StudioPage);
