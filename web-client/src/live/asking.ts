import type { AskedAnswer, EntityList } from "../contract";
import { t, language } from "../strings/strings";
import { call, ServerError, sessionPath } from "./http";
import { messageOf } from "./problem";

/** @param question empty for a summary */
export function askTranscript(sessionId: string, question: string): Promise<AskedAnswer> {
  return call<AskedAnswer>(`${sessionPath(sessionId)}/ask`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(question ? { question } : { summary: true }),
  });
}

export function listEntities(sessionId: string): Promise<EntityList> {
  return call<EntityList>(`${sessionPath(sessionId)}/entities`);
}

/** Why there is no answer, in words for who asked. */
export function askTrouble(error: unknown): string {
  switch (error instanceof ServerError ? error.code : undefined) {
    case "chat_missing":
      return t("askMissing");
    case "chat_budget":
      return t("askBudget", { when: timeIn((error as ServerError).retryAfter) });
    case "chat_failed":
      return t("askFailed");
    case "transcript_empty":
      return t("transcriptNone");
    default:
      return messageOf(error);
  }
}

function timeIn(wait: number): string {
  return new Date(Date.now() + 1000 * wait).toLocaleString(language(), { weekday: "long", hour: "numeric", minute: "2-digit" });
}
