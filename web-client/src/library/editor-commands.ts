import type { SessionSpeaker } from "../contract";
import type { EditorCommand } from "./editor-keys";
import type { SoundPlayer } from "./sound-player";
import type { TranscriptEditor } from "./transcript-editor";

/** Seconds by which the sound moves, and a cue's times. */
const stride = 2;
const nudge = 0.1;

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
}

type Acts = { [Command in Exclude<EditorCommand, `speaker${number}`>]: (parts: EditorParts) => void };

const acts: Acts = {
  play: ({ player }) => player.toggle(),
  replay: ({ editor: { cue }, player }) => cue && player.playBetween(cue.start, cue.end),
  back: ({ player }) => player.move(-stride),
  forward: ({ player }) => player.move(stride),
  previous: ({ go }) => go(-1),
  next: ({ go }) => go(1),
  unsure: ({ editor, refocus }) => {
    editor.selectUnsure();
    refocus();
  },
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

/** Milliseconds are as fine as times are. */
function rounded(time: number): number {
  return Math.round(1000 * time) / 1000;
}
