import { ParagraphKeys } from "../captions/paragraph-keys";
import type { Cue, WatchSnapshot } from "../contract";
import { overlayLines } from "../overlay/overlay-lines";
import { OverlayProgramme } from "../overlay/overlay-programme";
import { SessionStream, type StreamState } from "./session-stream";
import { VideoTrack } from "./video-track";

const style = `
:host {
  display: block;
  box-sizing: border-box;
  color: var(--live-captions-color, #fff);
  font: var(--live-captions-font, 600 1.25rem/1.4 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif);
  text-align: var(--live-captions-align, start);
}
:host([hidden]) { display: none; }
:host([for]) { position: absolute; z-index: 1; pointer-events: none; padding: var(--live-captions-margin, 2%); }
[part="captions"] { min-height: calc(var(--lines) * 1lh); overflow: hidden; }
[part="line"] { margin: 0; min-height: 1lh; white-space: pre; }
[part="text"] {
  display: inline-block;
  padding: 0 0.35em;
  background: var(--live-captions-background, rgb(0 0 0 / 0.75));
  white-space: pre;
}
[part="text"]:empty { padding: 0; }
[part="log"] { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
slot { display: none; }
:host([state="refused"]) slot { display: block; }
@media (forced-colors: active) { [part="text"] { background: Canvas; color: CanvasText; } }
`;

/** Finals that stay for screen readers. */
const kept = 3;
const mostLines = 8;

/**
 * `<live-captions src="https://captions.example.org" session="ID">`: a session's captions on any page, or over a video (`for="#video"`), or
 * in it as captions of its own (`for` and `track`). `docs/embed.md` has its attributes, parts and properties.
 */
export class LiveCaptions extends HTMLElement {
  static readonly observedAttributes = ["src", "session", "key", "for", "track", "offset", "lines", "delay", "hide", "interim", "speakers"];

