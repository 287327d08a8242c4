import type { ReactiveController, ReactiveControllerHost } from "lit";
import { CueList } from "../captions/cue-list";
import { isOfTrack } from "../captions/track";
import type { Cue, Session, WatchSnapshot } from "../contract";
import { CaptionFeed, type FeedState } from "../live/caption-feed";
import { isEnded } from "../live/session-ends";
import { leanCue } from "./lean-cue";
import { findRefusal, type Refusal } from "./refusal";
import { SoundGaps } from "./sound-gaps";

/** A session as somebody follows it who reads along: what there is of it, how it is connected, or why it is not shown. */
export class WatchedSession implements ReactiveController {
  cues = new CueList();
  gaps = new SoundGaps();
  session: Session | undefined;
  state: FeedState = "connecting";
  refusal: Refusal | undefined;
  /** Of a translation that is read in the place of what is said; empty for that. */
  language = "";
  /** Whether what there is has come. */
  loaded = false;
  /** Whether earlier captions are still to come. */
  loading = false;
  /** Whether all was said when the viewer came. */
  cameLate = false;
  private feed: CaptionFeed | undefined;

  /**
   * @param host is drawn again with everything that comes
   * @param changed is told of a session that is otherwise now, and of one that is shown no more
   */
  constructor(
    private readonly host: ReactiveControllerHost & { sessionId: string },
    private readonly changed: (session: Session | undefined) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.start();
  }

  hostDisconnected(): void {
    void this.feed?.stop();
  }

  get isOver(): boolean {
    return this.session !== undefined && isEnded(this.session);
  }

  /** In another language, or as it is said. */
  read(language: string): void {
    this.language = language;
    this.start();
  }

  /** From the beginning, as also where somebody has found a key. */
  readonly start = (): void => {
    void this.feed?.stop();
    this.refusal = undefined;
    [this.cues, this.gaps, this.loaded] = [new CueList(), new SoundGaps(), false];
    const { language, cues } = this;
    const feed = new CaptionFeed(
      this.host.sessionId,
      {
        state: (state, message) => void this.take(feed, state, message),
        snapshot: (snapshot) => this.onSnapshot(snapshot),
        older: (older) => this.draw(cues.applyOlder(ofTrack(older, language))),
        loading: (isLoading) => {
          this.loading = isLoading;
          this.draw();
        },
        cue: (cue) => this.draw(isOfTrack(cue, language) && cues.apply(leanCue(cue))),
        session: (session) => this.onSession(session),
        speaker: (speaker) => this.draw(cues.rename(speaker)),
      },
      language ? [language] : [],
    );
    this.feed = feed;
    feed.start();
    this.draw();
  };

  private draw(isOtherwise = true): void {
    if (isOtherwise) {
      this.host.requestUpdate();
    }
  }

  private async take(feed: CaptionFeed, state: FeedState, message = ""): Promise<void> {
    if (state === "reconnecting") {
      this.cues.interrupt();
    }
    if (state === "refused") {
      const refusal = await findRefusal(this.host.sessionId, message);
      // Started anew meanwhile, as by who found a key: what was refused before is not said of that.
      if (this.feed !== feed) {
        return;
      }
      this.changed(undefined);
      this.refusal = refusal;
    }
    this.state = state;
    this.draw();
  }

  private onSnapshot(snapshot: WatchSnapshot): void {
    this.cues.applySnapshot({ ...snapshot, cues: ofTrack(snapshot.cues, this.language) });
    if (!this.loaded) {
      this.cameLate = isEnded(snapshot.session);
    }
    this.onSession(snapshot.session);
    this.loaded = true;
  }

  private onSession(session: Session): void {
    this.session = session;
    this.gaps.hear(session, this.cues.finals);
    if (this.isOver) {
      this.cues.dropInterims();
    }
    this.changed(session);
    this.draw();
  }
}

function ofTrack(cues: readonly Cue[], language: string): Cue[] {
  return cues.filter((cue) => isOfTrack(cue, language)).map(leanCue);
}
