import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import { correctAsRead, newerIn } from "../captions/correct-as-read";
import { languageName } from "../captions/track";
import type { Cue } from "../contract";
import { look } from "../design/look";
import { readTranslations } from "../live/archive";
import { messageOf } from "../live/problem";
import { language, t } from "../strings/strings";
import type { Version } from "./written-transcript";

/** Milliseconds for corrections to come to rest, before translations are read again. */
const rest = 500;

/**
 * What the cue that is edited is in another language, what is to be known of that, and a field to put it right. Sends `stale` with the id
 * of the cue whose translation is to be looked at next.
 */
export class TranslationPanel extends LitElement {
  static override properties = {
    sessionId: {},
    targets: { attribute: false },
    version: {},
    cues: { attribute: false },
    cue: { attribute: false },
    target: { state: true },
    translations: { state: true },
    draft: { state: true },
    problem: { state: true },
    told: { state: true },
  };

  declare sessionId: string;
  /** Languages that there are. */
  declare targets: readonly string[];
  declare version: Version;
  /** What is said, in order of time. */
  declare cues: readonly Cue[];
  /** The one that is edited. */
  declare cue: Cue | undefined;
  /** The language that is shown. */
  declare private target: string;
  /** By the id of what was said; undefined until they are here. */
  declare private translations: ReadonlyMap<string, Cue> | undefined;
  /** What is written in the place of a translation. */
  declare private draft: { of: Cue; text: string } | undefined;
  declare private problem: string;
  declare private told: string;
  private saving = false;
  private soon: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    look,
    css`
      /* As much as there will be: who opens it is brought to where it ends. */
      :host {
        display: grid;
        gap: var(--space-2);
        align-content: start;
        min-height: 13rem;
      }
      .problem {
        color: var(--danger);
      }
      .stale {
        color: var(--warn);
        font-size: var(--small);
      }
      .row {
        gap: var(--space-2);
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.targets = [];
    this.version = "live";
    this.cues = [];
    this.target = "";
    this.problem = "";
    this.told = "";
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.soon);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!this.targets.includes(this.target)) {
      this.target = this.targets[0] ?? "";
    }
    if (changed.has("cue") && changed.get("cue")?.id !== this.cue?.id) {
      void this.save();
      this.told = "";
    }
    if (changed.has("cues") || changed.has("version")) {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => void this.load(), this.translations ? rest : 0);
    }
  }

  override render() {
    const translation = this.cue && this.translations?.get(this.cue.id);
    const stale = this.cues.filter(({ id }) => this.translations?.get(id)?.stale);
    return html`
      ${this.targets.length > 1 ? this.renderTargets() : nothing}
      ${
        translation
          ? this.renderField(translation)
          : html`<p class="quiet">${this.translations && this.cue ? t("translationNone") : ""}</p>`
      }
      <div class="row">
        ${
          translation
            ? html`<button @click=${() => this.save(translation)}>${t("translationKeep")}</button>`
            : nothing
        }
        ${
          stale.length > 0
            ? html`<button @click=${() => this.goTo(stale)}>${t("translationNextStale", { count: stale.length })}</button>`
            : nothing
        }
      </div>
      <p class="problem" role="alert" ?hidden=${!this.problem}>${this.problem}</p>
      <p class="hint" role="status">${this.told}</p>
    `;
  }

  private renderTargets() {
    return html`<select aria-label=${t("uploadLanguage")} @change=${this.choose}>
      ${this.targets.map((tag) => html`<option value=${tag} ?selected=${tag === this.target}>${languageName(tag, language())}</option>`)}
    </select>`;
  }

  private renderField(translation: Cue) {
    const { draft, stale } = translation;
    return html`<label class="field"
        ><span>${t("translationWords", { language: languageName(this.target, language()) })}</span>
        <textarea
          dir="auto"
          lang=${this.target}
          maxlength="2000"
          aria-describedby="what"
          .value=${this.draft?.of.id === translation.id ? this.draft.text : translation.text}
          @input=${(event: Event) => (this.draft = { of: translation, text: (event.target as HTMLTextAreaElement).value })}
          @change=${() => this.save()}
        ></textarea>
      </label>
      <p id="what" class=${stale ? "stale" : "hint"}>${stale ? t("translationStale") : draft ? t("watchDraft") : ""}</p>`;
  }

  private choose(event: Event): void {
    this.target = (event.target as HTMLSelectElement).value;
    void this.load();
  }

  /** The next one behind the cue that is edited, or the first one. */
  private goTo(stale: readonly Cue[]): void {
    const next = stale.find(({ start }) => start > (this.cue?.start ?? -1)) ?? stale[0]!;
    this.dispatchEvent(new CustomEvent<string>("stale", { detail: next.id }));
  }

  private async load(): Promise<void> {
    const { target } = this;
    try {
      const read = await readTranslations(this.sessionId, this.version, target);
      if (target === this.target) {
        this.translations = read;
        this.problem = "";
      }
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  /** @param translation where it is still right as it is, that one */
  private async save(translation?: Cue): Promise<void> {
    const { of, text } = this.draft ?? { of: translation, text: translation?.text ?? "" };
    // Who leaves the field by a click on the button says it twice.
    if (!of || text.trim() === "" || (!translation && text === of.text) || this.saving) {
      return;
    }
    this.saving = true;
    this.problem = "";
    try {
      const kept = await correctAsRead(this.sessionId, of, text.replace(/\s+/g, " ").trim());
      this.draft = this.draft?.text === text ? undefined : this.draft;
      this.keep(kept);
      this.told = t("translationKept");
    } catch (error) {
      const newer = newerIn(error);
      if (newer) {
        this.keep(newer);
      }
      this.problem = t("notSaved", { why: newer ? t("changedMeanwhile", { text: newer.text }) : messageOf(error) });
    } finally {
      this.saving = false;
    }
  }

  private keep(cue: Cue): void {
    this.translations = new Map([...(this.translations ?? []), [cue.of!, cue]]);
    if (this.draft?.of.id === cue.id) {
      this.draft = { ...this.draft, of: cue };
    }
  }
}

customElements.define("lc-translation", TranslationPanel);