  private readonly box = document.createElement("div");
  private readonly log = document.createElement("div");
  private readonly ruler = document.createElement("canvas").getContext("2d");
  private readonly sizes = new ResizeObserver(() => this.refit());
  private keys = new ParagraphKeys();
  private stream: SessionStream | undefined;
  private programme: OverlayProgramme | undefined;
  private track: VideoTrack | undefined;
  private video: HTMLVideoElement | null = null;
  private cues: readonly Cue[] = [];
  private told = new Set<string>();
  private drawing = 0;
  private beginning = 0;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(style);
    root.adoptedStyleSheets = [sheet];
    this.box.setAttribute("part", "captions");
    this.box.setAttribute("aria-hidden", "true");
    this.log.setAttribute("part", "log");
    this.log.setAttribute("role", "log");
    this.log.setAttribute("aria-live", "polite");
    this.log.setAttribute("aria-label", "Captions");
    root.append(this.box, this.log, document.createElement("slot"));
  }

  connectedCallback(): void {
    this.restart();
  }

  disconnectedCallback(): void {
    this.end();
  }

  attributeChangedCallback(): void {
    this.restart();
  }

  /** Attributes come one by one: all that change together begin it once. */
  private restart(): void {
    this.end();
    clearTimeout(this.beginning);
    this.beginning = window.setTimeout(() => this.isConnected && this.begin());
  }

  private begin(): void {
    const session = this.getAttribute("session");
    if (!session) {
      return;
    }
    this.video = this.hasAttribute("for") ? document.querySelector<HTMLVideoElement>(this.getAttribute("for")!) : null;
    const isTrack = this.video !== null && this.hasAttribute("track");
    const offset = this.number("offset");
    this.box.hidden = this.log.hidden = isTrack;
    this.track = isTrack
      ? new VideoTrack(this.video!, offset, this.getAttribute("track") || "Live captions", this.lang || "en")
      : undefined;
    this.programme = new OverlayProgramme(
      { delay: this.number("delay") ?? 0, interim: this.getAttribute("interim") !== "0", hide: this.number("hide") ?? 8 },
      { changed: (cues) => this.show(cues) },
    );
    this.draw();
    this.stream = new SessionStream(
      { server: this.getAttribute("src") ?? new URL(import.meta.url).origin, session, key: this.getAttribute("key") ?? "" },
      {
        state: (state) => this.tell(state),
        newest: (cues) => this.join(cues),
        cue: (cue) => this.hear(cue),
        session: (now) => this.programme?.session(now),
        speaker: (speaker) => this.programme?.speaker(speaker),
      },
      isTrack && offset !== undefined,
    );
    this.stream.start();
    this.sizes.observe(this);
    if (this.video) {
      this.sizes.observe(this.video);
    }
  }

  private end(): void {
    this.stream?.stop();
    this.programme?.stop();
    this.track?.remove();
    this.sizes.disconnect();
    [this.stream, this.programme, this.track, this.cues, this.keys] = [undefined, undefined, undefined, [], new ParagraphKeys()];
    this.told.clear();
    this.box.replaceChildren();
    this.log.replaceChildren();
  }

  private join(cues: Cue[]): void {
    cues.forEach(({ id }) => this.told.add(id));
    const last = cues.at(-1);
    // Whoever comes in the middle sees what was said just now.
    this.programme?.snapshot({
      session: { id: "", state: "live", createdAt: "", duration: last?.end ?? 0 },
      cues,
      seq: last?.seq ?? 0,
    } as WatchSnapshot);
  }

  private hear(cue: Cue): void {
    this.track?.take(cue);
    this.programme?.cue(cue);
    if (cue.kind === "final" && cue.text !== "" && !this.told.has(cue.id)) {
      this.told.add(cue.id);
      this.announce(cue.text);
    }
  }

  private announce(text: string): void {
    const line = document.createElement("p");
    line.textContent = text;
    this.log.append(line);
    while (this.log.childElementCount > kept) {
      this.log.firstElementChild!.remove();
    }
  }

  /** The attribute `state` is for style sheets, the event for scripts. */
  private tell(state: StreamState): void {
    if (this.getAttribute("state") === state) {
      return;
    }
    if (state === "reconnecting") {
      this.programme?.interrupt();
    }
    this.setAttribute("state", state);
    this.dispatchEvent(new CustomEvent("live-captions-state", { detail: { state }, bubbles: true }));
  }

  private show(cues: readonly Cue[]): void {
    this.cues = cues;
    this.drawing ||= requestAnimationFrame(() => {
      this.drawing = 0;
      this.draw();
    });
  }

  private refit(): void {
    this.cover();
    this.draw();
  }

  /** Lies over the lower edge of the video, wherever that is. */
  private cover(): void {
    if (!this.video) {
      return;
    }
    // Whatever it is placed by, its place at zero says so.
    Object.assign(this.style, { left: "0", top: "0", width: `${this.video.clientWidth}px` });
    const [video, own] = [this.video.getBoundingClientRect(), this.getBoundingClientRect()];
    this.style.left = `${video.left - own.left}px`;
    this.style.top = `${video.bottom - own.bottom}px`;
  }

  private draw(): void {
    const count = Math.min(mostLines, Math.max(1, Math.round(this.number("lines") ?? 2)));
    this.box.style.setProperty("--lines", String(count));
    const lines = overlayLines(this.cues, this.keys, this.room(), (text) => this.ruler?.measureText(text).width ?? text.length, {
      lines: count,
      speakers: this.getAttribute("speakers") !== "0",
      emotions: false,
    });
    while (this.box.childElementCount < count) {
      this.box.append(row());
    }
    [...this.box.children].forEach((paragraph, index) => {
      const text = lines[lines.length - count + index]?.text ?? "";
      const shown = paragraph.firstElementChild!;
      if (shown.textContent !== text) {
        shown.textContent = text;
      }
    });
    this.cover();
  }

  private room(): number {
    const { font, fontSize } = getComputedStyle(this);
    if (this.ruler) {
      this.ruler.font = font;
    }
    return Math.max(40, this.box.clientWidth - 0.75 * parseFloat(fontSize || "16"));
  }

  private number(name: string): number | undefined {
    const text = this.getAttribute(name);
    return text !== null && text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : undefined;
  }
}

function row(): HTMLElement {
  const [paragraph, text] = [document.createElement("p"), document.createElement("span")];
  paragraph.setAttribute("part", "line");
  paragraph.dir = "auto";
  text.setAttribute("part", "text");
  paragraph.append(text);
  return paragraph;
}

if (!customElements.get("live-captions")) {
  customElements.define("live-captions", LiveCaptions);
}
