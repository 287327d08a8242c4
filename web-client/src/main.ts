import { loadStrings } from "./strings/strings";

/**
 * The page at an address: `/` to start, `/studio/{id}` to manage a session, `/watch/{id}` to read along, `/library` for what was said
 * before.
 */
async function open(path: string): Promise<HTMLElement> {
  if (path === "/overlay-builder") {
    const { OverlayBuilderPage } = await import("./pages/overlay-builder-page");
    return new OverlayBuilderPage();
  }
  if (/^\/library\/?$/.test(path)) {
    const { LibraryPage } = await import("./pages/library-page");
    return new LibraryPage();
  }
  if (/^\/admin\/?$/.test(path)) {
    const { AdminPage } = await import("./pages/admin-page");
    return new AdminPage();
  }
  const [, name, id] = /^\/(studio|watch|library)\/([^/]+)\/?$/.exec(path) ?? [];
  switch (name) {
    case "studio": {
      const { StudioPage } = await import("./pages/studio-page");
      return Object.assign(new StudioPage(), { sessionId: decodeURIComponent(id!) });
    }
    case "watch": {
      const { WatchPage } = await import("./pages/watch-page");
      return Object.assign(new WatchPage(), { sessionId: decodeURIComponent(id!) });
    }
    case "library": {
      const { RecordingPage } = await import("./pages/recording-page");
      return Object.assign(new RecordingPage(), { sessionId: decodeURIComponent(id!) });
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
