import type { Cue } from "../contract";
import { seconds, t } from "../strings/strings";
import { accessKey } from "./access-key";
import { forgetToken, keptSession } from "./kept-sessions";
import { forgetLinkedKey, linkedKey } from "./linked-keys";
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

export function sessionPath(id: string): string {
  return `/api/sessions/${encodeURIComponent(id)}`;
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

/** A change as JSON. */
export function patch(body: object): RequestInit & { headers: Record<string, string> } {
  return { method: "PATCH", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
}

/** What a refusal says, in words for the person at the page. */
export async function errorOf(response: Response, hadKey: boolean): Promise<ServerError> {
  const problem = problemIn(await response.text());
  return new ServerError(
    response.status,
    explain(response, problem, hadKey),
    Number(response.headers.get("Retry-After")) || 0,
    problem.code,
    problem.cue,
  );
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
