import { html, LitElement, type PropertyValues } from "lit";
import type { Mark, Session, SessionSpeaker } from "../contract";
import type { DialogBox } from "../design/dialog";
import { look } from "../design/look";
import type { CueChange, Replacing } from "../live/corrections";
import { t } from "../strings/strings";
import type { CuePanel } from "./cue-panel";
import type { Chosen } from "./cue-rows";
import { runCommand } from "./editor-commands";
import { editorLook } from "./editor-look";
import { editorSide } from "./editor-side";
import { commandOf, type EditorCommand } from "./editor-keys";
import type { ReplaceForm } from "./replace-form";
import type { SoundPlayer } from "./sound-player";
import { rangeOf } from "./review";
import type { Chosen as Reviewed } from "./review-list";
import { TranscriptEditor } from "./transcript-editor";
import type { Version } from "./written-transcript";
import "../design/dialog";
import "./cue-panel";
import type { MarksPanel } from "../marks/marks-panel";
import "./cue-rows";
import "./editor-tools";
import "./keys-table";
import "./merge-voices";
import "./replace-form";
import "./sound-player";

/** A session's transcript with its sound, to listen to and to put right, by keyboard alone where one likes. */
export class EditorView extends LitElement {
  static override properties = {
    session: { attribute: false },
    cueId: {},
    marks: { state: true },
    translates: { state: true },
    time: { state: true },
    playing: { state: true },
  };

  declare session: Session;
  /** The cue to begin with. */
  declare cueId: string;
  declare private marks: readonly Mark[];
  declare private translates: boolean;
  declare private time: number;
  declare private playing: boolean;
  private editor!: TranscriptEditor;

  static override styles = [look, editorLook];

