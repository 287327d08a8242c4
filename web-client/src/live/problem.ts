import type { Cue } from "../contract";
import { t } from "../strings/strings";


/** Why the server refused. */
export interface Problem {
  /** What it is about, in the server's vocabulary. */
  code?: string;
  detail?: string;
  title?: string;
  /** What is there now, where it was changed meanwhile. */
  cue?: Cue;
}

/** Problem details (RFC 9457); what a proxy answers by itself may be anything. */
export function problemIn(body: string): Problem {
  try {
    return (JSON.parse(body) as Problem | null) ?? {};
  } catch {
    return {};
  }
}

/** A refusal in the server's words. */
export function wordsOf({ detail, title }: Problem, status: number): string {
  return detail ?? title ?? t("serverAnswered", { status });
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
