import type { Sink, SinkRequest } from "../contract";
import { call, sessionPath } from "./http";

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

function sinkPath(sessionId: string, sinkId: string): string {
  return `${sessionPath(sessionId)}/sinks/${encodeURIComponent(sinkId)}`;
}