  constructor() {
    super();
    this.cueId = "";
    this.marks = [];
    this.translates = false;
    this.time = 0;
    this.playing = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.editor ??= new TranscriptEditor(this.session.id, () => this.requestUpdate());
    window.addEventListener("beforeunload", this.warn);
    this.addEventListener("keydown", this.onKey);
    void this.load(this.session.publishing === "done" ? "publishing" : "live");
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("beforeunload", this.warn);
    this.removeEventListener("keydown", this.onKey);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("session")) {
      this.marks = this.session.marks ?? [];
    }
  }

  override render() {
    const { cues, current, cue, text, problem, told, uncertain, reviewed, version } = this.editor;
    const { session, marks, translates } = this;
    return html`
      <lc-player
        .sessionId=${this.session.id}
        .from=${cue?.start ?? 0}
        .to=${cue?.end ?? 0}
        .marks=${this.marks}
        @time=${(event: CustomEvent<number>) => (this.time = event.detail)}
        @playing=${(event: CustomEvent<boolean>) => (this.playing = event.detail)}
      ></lc-player>
      <div class="body">
        <lc-cue-rows .cues=${cues} .current=${current} .time=${this.time} .playing=${this.playing} @choose=${this.choose}></lc-cue-rows>
        <div class="side">
          <lc-editor-tools
            .version=${this.editor.version}
            ?choosable=${this.session.publishing === "done"}
            ?published=${this.isPublished}
            .voices=${this.speakers.length}
            @command=${(event: CustomEvent<EditorCommand>) => this.run(event.detail)}
            @version=${(event: CustomEvent<Version>) => this.load(event.detail)}
            @voices=${() => this.dialog("voices").show()}
            @keys=${() => this.dialog("keys").show()}
          ></lc-editor-tools>
          <lc-cue-panel
            .cue=${cue}
            .text=${text}
            .speakers=${this.speakers}
            .problem=${problem}
            .isLast=${current >= cues.length - 1}
            @write=${(event: CustomEvent<string>) => this.editor.write(event.detail)}
            @change=${(event: CustomEvent<CueChange>) => this.editor.change(() => event.detail)}
            @command=${(event: CustomEvent<EditorCommand>) => this.run(event.detail)}
            @next=${() => this.go(1)}
            @revert=${() => this.editor.revert()}
          ></lc-cue-panel>
          <p class="hint" role="status">${told}</p>
          ${editorSide(
            { session, version, cues, cue, uncertain, reviewed, marks, translates },
            {
              review: (chosen) => this.onReview(chosen),
              marks: (changed) => (this.marks = changed),
              translate: (open) => (this.translates = open),
              where: () => this.player.time,
              seek: (time) => this.player.seek(time),
              jump: ({ id, start }) => this.jump(id, start),
            },
          )}
        </div>
      </div>
      <lc-dialog id="replace" label=${t("editorFindAndReplace")}><lc-replace @replace=${this.replace}></lc-replace></lc-dialog>
      <lc-dialog id="voices" label=${t("voicesAreOne")}
        ><lc-merge-voices .speakers=${this.speakers} @merge=${this.mergeVoices}></lc-merge-voices
      ></lc-dialog>
      <lc-dialog id="keys" label=${t("editorKeys")}><lc-keys></lc-keys></lc-dialog>
    `;
  }

  /** Of the session, and of its cues. */
  private get speakers(): readonly SessionSpeaker[] {
    const all = new Map((this.session.speakers ?? []).map((speaker) => [speaker.id, speaker]));
    this.editor.cues.forEach(({ speaker }) => speaker && !all.has(speaker.id) && all.set(speaker.id, speaker));
    return [...all.values()];
  }

  /** What is replaced is replaced in the version that is published. */
  private get isPublished(): boolean {
    return (this.editor.version === "publishing") === (this.session.publishing === "done");
  }

  private get player(): SoundPlayer {
    return this.renderRoot.querySelector<SoundPlayer>("lc-player")!;
  }

  private get panel(): CuePanel {
    return this.renderRoot.querySelector<CuePanel>("lc-cue-panel")!;
  }

  private dialog(id: string): DialogBox {
    return this.renderRoot.querySelector<DialogBox>(`#${id}`)!;
  }

  private async load(version: Version): Promise<void> {
    await this.editor.load(version);
    const index = this.editor.cues.findIndex(({ id }) => id === this.cueId);
    if (index > 0) {
      this.editor.select(index);
      this.time = this.editor.cue!.start;
      this.player.seek(this.time);
    }
  }

  private choose({ detail: { index, time } }: CustomEvent<Chosen>): void {
    this.editor.select(index);
    this.player.seek(time);
    this.time = time;
    void this.refocus();
  }

  private go(by: number): void {
    const before = this.editor.current;
    this.editor.select(before + by);
    if (this.editor.cue && this.editor.current !== before && !this.playing) {
      this.player.seek(this.editor.cue.start);
    }
    void this.refocus();
  }

  private async refocus(): Promise<void> {
    await this.updateComplete;
    await this.panel.updateComplete;
    this.panel.focus();
  }

  /** To a line; who chose it elsewhere stays there. */
  private jump(id: string, start: number): void {
    const index = this.editor.cues.findIndex((cue) => cue.id === id);
    if (index >= 0) {
      this.editor.select(index);
    }
    this.player.seek(start);
    this.time = start;
  }

  private onReview({ item, text }: Reviewed): void {
    if (text === undefined) {
      this.editor.selectItem(item);
      void this.showReviewed();
    } else {
      void this.editor.takeInstead(item, text);
    }
  }

  /** To the uncertain words that are looked at: heard from a little before them, and selected, to be written over. */
  private async showReviewed(): Promise<void> {
    const { cue, reviewed } = this.editor;
    await this.refocus();
    if (cue && reviewed) {
      this.panel.selectWords(rangeOf(cue, reviewed));
      if (!this.playing) {
        this.player.seek(Math.max(cue.start, reviewed.start - 1));
      }
    }
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const command = commandOf(event);
    if (command && !event.composedPath().some((element) => element instanceof HTMLDialogElement)) {
      event.preventDefault();
      this.run(command);
    }
  };

  private run(command: EditorCommand): void {
    runCommand(command, {
      editor: this.editor,
      player: this.player,
      speakers: this.speakers,
      caret: () => this.panel.caret,
      go: (by) => this.go(by),
      refocus: () => void this.refocus(),
      askReplacing: () => this.isPublished && this.askReplacing(),
      marks: () => this.marks,
      addMark: () => void this.renderRoot.querySelector<MarksPanel>("lc-marks")!.add(),
      showReviewed: () => void this.showReviewed(),
    });
  }

  private askReplacing(): void {
    this.dialog("replace").show();
    this.renderRoot.querySelector<ReplaceForm>("lc-replace")?.focus();
  }

  private replace({ detail }: CustomEvent<Replacing>): void {
    this.dialog("replace").close();
    void this.editor.replace(detail).then(() => this.refocus());
  }

  private mergeVoices({ detail: { from, into } }: CustomEvent<{ from: string; into: string }>): void {
    this.dialog("voices").close();
    void this.editor.mergeSpeakers(from, into);
  }

  private readonly warn = (event: BeforeUnloadEvent): void => {
    if (this.editor.isUnsaved) {
      event.preventDefault();
    }
  };
}

customElements.define("lc-editor", EditorView);
