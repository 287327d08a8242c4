import type { Cue, FoundSession, ReviewItem, Session } from "../contract";
import { ask, call, sessionPath } from "./http";

/** Which sessions are looked for; what is left out does not matter. */
export interface SessionQuery {
  /** Words in title or transcript. */
  words?: string;
  /** States with commas between. */
  state?: string;
  /** Made on that day or later, and on that day or before: `2026-11-30`. */
  from?: string;
  to?: string;
}

/** A part of a list, and where the next one is. */
export interface Page<T> {
  items: T[];
  next?: string;
}

/** Sessions, newest first: those in whose title or transcript all words are, or all there are. */
export function findSessions({ words, state, from, to }: SessionQuery): Promise<Page<FoundSession>> {
  const query = new URLSearchParams({
    limit: "20",
    ...(words ? { q: words } : {}),
    ...(state ? { state } : {}),
    ...(from ? { from: startOf(from).toISOString() } : {}),
    ...(to ? { to: startOf(to, 1).toISOString() } : {}),
  });
  return readPage(`/api/${words ? "search" : "sessions"}?${query}`);
}

/** A page that another one named as its next. */
export async function readPage(path: string): Promise<Page<FoundSession>> {
  const response = await ask(path, {});
  const items = (await response.json()) as (FoundSession | Session)[];
  const next = /<([^>]+)>; rel="next"/.exec(response.headers.get("Link") ?? "")?.[1];
  return {
    items: items.map((item) => ("session" in item ? item : { session: item, title: [], count: 0, hits: [] })),
    ...(next ? { next } : {}),
  };
}

/** Deletes a session with its captions and its recording. */
export function deleteSession(id: string): Promise<void> {
  return call<void>(sessionPath(id), { method: "DELETE" });
}

/** All finals of a version, in order of time. */
export async function readTranscript(id: string, version: "live" | "publishing"): Promise<Cue[]> {
  return (await call<{ cues: Cue[] }>(`${sessionPath(id)}/captions.json?version=${version}`)).cues;
}

/** Translations of a version's finals, by the id of what was said. */
export async function readTranslations(id: string, version: "live" | "publishing", language: string): Promise<Map<string, Cue>> {
  const query = new URLSearchParams({ version, language });
  const { cues } = await call<{ cues: Cue[] }>(`${sessionPath(id)}/captions.json?${query}`);
  return new Map(cues.flatMap((cue) => (cue.of ? [[cue.of, cue] as const] : [])));
}

/** Words that may be others, as the server sees it; nothing where it cannot say. */
export async function readReview(id: string): Promise<ReviewItem[]> {
  try {
    const told = await call<ReviewItem[] | { items: ReviewItem[] }>(`${sessionPath(id)}/review`);
    return Array.isArray(told) ? told : told.items;
  } catch {
    return [];
  }
}

/** A day's first instant, by this device's clock. */
function startOf(day: string, later = 0): Date {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(year!, month! - 1, date! + later);
}
