import { loadStrings } from "./strings/strings";

/** The page at an address: `/` to start, `/studio/{id}` to manage a session, `/watch/{id}` to read along. */
async function open(path: string): Promise<HTMLElement> {
  if (path === "/overlay-builder") {
    const { OverlayBuilderPage } = await import("./pages/overlay-builder-page");
    return new OverlayBuilderPage();
  }
  const [, name, id] = /^\/(studio|watch)\/([^/]+)\/?$/.exec(path) ?? [];
  switch (name) {
    case "studio": {
      const { StudioPage } = await import("./pages/studio-page");
      return Object.assign(new StudioPage(), { sessionId: decodeURIComponent(id!) });
    }
    case "watch": {
      const { WatchPage } = await import("./pages/watch-page");
      return Object.assign(new WatchPage(), { sessionId: decodeURIComponent(id!) });
    }
    default: {
      const { HomePage } = await import("./pages/home-page");
      return new HomePage();
    }
  }
}

void loadStrings()
  .then(() => open(location.pathname))
  .then((page) => document.body.append(page));
