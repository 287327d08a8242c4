import { css, html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { speakerColor } from "../captions/speaker-colors";
import type { Cue, SessionSpeaker } from "../contract";
import type { EmotionCurves } from "../emotions/emotion-curves";
import { look } from "../design/look";
import type { ProfileList } from "./profile-list";
import "../emotions/emotion-curve";
import "./profile-list";
import "./remember-voice";

/** The session's speakers for its author: how each has sounded lately, and their voices to be remembered. */
export class SpeakerPanel extends LitElement {
  static override properties = { sessionId: { attribute: false }, finals: { attribute: false }, curves: { attribute: false }, open: { state: true } };

  declare sessionId: string;
  declare finals: readonly Cue[];
  /** Undefined where they are not shown. */
  declare curves: EmotionCurves | undefined;
  declare private open: boolean;

  static override styles = [
    look,
    css`
      details.speakers {
        padding: 0 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      .speakers > summary {
        padding: 0.5rem 0;
        font-weight: 550;
        cursor: pointer;
      }
      .panel {
        position: relative;
        display: grid;
        gap: 0.75rem;
        max-height: 50dvh;
        padding-bottom: 1rem;
        overflow: auto;
      }
      ul {
        display: grid;
        gap: 0.5rem;
        margin: 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem 1rem;
        align-items: center;
      }
      .who {
        flex: 1 1 8rem;
        color: var(--speaker);
        font-weight: 700;
        overflow-wrap: anywhere;
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.finals = [];
    this.curves = undefined;
    this.open = false;
  }

  override render() {
    return html`<details class="speakers" @toggle=${this.toggle}>
      <summary>Speakers</summary>
      ${this.open ? this.renderPanel() : nothing}
    </details>`;
  }

  private renderPanel() {
    const speakers = this.speakers();
    return html`<div class="panel">
      ${speakers.length === 0 ? html`<p class="quiet">Nobody was told apart yet.</p>` : nothing}
      <ul aria-label="Speakers">
        ${repeat(speakers, ({ id }) => id, (speaker) => this.renderSpeaker(speaker))}
      </ul>
      ${this.curves
        ? html`<p class="quiet"><small
                >The last three minutes: arousal, from calm to excited, is the full line, valence, from unpleasant to pleasant, the broken one. A program guesses from the sound;
                it cannot know what somebody feels.</small
              ></p>`
        : nothing}
      <lc-profiles></lc-profiles>
    </div>`;
  }

  private renderSpeaker(speaker: SessionSpeaker) {
    const { id, label } = speaker;
    return html`<li>
      <span class="who" .style=${id ? `--speaker: ${speakerColor(id)}` : ""}>${label}</span>
      ${this.curves ? html`<lc-emotion-curve .who=${label} .points=${this.curves.of(id)}></lc-emotion-curve>` : nothing}
      ${isVoice(id)
        ? html`<lc-remember-voice .sessionId=${this.sessionId} .speaker=${speaker} @remembered=${this.refresh}></lc-remember-voice>`
        : nothing}
    </li>`;
  }

  /** In the order they were first heard; last, who has a curve and no name. */
  private speakers(): SessionSpeaker[] {
    const found = new Map<string, SessionSpeaker>();
    this.finals.forEach(({ speaker }) => speaker && found.set(speaker.id, speaker));
    if (this.curves?.speakers.includes("")) {
      found.set("", { id: "", label: "Not known who" });
    }
    return [...found.values()];
  }

  private toggle(event: Event): void {
    // The list within toggles, too; its event stays within it.
    this.open = (event.target as HTMLDetailsElement).open;
  }

  private refresh(): void {
    void this.renderRoot.querySelector<ProfileList>("lc-profiles")?.refresh();
  }
}

/** Publishers name tracks of their own; nobody listens to voices there. */
function isVoice(id: string): boolean {
  return id.startsWith("s");
}

customElements.define("lc-speakers", SpeakerPanel);
