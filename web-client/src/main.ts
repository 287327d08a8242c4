import { loadStrings } from "./strings/strings";

/** The page at an address: `/` to speak, `/watch/{id}` to read. */
async function open(path: string): Promise<HTMLElement> {
  if (path === "/overlay-builder") {
    const { OverlayBuilderPage } = await import("./pages/overlay-builder-page");
    return new OverlayBuilderPage();
  }
  const watched = /^\/watch\/([^/]+)\/?$/.exec(path)?.[1];
  if (watched === undefined) {
    const { StudioPage } = await import("./pages/studio-page");
    return new StudioPage();
  }
  const { WatchPage } = await import("./pages/watch-page");
  const page = new WatchPage();
  page.sessionId = decodeURIComponent(watched);
  return page;
}

void loadStrings()
  .then(() => open(location.pathname))
  .then((page) => document.body.append(page));
