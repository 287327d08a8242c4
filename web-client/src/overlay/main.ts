import type { Cue } from "../contract";
import { ParagraphKeys } from "../captions/paragraph-keys";
import { CaptionFeed } from "../live/caption-feed";
import { overlayLines } from "./overlay-lines";
import { adoptAddedStyles } from "./added-styles";
import { overlayOptions, overlayProblems } from "./overlay-options";
import { OverlayProgramme } from "./overlay-programme";
import { OverlayScreen } from "./overlay-screen";
import { previewCues } from "./preview-cues";
import { tellProblems } from "./problem-note";

/** How long to wait before asking again after a refusal: the session may be made, or the key fixed, while the picture is on air. */
const secondsAfterRefusal = 5;

const options = overlayOptions(location.search);
const sessionId = decodeURIComponent(/^\/overlay\/([^/]+)/.exec(location.pathname)?.[1] ?? "");
const screen = new OverlayScreen(options, document.querySelector("main")!);
const keys = new ParagraphKeys();
let cues: readonly Cue[] = [];
let drawing = false;
adoptAddedStyles(document.head);
tellProblems(overlayProblems(location.search), document.querySelector("main")!);

const programme = new OverlayProgramme(options, {
  changed: (newest) => {
    cues = newest;
    draw();
  },
});

/** However many messages come, a picture of the stream gets one drawing. */
function draw(): void {
  if (drawing) {
    return;
  }
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    screen.show(overlayLines(cues, keys, screen.room, screen.measure, options));
  });
}

/** Whatever is wrong, the overlay shows nothing of it and tries again. */
function follow(): void {
  const feed = new CaptionFeed(sessionId, {
    state: (state) => {
      if (state === "reconnecting") {
        programme.interrupt();
      } else if (state === "refused") {
        setTimeout(follow, secondsAfterRefusal * 1000);
      }
    },
    snapshot: (snapshot) => programme.snapshot(snapshot),
    cue: (cue) => programme.cue(cue),
    session: (session) => programme.session(session),
    speaker: (speaker) => programme.speaker(speaker),
  });
  feed.start();
}

function refit(): void {
  screen.fit();
  draw();
}

addEventListener("resize", refit);
void document.fonts.ready.then(refit);
if (new URLSearchParams(location.search).has("preview")) {
  cues = previewCues(options);
  draw();
} else {
  follow();
}
