import type { Job, Upload } from "../contract";
import type { Standing } from "../design/state-pill";
import { language, t } from "../strings/strings";

const jobs: Record<Job["state"], () => Standing> = {
  waiting: () => ({ mood: "busy", text: t("stateWaiting") }),
  running: () => ({ mood: "good", text: t("stateRunning") }),
  done: () => ({ mood: "quiet", text: t("stateDone") }),
  cancelled: () => ({ mood: "quiet", text: t("stateCancelled") }),
  dead: () => ({ mood: "bad", text: t("failed") }),
};

const uploads: Record<Upload["state"], () => Standing> = {
  waiting: jobs.waiting,
  uploading: jobs.running,
  done: jobs.done,
  parked: () => ({ mood: "bad", text: t("stateParked") }),
  failed: jobs.dead,
};

const jobKinds: Record<string, () => string> = {
  import: () => t("jobImport"),
  secondPass: () => t("jobSecondPass"),
  upload: () => t("jobUpload"),
};

export function jobStanding({ state }: Job): Standing {
  return jobs[state]?.() ?? { mood: "quiet", text: state };
}

export function uploadStanding({ state }: Upload): Standing {
  return uploads[state]?.() ?? { mood: "quiet", text: state };
}

export function jobName({ kind }: Job): string {
  return jobKinds[kind]?.() ?? kind;
}

export function instant(at: string): string {
  return new Date(at).toLocaleString(language(), { dateStyle: "medium", timeStyle: "short" });
}

/** `1.4 GB`, as the language writes it. */
export function bytes(count: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"];
  const power = Math.min(units.length - 1, count > 0 ? Math.floor(Math.log10(count) / 3) : 0);
  const value = count / 1000 ** power;
  return new Intl.NumberFormat(language(), {
    style: "unit",
    unit: units[power]!,
    unitDisplay: "short",
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
