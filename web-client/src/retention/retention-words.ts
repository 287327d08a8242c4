import type { Retention, Session } from "../contract";
import { language, t } from "../strings/strings";

/**
 * What will be deleted when, in sentences; empty where everything is kept. Before a session's end the server's settings tell it, behind it
 * the session's own instants.
 */
export function retentionWords(session: Session, kept: Retention | undefined, dayOf: (instant: Date) => string = longDate): string {
  const { recordingExpiresAt, recordingDeletedAt, voicesExpireAt, voicesDeletedAt, expiresAt } = session;
  const all = when(expiresAt, session, kept?.sessionDays, dayOf);
  const recording = when(recordingExpiresAt, session, kept?.recordingDays, dayOf);
  const voices = when(voicesExpireAt, session, kept?.voiceDays, dayOf);
  const sentences: string[] = [];
  if (recordingDeletedAt) {
    sentences.push(t("recordingDeleted"));
  } else if (recording && recording !== all && comesBefore(kept?.recordingDays, kept?.sessionDays)) {
    sentences.push(t("recordingGoes", { when: recording }));
  }
  if (voicesDeletedAt) {
    sentences.push(t("voicesDeleted"));
  } else if (voices && voices !== all && comesBefore(kept?.voiceDays, kept?.sessionDays)) {
    sentences.push(t("voicesGo", { when: voices }));
  }
  if (all) {
    sentences.push(t("allGoes", { when: all }));
  }
  return sentences.join(" ");
}

function when(
  instant: string | undefined,
  { endedAt }: Session,
  days: number | null | undefined,
  dayOf: (instant: Date) => string,
): string | undefined {
  if (endedAt) {
    return instant ? t("onDay", { day: dayOf(new Date(instant)) }) : undefined;
  }
  return days ? t("afterItsEnd", { time: span(days) }) : undefined;
}

function comesBefore(days: number | null | undefined, all: number | null | undefined): boolean {
  return !days || !all || days < all;
}

function span(days: number): string {
  const [count, unit] = days < 1 ? [Math.max(1, Math.round(24 * days)), "hour"] : [Math.round(10 * days) / 10, "day"];
  return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(count);
}

function longDate(instant: Date): string {
  return instant.toLocaleDateString(language(), { day: "numeric", month: "long", year: "numeric" });
}
