import { css, html, LitElement, nothing } from "lit";
import { speakerColor } from "../captions/speaker-colors";
import { clock } from "../captions/paragraphs";
import type { SessionSpeaker } from "../contract";
import { look } from "../design/look";
import { t } from "../strings/strings";
import type { EmotionCurves } from "./emotion-curves";
import { emotionName } from "./emotion-names";
import { emotionSpans } from "./emotion-spans";

/** Seconds that are shown. */
const span = 180;

/**
 * Who sounded how in the last minutes: a lane for each speaker, a block with a word where it was clear. Nothing stands where nothing was.
 */
export class EmotionTimeline extends LitElement {
  static override properties = { speakers: { attribute: false }, curves: { attribute: false } };

  declare speakers: readonly SessionSpeaker[];
  declare curves: EmotionCurves;

  static override styles = [
    look,
    css`
      h2 {
        font-size: var(--small);
      }
      ul {
        display: grid;
        gap: var(--space-1);
        margin: var(--space-1) 0;
        padding: 0;
        list-style: none;
      }
      .name {
        font-size: var(--small);
      }
      .lane {
        position: relative;
        height: 1.6rem;
        overflow: hidden;
        border-radius: var(--radius-small);
        background: var(--sunken);
      }
      .block {
        position: absolute;
        inset-block: 2px;
        padding: 0 0.4em;
        overflow: hidden;
        border-inline-start: 3px solid var(--speaker);
        border-radius: 4px;
        background: var(--raised);
        font-size: var(--small);
        line-height: calc(1.6rem - 4px);
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .axis {
        display: flex;
        justify-content: space-between;
        color: var(--quiet);
        font-size: var(--small);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  override render() {
    const end = Math.max(0, ...this.curves.speakers.map((id) => this.curves.of(id).at(-1)?.time ?? 0));
    const start = Math.max(0, end - span);
    const lanes = this.curves.speakers.map((id) => ({
      speaker: this.speakers.find((speaker) => speaker.id === id) ?? { id, label: id || t("notKnownWho") },
      spans: emotionSpans(this.curves.of(id)).filter((block) => block.end > start),
    }));
    return html`<h2>${t("emotionTimeline")}</h2>
      <ul>
        ${lanes.map(
          ({ speaker, spans }) =>
            html`<li>
              <span class="name">${speaker.label}</span>
              <div class="lane">
                ${spans.map(
                  ({ label, start: from, end: to }) =>
                    html`<span
                      class="block"
                      title="${emotionName(label)} ${clock(from)}"
                      .style=${`--speaker: ${speakerColor(speaker.id)}; inset-inline-start: ${percent(from, start, end)}%; ` +
                      `width: max(${percent(to, start, end) - percent(from, start, end)}%, 1.5em)`}
                      >${emotionName(label)}</span
                    >`,
                )}
              </div>
            </li>`,
        )}
      </ul>
      ${end > 0 ? html`<p class="axis" aria-hidden="true"><span>${clock(start)}</span><span>${clock(end)}</span></p>` : nothing}
      <p class="hint">${t("emotionsHint")}</p>`;
  }
}

function percent(time: number, start: number, end: number): number {
  return end === start ? 0 : Math.round((1000 * Math.max(0, time - start)) / (end - start)) / 10;
}

customElements.define("lc-emotion-timeline", EmotionTimeline);
