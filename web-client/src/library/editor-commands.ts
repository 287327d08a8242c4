import type { Mark, SessionSpeaker } from "../contract";
import type { EditorCommand } from "./editor-keys";
import type { SoundPlayer } from "./sound-player";
import type { TranscriptEditor } from "./transcript-editor";

/** Seconds by which the sound moves, and a cue's times. */
const stride = 2;
const nudge = 0.1;
/** Seconds within which one is at a mark. */
const near = 0.2;

/** What commands act on. */
export interface EditorParts {
  editor: TranscriptEditor;
  player: SoundPlayer;
  speakers: readonly SessionSpeaker[];
  /** Letter before which the caret stands. */
  caret(): number;
  /** Goes so many cues on, or back. */
  go(by: number): void;
  /** Back into the field. */
  refocus(): void;
  askReplacing(): void;
  /** In order of time. */
  marks(): readonly Mark[];
  /** Where the sound is. */
  addMark(): void;
  /** Goes to the uncertain words that are looked at now. */
  showReviewed(): void;
}

type Acts = { [Command in Exclude<EditorCommand, `speaker${number}`>]: (parts: EditorParts) => void };

const acts: Acts = {
  play: ({ player }) => player.toggle(),
  replay: ({ editor: { cue }, player }) => cue && player.playBetween(cue.start, cue.end),
  back: ({ player }) => player.move(-stride),
  forward: ({ player }) => player.move(stride),
  previous: ({ go }) => go(-1),
  next: ({ go }) => go(1),
  unsure: (parts) => goToUnsure(parts, 1),
  unsureBefore: (parts) => goToUnsure(parts, -1),
  mark: ({ addMark }) => addMark(),
  nextMark: ({ marks, player }) => goTo(player, marks().find(({ at }) => at > player.time + near)),
  markBefore: ({ marks, player }) => goTo(player, marks().findLast(({ at }) => at < player.time - near)),
  closer: ({ player }) => player.zoomBy(1),
  farther: ({ player }) => player.zoomBy(-1),
  split: ({ editor, caret }) => void editor.split(caret()),
  merge: ({ editor }) => void editor.merge(),
  remove: ({ editor, refocus }) => void editor.remove().then(refocus),
  startEarlier: ({ editor }) => void editor.change(({ start }) => ({ start: rounded(Math.max(0, start - nudge)) })),
  startLater: ({ editor }) => void editor.change(({ start }) => ({ start: rounded(start + nudge) })),
  endEarlier: ({ editor }) => void editor.change(({ end }) => ({ end: rounded(end - nudge) })),
  endLater: ({ editor }) => void editor.change(({ end }) => ({ end: rounded(end + nudge) })),
  undo: ({ editor }) => void editor.step("undo"),
  redo: ({ editor }) => void editor.step("redo"),
  replace: ({ askReplacing }) => askReplacing(),
};

/** Does what a key or a button stands for. */
export function runCommand(command: EditorCommand, parts: EditorParts): void {
  const number = /^speaker(\d)$/.exec(command)?.[1];
  if (number === undefined) {
    acts[command as keyof Acts](parts);
    return;
  }
  const chosen = parts.speakers[Number(number) - 1];
  if (chosen) {
    void parts.editor.change(() => ({ speaker: chosen.id }));
  }
}

function goToUnsure({ editor, showReviewed }: EditorParts, by: 1 | -1): void {
  editor.selectUnsure(by);
  showReviewed();
}

function goTo(player: SoundPlayer, mark: Mark | undefined): void {
  if (mark) {
    player.seek(mark.at);
  }
}

/** Milliseconds are as fine as times are. */
function rounded(time: number): number {
  return Math.round(1000 * time) / 1000;
}
