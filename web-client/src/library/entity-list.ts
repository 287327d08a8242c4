import { css, html } from "lit";
import { clock } from "../captions/paragraphs";
import type { CitedCue, FoundEntity } from "../contract";
import { t } from "../strings/strings";

const kinds = {
  person: "entityPerson",
  organization: "entityOrganization",
  place: "entityPlace",
  event: "entityEvent",
  work: "entityWork",
} as const;

export const entityLook = css`
  .entities {
    display: grid;
    gap: var(--space-1);
    max-height: 20rem;
    margin: 0;
    padding: 2px;
    overflow-y: auto;
    list-style: none;
  }
  .entities li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-2);
    align-items: baseline;
  }
  .entities button {
    min-height: 1.75rem;
    padding: 0 var(--space-2);
    font-size: var(--small);
    font-variant-numeric: tabular-nums;
  }
`;

/** Who and what is named, and where. */
export function entityList(entities: readonly FoundEntity[], jump: (cue: CitedCue) => void) {
  return html`<ul class="entities" aria-label=${t("askNames")}>
    ${entities.map(
      ({ text, kind, cues }) =>
        html`<li>
          <bdi>${text}</bdi>
          <span class="quiet">${t(kinds[kind as keyof typeof kinds] ?? "entityOther")}</span>
          ${cues.map(
            (cue) =>
              html`<button class="plain" aria-label=${t("askNamedAt", { name: text, time: clock(cue.start) })} @click=${() => jump(cue)}>
                ${clock(cue.start)}
              </button>`,
          )}
        </li>`,
    )}
  </ul>`;
}
