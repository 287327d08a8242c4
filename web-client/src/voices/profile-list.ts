import { css, html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { VoiceProfile } from "../contract";
import { messageOf } from "../live/problem";
import { deleteProfile, getProfiles } from "../live/voices";
import { language, seconds, t } from "../strings/strings";
import { look } from "../design/look";

/** The voices that the server remembers, each to be forgotten for good. Asks for them when it is opened. */
export class ProfileList extends LitElement {
  static override properties = {
    profiles: { state: true },
    asked: { state: true },
    busy: { state: true },
    problem: { state: true },
    told: { state: true },
  };

  /** Undefined until they are known. */
  declare private profiles: readonly VoiceProfile[] | undefined;
  /** Id of the one that is to be forgotten, if that is meant. */
  declare private asked: string | undefined;
  declare private busy: boolean;
  declare private problem: string;
  declare private told: string;

  static override styles = [
    look,
    css`
      summary {
        cursor: pointer;
      }
      ul {
        display: grid;
        gap: 0.4rem;
        margin: 0.5rem 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 0.6rem;
        align-items: center;
      }
      .who {
        flex: 1 1 10rem;
        overflow-wrap: anywhere;
      }
      button {
        min-height: 2.25rem;
        padding: 0.2rem 0.8rem;
      }
      p {
        margin-top: 0.5rem;
      }
    `,
  ];

  constructor() {
    super();
    this.busy = false;
    this.problem = "";
    this.told = "";
  }

  override render() {
    return html`<details @toggle=${this.toggle}>
      <summary>${this.profiles ? t("rememberedVoicesCount", { count: this.profiles.length }) : t("rememberedVoices")}</summary>
      ${this.profiles?.length === 0 ? html`<p class="quiet">${t("noVoices")}</p>` : nothing}
      <ul aria-label=${t("rememberedVoices")}>
        ${repeat(this.profiles ?? [], ({ id }) => id, (profile) => this.renderProfile(profile))}
      </ul>
      ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
      <span class="unseen" role="status">${this.told}</span>
    </details>`;
  }

  /** Another one may be there. */
  async refresh(): Promise<void> {
    if (this.profiles) {
      await this.load();
    }
  }

  private renderProfile(profile: VoiceProfile) {
    const { id, name, createdAt } = profile;
    return html`<li>
      <span class="who"
        >${name} <small class="quiet"
          >${new Date(createdAt).toLocaleDateString(language())}, ${t("secondsOfSpeech", { time: seconds(profile.seconds) })}</small
        ></span
      >
      ${
        this.asked === id
          ? html`<button type="button" class="stop" ?disabled=${this.busy} @click=${() => this.forget(profile)}>
                ${t("forgetForGood", { name })}
              </button>
              <button type="button" ?disabled=${this.busy} @click=${() => this.ask(undefined, id)}>${t("keepIt")}</button>`
          : html`<button type="button" data-id=${id} aria-label=${t("forgetVoiceOf", { name })} @click=${() => this.ask(id, id)}>
              ${t("forget")}
            </button>`
      }
    </li>`;
  }

  private async toggle(event: Event): Promise<void> {
    if ((event.target as HTMLDetailsElement).open) {
      await this.load();
    }
  }

  private async load(): Promise<void> {
    await this.act(async () => void (this.profiles = await getProfiles()));
  }

  private async ask(asked: string | undefined, id: string): Promise<void> {
    this.asked = asked;
    await this.updateComplete;
    const button = asked ? "button.stop" : `button[data-id="${CSS.escape(id)}"]`;
    this.renderRoot.querySelector<HTMLElement>(button)?.focus();
  }

  private async forget({ id, name }: VoiceProfile): Promise<void> {
    await this.act(async () => {
      await deleteProfile(id);
      this.asked = undefined;
      this.profiles = this.profiles!.filter((other) => other.id !== id);
      this.told = t("voiceForgotten", { name });
      this.renderRoot.querySelector("summary")!.focus();
    });
  }

  private async act(action: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.problem = this.told = "";
    try {
      await action();
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("lc-profiles", ProfileList);
