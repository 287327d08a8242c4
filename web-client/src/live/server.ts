import type { CaptionFormat, CreatedSession, CreatedToken, Cue, ImportedSession, Retention, Session, SessionChange, SessionRequest, SessionSpeaker, Sink, SinkRequest, VoiceProfile } from "../contract";
import { accessKey } from "./access-key";
import { forgetToken, keptSession } from "./kept-sessions";
import { forgetLinkedKey, linkedKey } from "./linked-keys";
import { seconds, t } from "../strings/strings";
import { type Problem, problemIn, wordsOf } from "./problem";

/** A refusal of the server, in words for the person at the page. */
export class ServerError extends Error {
  override readonly name = "ServerError";

  /**
   * @param status HTTP status; 0 when no answer came
   * @param retryAfter seconds after which the server wants to be asked again; 0 where it said nothing
   * @param code the server's short name of it
   * @param newer the cue as it is now, where it was changed meanwhile
   */
  constructor(
    readonly status: number,
    message: string,
    readonly retryAfter = 0,
    readonly code?: string,
    readonly newer?: Cue,
  ) {
    super(message);
  }

  get needsKey(): boolean {
    return this.status === 401 || this.code === "scope_missing";
  }
}

export function createSession(request: SessionRequest): Promise<CreatedSession> {
  return call<CreatedSession>("/api/sessions", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
}

/** Lets the server fetch an address and caption it; or pull it live, which it also does where it sees that there is a live stream. */
export function importLink(url: string, live: boolean, request: SessionRequest): Promise<ImportedSession> {
  return call<ImportedSession>("/api/sessions/import", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...request, url, ...(live ? { live } : {}) }),
  });
}

/** Sends a file to be captioned. `sent` is told how much of it is there, 0 to 1; fetch cannot tell. */
export function importFile(file: File, request: SessionRequest, sent: (share: number) => void): Promise<ImportedSession> {
  const form = new FormData();
  for (const [name, value] of Object.entries(request)) {
    form.append(name, String(value));
  }
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest();
    upload.open("POST", "/api/sessions/import");
    const key = accessKey();
    if (key) {
      upload.setRequestHeader("Authorization", `Bearer ${key}`);
    }
    upload.upload.onprogress = ({ loaded, total }) => sent(total > 0 ? loaded / total : 0);
    upload.onerror = () => reject(new ServerError(0, t("unreachable")));
    upload.onload = async () => {
      const response = new Response(upload.responseText, {
        status: upload.status,
        headers: { "Retry-After": upload.getResponseHeader("Retry-After") ?? "" },
      });
      if (response.ok) {
        resolve((await response.json()) as ImportedSession);
      } else {
        reject(await errorOf(response, key !== ""));
      }
    };
    upload.send(form);
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
  return call<Cue>(`${sessionPath(sessionId)}/cues/${encodeURIComponent(id)}`, { ...change, headers: { ...headers, "If-Match": `"${revision}"` } });
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

/** A session's captions as a file. */
export async function getCaptions(id: string, format: CaptionFormat): Promise<Blob> {
  return (await ask(captionsPath(id, format), {})).blob();
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

/** Keeps a speaker's voice under a name; only after the person has agreed. */
export function createProfile(name: string, sessionId: string, speakerId: string): Promise<VoiceProfile> {
  return call<VoiceProfile>("/api/profiles", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ name, sessionId, speakerId }),
  });
}

/** Voices that the server remembers. */
export function getProfiles(): Promise<VoiceProfile[]> {
  return call<VoiceProfile[]>("/api/profiles");
}

/** Forgets a voice for good. */
export function deleteProfile(id: string): Promise<void> {
  return call<void>(`/api/profiles/${encodeURIComponent(id)}`, { method: "DELETE" });
}

export function getSinks(sessionId: string): Promise<Sink[]> {
  return call<Sink[]>(`${sessionPath(sessionId)}/sinks`);
}

export function putSink(sessionId: string, sinkId: string, request: SinkRequest): Promise<Sink> {
  return call<Sink>(sinkPath(sessionId, sinkId), {
    method: "PUT",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(request),
  });
}

export function deleteSink(sessionId: string, sinkId: string): Promise<void> {
  return call<void>(sinkPath(sessionId, sinkId), { method: "DELETE" });
}

/** Where a session's captions are to be had as a file; with the key that is known, as browsers send none by themselves. */
export function captionsAddress(id: string, format: CaptionFormat, language = ""): string {
  const key = accessKey();
  const query = new URLSearchParams({ ...(language && { language }), ...(key && { access_token: key }) }).toString();
  return `${captionsPath(id, format)}${query ? `?${query}` : ""}`;
}

export function captionsPath(id: string, format: CaptionFormat): string {
  return `${sessionPath(id)}/captions.${format}`;
}

export function sessionPath(id: string): string {
  return `/api/sessions/${encodeURIComponent(id)}`;
}

function sinkPath(sessionId: string, sinkId: string): string {
  return `${sessionPath(sessionId)}/sinks/${encodeURIComponent(sinkId)}`;
}

/** Asks the server and reads its answer; what it refuses is a `ServerError`. */
export async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await ask(path, init);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** The answer itself, where more than its body counts. */
export async function ask(path: string, init: RequestInit): Promise<Response> {
  const sessionId = sessionOf(path);
  const key = accessKey(sessionId);
  const response = await send(path, init, key);
  if (response.ok) {
    return response;
  }
  if (response.status === 401 && sessionId !== undefined) {
    giveUp(sessionId, key);
    if (accessKey(sessionId) !== key) {
      return ask(path, init);
    }
  }
  throw await errorOf(response, key !== "");
}

/** A session's token is over, or what a link brought is none: another key may still do. */
function giveUp(sessionId: string, key: string): void {
  if (key !== "" && keptSession(sessionId)?.editToken === key) {
    forgetToken(sessionId);
  }
  if (linkedKey(sessionId) === key) {
    forgetLinkedKey(sessionId);
  }
}

async function send(path: string, init: RequestInit, key: string): Promise<Response> {
  const headers = new Headers(init.headers);
  if (key) {
    headers.set("Authorization", `Bearer ${key}`);
  }
  try {
    return await fetch(path, { ...init, headers });
  } catch {
    throw new ServerError(0, t("unreachable"));
  }
}

/** The session whose token is good for it: sinks need more than that. */
function sessionOf(path: string): string | undefined {
  const [, id, rest] = /^\/api\/sessions\/([^/?]+)(?:\/(\w+))?/.exec(path) ?? [];
  return id === undefined || id === "import" || rest === "sinks" ? undefined : decodeURIComponent(id);
}

export function patch(body: object): RequestInit & { headers: Record<string, string> } {
  return { method: "PATCH", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

async function errorOf(response: Response, hadKey: boolean): Promise<ServerError> {
  const problem = problemIn(await response.text());
  return new ServerError(response.status, explain(response, problem, hadKey), Number(response.headers.get("Retry-After")) || 0, problem.code, problem.cue);
}

function explain(response: Response, problem: Problem, hadKey: boolean): string {
  if (problem.code === "session_not_found") {
    return t("noSuchSession");
  }
  switch (response.status) {
    case 401:
      return t(hadKey ? "keyWrong" : "keyWanted");
    case 429:
    case 503: {
      const wait = Number(response.headers.get("Retry-After"));
      const why = (problem.detail ?? t("serverFull")).replace(/ Try again[^.]*\.$/, "");
      return `${why} ${wait > 0 ? t("tryAgainIn", { time: seconds(wait) }) : t("tryAgainLater")}`;
    }
    default:
      return wordsOf(problem, response.status);
  }
}
