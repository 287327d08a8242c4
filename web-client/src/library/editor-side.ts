import { html, nothing } from "lit";
import type { CitedCue, Cue, Mark, ReviewItem, Session } from "../contract";
import { t } from "../strings/strings";
import type { Chosen as Reviewed } from "./review-list";
import type { Version } from "./written-transcript";
import "../design/disclosure";
import type { Disclosure } from "../design/disclosure";
import "../marks/marks-panel";
import "./ask-panel";
import "./review-list";
import "./translation-panel";

/** What is beside the cue that is edited. */
export interface SideState {
  session: Session;
  version: Version;
  cues: readonly Cue[];
  cue: Cue | undefined;
  uncertain: readonly ReviewItem[];
  reviewed: ReviewItem | undefined;
  marks: readonly Mark[];
  /** Whether somebody looks at translations. */
  translates: boolean;
}

/** What the editor does when something happens there. */
export interface SideActs {
  review(reviewed: Reviewed): void;
  marks(marks: Mark[]): void;
  /** Whether somebody looks at translations. */
  translate(open: boolean): void;
  /** Seconds at which the sound is. */
  where(): number;
  /** To a time. */
  seek(time: number): void;
  /** To a line of the transcript. */
  jump(cue: Pick<CitedCue, "id" | "start">): void;
}

/** Things to look at beside the cue that is edited, each closed until somebody wants it. */
export function editorSide({ session, version, cues, cue, uncertain, reviewed, marks, translates }: SideState, act: SideActs) {
  return html`
    <lc-disclosure label=${t("reviewCount", { count: uncertain.length })}>
      <lc-review
        .items=${uncertain}
        .current=${reviewed}
        @review=${(event: CustomEvent<Reviewed>) => act.review(event.detail)}
      ></lc-review>
    </lc-disclosure>
    ${
      session.targets?.length
        ? html`<lc-disclosure label=${t("translation")} @toggle=${(event: Event) => act.translate((event.target as Disclosure).open)}>
            ${
              translates
                ? html`<lc-translation
                    .sessionId=${session.id}
                    .targets=${session.targets}
                    .version=${version}
                    .cues=${cues}
                    .cue=${cue}
                    @stale=${(event: CustomEvent<string>) => act.jump(cues.find(({ id }) => id === event.detail)!)}
                  ></lc-translation>`
                : nothing
            }
          </lc-disclosure>`
        : nothing
    }
    ${
      session.asks
        ? html`<lc-disclosure label=${t("askTitle")}>
            <lc-ask .sessionId=${session.id} @jump=${(event: CustomEvent<CitedCue>) => act.jump(event.detail)}></lc-ask>
          </lc-disclosure>`
        : nothing
    }
    <lc-disclosure label=${t("marksCount", { count: marks.length })}>
      <lc-marks
        .sessionId=${session.id}
        .marks=${marks}
        jumps
        .where=${() => act.where()}
        @marks=${(event: CustomEvent<Mark[]>) => act.marks(event.detail)}
        @jump=${(event: CustomEvent<number>) => act.seek(event.detail)}
      ></lc-marks>
    </lc-disclosure>
  `;
}
