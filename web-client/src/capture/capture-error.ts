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
      return "The browser may not use the microphone. Allow it with the icon in the address bar, then start again.";
    case "NotFoundError":
    case "OverconstrainedError":
      return "No microphone was found. Plug one in, or choose another source.";
    case "NotReadableError":
    case "AbortError":
      return "The microphone is in use by another program or does not answer. Close that program, then start again.";
    default:
      return `The microphone could not be opened: ${String(error)}`;
  }
}

function explainTab(name: string, error: unknown): string {
  switch (name) {
    case "NotAllowedError":
      return "Nothing was shared. Start again and choose a tab.";
    case "NotFoundError":
    case "NotSupportedError":
    case "TypeError":
      return "This browser cannot share a tab's sound. Chrome and Edge on a computer can.";
    default:
      return `The tab's sound could not be shared: ${String(error)}`;
  }
}
