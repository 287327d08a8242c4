import { css, html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { speakerColor } from "../captions/speaker-colors";
import type { Cue, SessionSpeaker } from "../contract";
import type { EmotionCurves } from "../emotions/emotion-curves";
import { t } from "../strings/strings";
import { look } from "../design/look";
import type { ProfileList } from "./profile-list";
import "../captions/speaker-name";
import "../emotions/emotion-timeline";
import "./profile-list";
import "./remember-voice";

/** The session's speakers for its author: how each has sounded lately, and their voices to be remembered. */
export class SpeakerPanel extends LitElement {
  static override properties = { sessionId: { attribute: false }, finals: { attribute: false }, curves: { attribute: false } };

  declare sessionId: string;
  declare finals: readonly Cue[];
  /** Undefined where they are not shown. */
  declare curves: EmotionCurves | undefined;

  static override styles = [
    look,
    css`
      .panel {
        display: grid;
        gap: var(--space-3);
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
      .who i {
        display: inline-block;
        width: 0.7em;
        height: 0.7em;
        margin-inline-end: 0.4em;
        border-radius: 50%;
        background: var(--speaker);
        forced-color-adjust: none;
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.finals = [];
    this.curves = undefined;
  }

  override render() {
    const speakers = this.speakers();
    return html`<div class="panel">
      ${speakers.length === 0 ? html`<p class="quiet">${t("nobodyYet")}</p>` : html`<p class="hint">${t("renameHint")}</p>`}
      <ul aria-label=${t("speakers")}>
        ${repeat(speakers, ({ id }) => id, (speaker) => this.renderSpeaker(speaker))}
      </ul>
      ${this.curves ? html`<lc-emotion-timeline .speakers=${speakers} .curves=${this.curves}></lc-emotion-timeline>` : nothing}
      <lc-profiles></lc-profiles>
    </div>`;
  }

  private renderSpeaker(speaker: SessionSpeaker) {
    const { id } = speaker;
    return html`<li>
      <span class="who" .style=${`--speaker: ${speakerColor(id)}`}>
        <i aria-hidden="true"></i><lc-speaker-name .sessionId=${this.sessionId} .speaker=${speaker}></lc-speaker-name>
      </span>
      ${isVoice(id)
        ? html`<lc-remember-voice .sessionId=${this.sessionId} .speaker=${speaker} @remembered=${this.refresh}></lc-remember-voice>`
        : nothing}
    </li>`;
  }

  /** In the order they were first heard. */
  private speakers(): SessionSpeaker[] {
    const found = new Map<string, SessionSpeaker>();
    this.finals.forEach(({ speaker }) => speaker && found.set(speaker.id, speaker));
    return [...found.values()];
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
