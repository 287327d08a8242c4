import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Mark, Session } from "../contract";
import { accessKey, keepAccessKey } from "../live/access-key";
import { ServerError } from "../live/http";
import { forgetToken, keepSession, keptSession } from "../live/kept-sessions";
import { forgetLinkedKey, linkedKey, takeLinkedKey } from "../live/linked-keys";
import { messageOf } from "../live/problem";
import { getSession } from "../live/server";
import { isEnded } from "../live/session-ends";
import { keyInFragment } from "./share-panel";

/** Milliseconds between looks at how a session fares. */
export const lookEvery = 2_000;

/** A session as who manages it sees it: looked at again and again, until it is over, with whatever key this device has for it. */
export class ManagedSession implements ReactiveController {
  session: Session | undefined;
  /** Why it is not shown at all. */
  refusal = "";
  wantsKey = false;
  /** Whether the last look came to nothing. */
  lookFailed = false;
  private looking: ReturnType<typeof setTimeout> | undefined;
  private isHere = false;
  /** How often marks were changed here: what was asked before knows nothing of it. */
  private marked = 0;
  /** How often it came from elsewhere, as from the hub: what was asked before may be older. */
  private told = 0;

  /** @param taken is told of a session that is otherwise now */
  constructor(
    private readonly host: ReactiveControllerHost & { sessionId: string },
    private readonly taken: (session: Session) => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.isHere = true;
    this.takeFragment();
  }

  hostDisconnected(): void {
    this.isHere = false;
    clearTimeout(this.looking);
  }

  /** Looks now, and from now on. */
  readonly look = async (): Promise<void> => {
    clearTimeout(this.looking);
    const { marked, told } = this;
    try {
      const session = await getSession(this.host.sessionId);
      this.keepLinked(session);
      if (told === this.told) {
        this.show(marked === this.marked ? session : withMarks(session, this.session?.marks));
      }
      this.lookFailed = false;
    } catch (error) {
      this.lookFailed = true;
      if (!this.session) {
        this.refusal = messageOf(error);
        this.wantsKey = error instanceof ServerError && error.needsKey;
      }
    }
    this.host.requestUpdate();
    if (this.isHere && !this.refusal && !(this.session && isEnded(this.session))) {
      this.looking = setTimeout(this.look, lookEvery);
    }
  };

  /** Tries another key than those of this device. */
  enter(key: string): void {
    keepAccessKey(key);
    forgetToken(this.host.sessionId);
    forgetLinkedKey(this.host.sessionId);
    this.refusal = "";
    void this.look();
  }

  /** It is as the server just answered. */
  take(session: Session): void {
    this.told++;
    this.show(session);
  }

  private show(session: Session): void {
    this.session = session;
    const kept = keptSession(session.id);
    if (kept && kept.title !== session.title && session.title) {
      keepSession({ ...kept, title: session.title });
    }
    this.taken(session);
    this.host.requestUpdate();
  }

  /** It is as the hub says, which of levels and lag tells what was at the last change of state. */
  hear(told: Session): void {
    const levels = told.state === "live" && !told.levels ? this.session?.levels : undefined;
    this.take({ ...told, ...(levels ? { levels } : {}) });
    if (!isEnded(told) && this.looking === undefined) {
      void this.look();
    }
  }

  /** Its marks were changed here. */
  mark(marks: Mark[]): void {
    this.marked++;
    this.session = withMarks(this.session!, marks);
    this.host.requestUpdate();
  }

  /** A colleague's link brings a key, which leaves the address, and stays on this device once the server has taken it. */
  private takeFragment(): void {
    const key = keyInFragment(location.hash);
    if (key) {
      takeLinkedKey(this.host.sessionId, key);
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
}

function withMarks({ marks: _, ...session }: Session, marks: Mark[] | undefined): Session {
  return { ...session, ...(marks ? { marks } : {}) };
}
