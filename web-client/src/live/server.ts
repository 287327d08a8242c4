import type {
  CaptionFormat,
  CreatedSession,
  CreatedToken,
  Cue,
  Retention,
  Session,
  SessionChange,
  SessionRequest,
  SessionSpeaker,
} from "../contract";
import { ask, call, patch, sessionPath } from "./http";

export function createSession(request: SessionRequest): Promise<CreatedSession> {
  return call<CreatedSession>("/api/sessions", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
}

/** Ends a session; what it has so far is kept. */
export function finishSession(id: string): Promise<Session> {
  return call<Session>(`${sessionPath(id)}/finish`, { method: "POST" });
}

export function getSession(id: string): Promise<Session> {
  return call<Session>(sessionPath(id));
}

/** Changes what is given; the rest stays. */
export function changeSession(id: string, change: SessionChange): Promise<Session> {
  return call<Session>(sessionPath(id), patch(change));
}

/** A person puts a final's text right as it was read, else it is refused with the newer one; all viewers are told by the hub. */
export function correctCue(sessionId: string, { id, revision }: Pick<Cue, "id" | "revision">, text: string): Promise<Cue> {
  const { headers, ...change } = patch({ text });
  return call<Cue>(`${sessionPath(sessionId)}/cues/${encodeURIComponent(id)}`, {
    ...change,
    headers: { ...headers, "If-Match": `"${revision}"` },
  });
}

/** Takes the last step of correcting back, or does again what was taken back last; all viewers are told by the hub. */
export function takeStep(sessionId: string, step: "undo" | "redo"): Promise<void> {
  return call<void>(`${sessionPath(sessionId)}/${step}`, { method: "POST" });
}

/** Makes a token for one session; it is told once. */
export function createToken(sessionId: string, scope: CreatedToken["scope"], expires: string): Promise<CreatedToken> {
  return call<CreatedToken>(`${sessionPath(sessionId)}/tokens`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ scope, expires }),
  });
}

/** A session's captions as a file; of a translation, where a language is named. */
export async function getCaptions(id: string, format: CaptionFormat, language = ""): Promise<Blob> {
  return (await ask(captionsPath(id, format, language), {})).blob();
}

/** The newest finals before a seq, and behind another; `more` says that there are older ones between the two. */
export async function getOlderCues(
  id: string,
  before: number,
  after: number,
  signal: AbortSignal,
  languages: readonly string[] = [],
): Promise<{ cues: Cue[]; more: boolean }> {
  const translated = languages.length > 0 ? `&languages=${encodeURIComponent(languages.join(","))}` : "";
  const response = await ask(`${sessionPath(id)}/cues?before=${before}&after=${after}&limit=500${translated}`, { signal });
  return { cues: (await response.json()) as Cue[], more: /rel="prev"/.test(response.headers.get("Link") ?? "") };
}

/** How long the server keeps what sessions leave. */
export function getRetention(): Promise<Retention> {
  return call<Retention>("/api/retention");
}

/** Gives a speaker another name; all viewers are told by the hub. */
export function renameSpeaker(sessionId: string, speakerId: string, label: string): Promise<SessionSpeaker> {
  return call<SessionSpeaker>(`${sessionPath(sessionId)}/speakers/${encodeURIComponent(speakerId)}`, patch({ label }));
}

/** Where a session's captions are to be had as a file, by who needs no key: `saveCaptions` is for everybody. */
export function captionsPath(id: string, format: CaptionFormat, language = ""): string {
  return `${sessionPath(id)}/captions.${format}${language ? `?${new URLSearchParams({ language })}` : ""}`;
}
