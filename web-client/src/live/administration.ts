import type { Job, ServerStatus, Upload, UploadQuota } from "../contract";
import { call, patch } from "./server";

export function getStatus(): Promise<ServerStatus> {
  return call<ServerStatus>("/api/status");
}

/** The newest jobs. */
export function getJobs(): Promise<Job[]> {
  return call<Job[]>("/api/jobs?limit=50");
}

/** Has a dead or cancelled job done after all. */
export function retryJob(id: number): Promise<Job> {
  return call<Job>(`/api/jobs/${id}/retry`, { method: "POST" });
}

export function getUploads(): Promise<Upload[]> {
  return call<Upload[]>("/api/uploads");
}

export function getQuota(): Promise<UploadQuota> {
  return call<UploadQuota>("/api/uploads/quota");
}

/** Puts a session's captions into YouTube's queue. */
export function addUpload(sessionId: string, videoId: string, draft: boolean): Promise<Upload> {
  return call<Upload>("/api/uploads", { ...patch({ sessionId, videoId, draft }), method: "POST" });
}

export function retryUpload(id: string): Promise<Upload> {
  return call<Upload>(`/api/uploads/${encodeURIComponent(id)}/retry`, { method: "POST" });
}

export function deleteUpload(id: string): Promise<void> {
  return call<void>(`/api/uploads/${encodeURIComponent(id)}`, { method: "DELETE" });
}
