import type { Broadcast } from "../studio/broadcast";

/** Goes to a session's own address without losing the sound that this page sends already. */
export async function openStudio(from: HTMLElement, sessionId: string, broadcast?: Broadcast): Promise<void> {
  const { StudioPage } = await import("./studio-page");
  const page = new StudioPage();
  page.sessionId = sessionId;
  page.broadcast = broadcast;
  history.pushState(null, "", `/studio/${encodeURIComponent(sessionId)}${location.search}`);
  // Back to the start is a new page, which asks first while sound is sent.
  window.addEventListener("popstate", () => location.reload(), { once: true });
  from.replaceWith(page);
}
