import type { VoiceProfile } from "../contract";
import { call } from "./http";

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
