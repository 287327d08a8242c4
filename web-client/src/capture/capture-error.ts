import { t } from "../strings/strings";

/** What went wrong in the words of the person who can put it right. */
export class CaptureError extends Error {
  override readonly name = "CaptureError";
}

/** Says what to do about a browser's refusal to give sound. */
export function explainCaptureFailure(error: unknown, source: "microphone" | "tab"): CaptureError {
  if (error instanceof CaptureError) {
    return error;
  }
  const name = error instanceof Error ? error.name : "";
  return new CaptureError(source === "microphone" ? explainMicrophone(name, error) : explainTab(name, error));
}

function explainMicrophone(name: string, error: unknown): string {
  switch (name) {
    case "NotAllowedError":
    case "SecurityError":
      return t("microphoneDenied");
    case "NotFoundError":
    case "OverconstrainedError":
      return t("microphoneMissing");
    case "NotReadableError":
    case "AbortError":
      return t("microphoneBusy");
    default:
      return t("microphoneFailed", { why: String(error) });
  }
}

function explainTab(name: string, error: unknown): string {
  switch (name) {
    case "NotAllowedError":
      return t("nothingShared");
    case "NotFoundError":
    case "NotSupportedError":
    case "TypeError":
      return t("tabUnsupported");
    default:
      return t("tabFailed", { why: String(error) });
  }
}
