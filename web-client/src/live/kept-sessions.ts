import type { CreatedSession, Session } from "../contract";

/** What this device knows of a session besides what the server tells anybody: keys that the server tells once. */
export interface KeptSession {
  id: string;
  title?: string;
  createdAt: string;
  /** Lets its holder send sound. */
  streamKey?: string;
  /** Lets its holder watch, correct, finish and delete it. */
  editToken?: string;
  ingest?: { websocket: string; whip: string; rtmp?: string };
}

const storageName = "livecaptions-sessions";
/** Sessions that are remembered; the oldest is forgotten. */
const most = 50;

/** Sessions of this device, the newest first. */
export function keptSessions(): KeptSession[] {
  try {
    const kept = JSON.parse(localStorage.getItem(storageName) ?? "[]") as unknown;
    return Array.isArray(kept) ? (kept as KeptSession[]).filter((session) => typeof session?.id === "string") : [];
  } catch {
    return [];
  }
}

export function keptSession(id: string): KeptSession | undefined {
  return keptSessions().find((session) => session.id === id);
}

/** Keeps what the server said when it made a session. */
export function keepCreated({
  id,
  title,
  createdAt,
  streamKey,
  editToken,
  ingest,
}: Session & Partial<Pick<CreatedSession, "streamKey" | "editToken" | "ingest">>): void {
  keepSession({
    id,
    createdAt,
    ...(title ? { title } : {}),
    ...(streamKey ? { streamKey } : {}),
    ...(editToken ? { editToken } : {}),
    ...(ingest ? { ingest } : {}),
  });
}

/** Keeps it, with what was known of it before. */
export function keepSession(session: KeptSession): void {
  const others = keptSessions().filter(({ id }) => id !== session.id);
  store([{ ...keptSession(session.id), ...session }, ...others].slice(0, most));
}

export function forgetSession(id: string): void {
  store(keptSessions().filter((session) => session.id !== id));
}

/** Its token is good no more. */
export function forgetToken(id: string): void {
  store(
    keptSessions().map((session) => {
      if (session.id !== id) {
        return session;
      }
      const { editToken: _, ...rest } = session;
      return rest;
    }),
  );
}

function store(sessions: KeptSession[]): void {
  try {
    localStorage.setItem(storageName, JSON.stringify(sessions));
  } catch {
    // A browser that keeps nothing: the session is found by its address, as long as this page is open.
  }
}
