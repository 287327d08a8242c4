/** Address of the page that viewers read. */
export function watchLink(sessionId: string): string {
  return linkTo("watch", sessionId);
}

/** Address of the page that lies over a picture. */
export function overlayLink(sessionId: string): string {
  return linkTo("overlay", sessionId);
}

function linkTo(page: string, sessionId: string): string {
  return new URL(`/${page}/${encodeURIComponent(sessionId)}`, location.href).href;
}
