import type { Cue } from "../contract";
import { ParagraphKeys } from "../captions/paragraph-keys";
import { CaptionFeed, type FeedEvents } from "../live/caption-feed";
import { overlayTracks } from "./overlay-lines";
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
const keys = [new ParagraphKeys(), new ParagraphKeys()] as const;
/** What is said, and its translation where one is asked for. */
const cues: [readonly Cue[], readonly Cue[]] = [[], []];
let drawing = false;
adoptAddedStyles(document.head);
tellProblems(overlayProblems(location.search), document.querySelector("main")!);

const programmes = [0, ...(options.second ? [1] : [])].map(
  (track) =>
    new OverlayProgramme(options, {
      changed: (newest) => {
        cues[track] = newest;
        draw();
      },
    }),
);

/** However many messages come, a picture of the stream gets one drawing. */
function draw(): void {
  if (drawing) {
    return;
  }
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    screen.show(overlayTracks(cues, keys, screen.room, screen.measure, options));
  });
}

/** Whatever is wrong, the overlay shows nothing of it and tries again. */
function follow(): void {
  const isOf = (track: number) => (cue: Cue) => (cue.of !== undefined) === (track === 1);
  const events: FeedEvents = {
    state: (state) => {
      if (state === "reconnecting") {
        programmes.forEach((programme) => programme.interrupt());
      } else if (state === "refused") {
        setTimeout(follow, secondsAfterRefusal * 1000);
      }
    },
    snapshot: (snapshot) =>
      programmes.forEach((programme, track) => programme.snapshot({ ...snapshot, cues: snapshot.cues.filter(isOf(track)) })),
    cue: (cue) => programmes.find((_, track) => isOf(track)(cue))?.cue(cue),
    session: (session) => programmes.forEach((programme) => programme.session(session)),
    speaker: (speaker) => programmes.forEach((programme) => programme.speaker(speaker)),
  };
  const feed = new CaptionFeed(sessionId, events, options.second ? [options.second] : []);
  feed.start();
}

function refit(): void {
  screen.fit();
  draw();
}

addEventListener("resize", refit);
void document.fonts.ready.then(refit);
if (new URLSearchParams(location.search).has("preview")) {
  cues[0] = previewCues(options);
  draw();
} else {
  follow();
}
