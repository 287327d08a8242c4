import { css, html, LitElement, nothing } from "lit";
import type { Cue, Session } from "../contract";
import { look } from "../design/look";
import "../design/quality-link";
import { seconds, t } from "../strings/strings";
import "../notices/notice-list";
import "../retention/retention-note";

/** Cues whose delay is averaged. */
const averaged = 5;

/** How a session fares: how late captions are, whether the server keeps up, what was lost, and what recognises. */
export class HealthPanel extends LitElement {
  static override properties = { session: { attribute: false }, finals: { attribute: false } };

  declare session: Session;
  declare finals: readonly Cue[];

  static override styles = [
    look,
    css`
      dl {
        display: grid;
        grid-template-columns: minmax(5rem, 1fr) auto;
        gap: var(--space-1) var(--space-4);
        margin: 0 0 var(--space-3);
      }
      dt {
        color: var(--quiet);
      }
      dd {
        margin: 0;
        text-align: end;
        font-variant-numeric: tabular-nums;
        overflow-wrap: break-word;
      }
      .bad {
        color: var(--danger);
        font-weight: 550;
      }
    `,
  ];

  constructor() {
    super();
    this.finals = [];
  }

  override render() {
    const { lag, lostAudio = 0, engine, engineWhy, language } = this.session;
    const latency = latencyOf(this.finals);
    return html`<dl>
        ${
          latency === undefined
            ? nothing
            : html`<dt>${t("latency")}</dt>
                <dd class=${latency > 5 ? "bad" : ""}>${seconds(latency, true)}</dd>`
        }
        ${
          lag === undefined
            ? nothing
            : html`<dt>${t("lag")}</dt>
                <dd class=${lag > 10 ? "bad" : ""}>${seconds(lag, true)}</dd>`
        }
        <dt>${t("lostAudio")}</dt>
        <dd class=${lostAudio > 0 ? "bad" : ""}>${lostAudio > 0 ? seconds(lostAudio, true) : t("none")}</dd>
        ${
          engine
            ? html`<dt>${t("engine")}</dt>
                <dd title=${engineWhy ?? nothing}>${engine}${language ? ` · ${language}` : ""}</dd>`
            : nothing
        }
      </dl>
      <p><lc-quality-link .sessionId=${this.session.id}></lc-quality-link></p>
      <lc-notices .session=${this.session}></lc-notices>
      <lc-retention .session=${this.session}></lc-retention>`;
  }
}

/** Seconds from the end of a word to its caption, lately. */
export function latencyOf(finals: readonly Cue[]): number | undefined {
  const told = finals.slice(-averaged).flatMap(({ latency }) => (latency === undefined ? [] : [latency]));
  return told.length === 0 ? undefined : told.reduce((sum, latency) => sum + latency, 0) / told.length;
}

customElements.define("lc-health", HealthPanel);
