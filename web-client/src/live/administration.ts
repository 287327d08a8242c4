import type { ApiKey, CreatedKey, Job, ServerStatus, Upload, UploadQuota, YouTubeChannel } from "../contract";
import { call, patch } from "./http";

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
export function addUpload(sessionId: string, videoId: string, language: string, draft: boolean): Promise<Upload> {
  return call<Upload>("/api/uploads", { ...patch({ sessionId, videoId, language, draft }), method: "POST" });
}

export function retryUpload(id: string): Promise<Upload> {
  return call<Upload>(`/api/uploads/${encodeURIComponent(id)}/retry`, { method: "POST" });
}

export function deleteUpload(id: string): Promise<void> {
  return call<void>(`/api/uploads/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/** Keys, the newest first, also those that were revoked. */
export function getKeys(): Promise<ApiKey[]> {
  return call<ApiKey[]>("/api/keys");
}

/**
 * Makes a key, which is told in the answer alone.
 *
 * @param scope with commas between
 * @param expires such as `30d`; empty: never
 */
export function createKey(scope: string, expires: string, name: string): Promise<CreatedKey> {
  return call<CreatedKey>("/api/keys", { ...patch({ scope, ...(expires && { expires }), ...(name && { name }) }), method: "POST" });
}

/** Makes a key open nothing any more. */
export function revokeKey(id: string): Promise<void> {
  return call<void>(`/api/keys/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/** Channels that are connected. */
export function getChannels(): Promise<YouTubeChannel[]> {
  return call<YouTubeChannel[]>("/api/youtube/channels");
}

/** Begins to connect one. @returns where its owner consents */
export async function connectChannel(): Promise<string> {
  return (await call<{ url: string }>("/api/youtube/login", { method: "POST" })).url;
}
