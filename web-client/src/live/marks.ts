import type { Mark } from "../contract";
import { call, patch, sessionPath } from "./http";

/** Marks a place; of a session that goes on, where its sound is now. */
export function addMark(sessionId: string, at?: number): Promise<Mark> {
  return call<Mark>(`${sessionPath(sessionId)}/marks`, { ...patch(at === undefined ? {} : { at }), method: "POST" });
}

/** Says what a mark is about; nothing takes away what it said. */
export function sayMark(sessionId: string, markId: string, text: string): Promise<Mark> {
  return call<Mark>(markPath(sessionId, markId), patch({ text }));
}

export function deleteMark(sessionId: string, markId: string): Promise<void> {
  return call<void>(markPath(sessionId, markId), { method: "DELETE" });
}

function markPath(sessionId: string, markId: string): string {
  return `${sessionPath(sessionId)}/marks/${encodeURIComponent(markId)}`;
}
