import type { CaptionFormat } from "../contract";
import { accessKey } from "./access-key";
import { getCaptions } from "./server";

/** Milliseconds after which a browser has surely begun to save what it was given. */
const patience = 60_000;

/** What a file of captions is called. */
export function captionsName(sessionId: string, format: CaptionFormat): string {
  return `captions-${sessionId}.${format}`;
}

/**
 * Takes the place of what a link to a file would do where a key is needed: that goes in a header, as in the address it would be copied,
 * kept by the browser and logged by proxies. Where none is needed, the browser saves the file by itself.
 */
export async function saveCaptions(event: Event, sessionId: string, format: CaptionFormat, language = ""): Promise<void> {
  if (!accessKey(sessionId)) {
    return;
  }
  event.preventDefault();
  const address = URL.createObjectURL(await getCaptions(sessionId, format, language));
  const link = document.createElement("a");
  link.href = address;
  link.download = captionsName(sessionId, format);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), patience);
}
