import type { Cue, SoundPeaks } from "../contract";
import { call, patch, sessionPath } from "./http";

/** What of a final shall be otherwise. Times in seconds; an empty speaker is nobody. */
export interface CueChange {
  start?: number;
  end?: number;
  speaker?: string;
}

type Read = Pick<Cue, "id" | "revision">;

export function changeCue(sessionId: string, cue: Read, change: CueChange): Promise<Cue> {
  return call<Cue>(cuePath(sessionId, cue), withTags(patch(change), cue));
}

/** @returns both parts */
export function splitCue(sessionId: string, cue: Read, at: number): Promise<Cue[]> {
  return call<Cue[]>(`${cuePath(sessionId, cue)}/split`, withTags(post({ at }), cue));
}

/** @returns one cue with the words of all, which has the id of the earliest */
export function mergeCues(sessionId: string, cues: readonly Read[]): Promise<Cue> {
  return call<Cue>(`${sessionPath(sessionId)}/cues/merge`, withTags(post({ ids: cues.map(({ id }) => id) }), ...cues));
}

export function deleteCue(sessionId: string, cue: Read): Promise<void> {
  return call<void>(cuePath(sessionId, cue), withTags({ method: "DELETE", headers: {} }, cue));
}

export interface Replacing {
  find: string;
  replace: string;
  wholeWords: boolean;
  matchCase: boolean;
}

/** Over all finals of the version that is published, as one step. */
export function replaceInCues(sessionId: string, replacing: Replacing): Promise<{ replaced: number; cues: number }> {
  return call(`${sessionPath(sessionId)}/cues/replace`, post(replacing));
}

/** Two voices were one: what `from` says in the version that is published, `into` says. */
export function mergeSpeakers(sessionId: string, from: string, into: string): Promise<{ cues: number }> {
  return call(`${sessionPath(sessionId)}/speakers/merge`, post({ from, into }));
}

/** How loud the recording is, or a stretch of it. */
export function getPeaks(
  sessionId: string,
  count: number,
  between: { from?: number; to?: number } = {},
  signal?: AbortSignal,
): Promise<SoundPeaks> {
  const query = new URLSearchParams({
    count: String(count),
    ...Object.fromEntries(Object.entries(between).map(([name, time]) => [name, time.toFixed(3)])),
  });
  return call<SoundPeaks>(`${sessionPath(sessionId)}/audio/peaks?${query}`, signal ? { signal } : {});
}

/** Where a session's sound is: for who has a pass, where the server wants keys. */
export function soundAddress(sessionId: string): string {
  return `${sessionPath(sessionId)}/audio`;
}

function cuePath(sessionId: string, { id }: Read): string {
  return `${sessionPath(sessionId)}/cues/${encodeURIComponent(id)}`;
}

function post(body: object) {
  return { ...patch(body), method: "POST" };
}

function withTags(init: RequestInit & { headers: Record<string, string> }, ...cues: readonly Read[]): RequestInit {
  return { ...init, headers: { ...init.headers, "If-Match": cues.map(({ revision }) => `"${revision}"`).join(", ") } };
}
