import { html, nothing } from "lit";
import type { SoundChoice } from "../capture/capture";
import type { Mark, Session } from "../contract";
import "../design/disclosure";
import type { Disclosure } from "../design/disclosure";
import { isEnded } from "../live/session-ends";
import "../marks/marks-panel";
import "../sinks/sink-panel";
import { t } from "../strings/strings";
import "../voices/speaker-panel";
import type { Broadcast } from "./broadcast";
import "./health-panel";
import "./share-panel";
import "./sound-panel";
import type { CaptionNews } from "./studio-captions";
import "./words-panel";

/** What the page does when something happens in a panel. */
export interface PanelActs {
  /** To another source. */
  listen(choice: SoundChoice): void;
  /** It is otherwise now. */
  session(session: Session): void;
  marks(marks: Mark[]): void;
  /** Whether somebody looks at sinks. */
  sinks(open: boolean): void;
}

/** What can be done about a session beside its captions. */
export function studioPanels(session: Session, sending: Broadcast | undefined, busy: boolean, news: CaptionNews, act: PanelActs) {
  const open = !isEnded(session);
  return html`
    ${
      session.source || !open
        ? nothing
        : html`<section>
            <lc-disclosure label=${t("sound")} open>
              <lc-sound
                .session=${session}
                .broadcast=${sending}
                ?busy=${busy}
                @listen=${(event: CustomEvent<SoundChoice>) => act.listen(event.detail)}
              ></lc-sound>
            </lc-disclosure>
          </section>`
    }
    <section>
      <lc-disclosure label=${t("viewers")} open
        ><lc-studio-share .session=${session} @session=${(event: CustomEvent<Session>) => act.session(event.detail)}></lc-studio-share
      ></lc-disclosure>
    </section>
    <section>
      <lc-disclosure label=${t("marksCount", { count: session.marks?.length ?? 0 })}>
        <lc-marks
          .sessionId=${session.id}
          .marks=${session.marks ?? []}
          .where=${open ? undefined : () => session.duration ?? 0}
          @marks=${(event: CustomEvent<Mark[]>) => act.marks(event.detail)}
        ></lc-marks>
      </lc-disclosure>
    </section>
    <section>
      <lc-disclosure label=${t("sendCaptionsTo")} @toggle=${(event: Event) => act.sinks((event.target as Disclosure).open)}
        ><lc-sinks session-id=${session.id} ?over=${!open}></lc-sinks
      ></lc-disclosure>
    </section>
    <section>
      <lc-disclosure label=${t("speakers")}>
        <lc-speakers .sessionId=${session.id} .finals=${news.finals} .curves=${news.curves.isEmpty ? undefined : news.curves}></lc-speakers>
      </lc-disclosure>
    </section>
    ${
      open
        ? html`<section>
            <lc-disclosure label=${t("titleAndWords")}
              ><lc-words .session=${session} @session=${(event: CustomEvent<Session>) => act.session(event.detail)}></lc-words
            ></lc-disclosure>
          </section>`
        : nothing
    }
    <section>
      <lc-disclosure label=${t("health")}><lc-health .session=${session} .finals=${news.finals}></lc-health></lc-disclosure>
    </section>
  `;
}
