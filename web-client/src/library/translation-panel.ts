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

/** What is written in the place of a translation as it was read, in its language, until the server has it. */
interface Draft {
  of: Cue;
  text: string;
  target: string;
}

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
    problem: { state: true },
    unread: { state: true },
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
  /** Why something was not kept, and why translations are not here. */
  declare private problem: string;
  declare private unread: string;
  declare private told: string;
  /** By the translation's id: who goes on to another one finds again what could not be kept. */
  private readonly drafts = new Map<string, Draft>();
  private turn: Promise<void> = Promise.resolve();
  /** Number of the last question for translations, and of the last one that is done with: only the last one's answer counts. */
  private asked = 0;
  private answered = 0;
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
    this.unread = "";
    this.told = "";
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.soon);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    const left = changed.get("cue");
    if (changed.has("cue") && left?.id !== this.cue?.id) {
      [...this.drafts.values()].filter(({ of }) => of.of === left?.id).forEach((draft) => this.save(draft));
      this.told = "";
    }
    const target = this.targets.includes(this.target) ? this.target : (this.targets[0] ?? "");
    if (target !== this.target) {
      this.turnTo(target);
    } else if (changed.has("cues") || changed.has("version")) {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => void this.load(), this.translations ? rest : 0);
    }
  }

  override render() {
    const translation = this.cue && this.translations?.get(this.cue.id);
    const stale = this.cues.filter(({ id }) => this.translations?.get(id)?.stale);
    const problem = this.problem || this.unread;
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
            ? html`<button @click=${() => this.saveAsItIs(translation)}>${t("translationKeep")}</button>`
            : nothing
        }
        ${
          stale.length > 0
            ? html`<button @click=${() => this.goTo(stale)}>${t("translationNextStale", { count: stale.length })}</button>`
            : nothing
        }
      </div>
      <p class="problem" role="alert" ?hidden=${!problem}>${problem}</p>
      <p class="hint" role="status">${this.told}</p>
    `;
  }

  private renderTargets() {
    const choose = ({ target }: Event) => this.turnTo((target as HTMLSelectElement).value);
    return html`<select aria-label=${t("uploadLanguage")} @change=${choose}>
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
          .value=${this.drafts.get(translation.id)?.text ?? translation.text}
          @input=${(event: Event) => this.write(translation, (event.target as HTMLTextAreaElement).value)}
          @change=${() => this.save(this.drafts.get(translation.id))}
        ></textarea>
      </label>
      <p id="what" class=${stale ? "stale" : "hint"}>${stale ? t("translationStale") : draft ? t("watchDraft") : ""}</p>`;
  }

  private turnTo(target: string): void {
    this.target = target;
    // Those of another language are not to stand under this one's name.
    this.translations = undefined;
    void this.load();
  }

  /** The next one behind the cue that is edited, or the first one. */
  private goTo(stale: readonly Cue[]): void {
    const next = stale.find(({ start }) => start > (this.cue?.start ?? -1)) ?? stale[0]!;
    this.dispatchEvent(new CustomEvent<string>("stale", { detail: next.id }));
  }

  private async load(): Promise<void> {
    const asked = ++this.asked;
    const read = await readTranslations(this.sessionId, this.version, this.target).catch(messageOf);
    if (asked === this.asked) {
      this.answered = asked;
      [this.translations, this.unread] = typeof read === "string" ? [this.translations, read] : [read, ""];
    }
  }

  private write(of: Cue, text: string): void {
    this.drafts.set(of.id, { of: this.drafts.get(of.id)?.of ?? of, text, target: this.target });
    this.requestUpdate();
  }

  /** It is right with the words it has, or with those that are written. */
  private saveAsItIs(of: Cue): void {
    const draft = this.drafts.get(of.id) ?? { of, text: of.text, target: this.target };
    this.drafts.set(of.id, draft);
    this.save(draft, true);
  }

  /** One goes after the other; nobody waits for it before they go on. */
  private save(draft: Draft | undefined, asItIs = false): void {
    this.turn = this.turn.then(() => this.store(draft, asItIs));
  }

  private async store(draft: Draft | undefined, asItIs: boolean): Promise<void> {
    // Who leaves the field by a click on the button says it twice; and what was refused is sent again only by who could see why.
    if (!draft || this.drafts.get(draft.of.id) !== draft) {
      return;
    }
    const { of, target } = draft;
    const text = draft.text.replace(/\s+/g, " ").trim();
    if (text === "" || (text === of.text && !asItIs)) {
      this.drafts.delete(of.id);
      this.requestUpdate();
      return;
    }
    this.problem = "";
    try {
      const kept = await correctAsRead(this.sessionId, of, text);
      const now = this.drafts.get(of.id)!;
      // Who writes on meanwhile does so over their own words.
      void (now.text === draft.text ? this.drafts.delete(of.id) : (now.of = kept));
      this.keep(kept, target);
      this.told = t("translationKept");
    } catch (error) {
      const newer = newerIn(error);
      if (newer && !newer.deleted) {
        this.drafts.set(of.id, { ...this.drafts.get(of.id)!, of: newer });
        this.keep(newer, target);
      }
      const meanwhile = newer && (newer.deleted ? t("deletedMeanwhile") : t("changedMeanwhile", { text: newer.text }));
      this.problem = t("notSaved", { why: meanwhile ?? messageOf(error) });
    }
  }

  private keep(cue: Cue, target: string): void {
    if (target === this.target) {
      this.translations = this.translations && new Map([...this.translations, [cue.of!, cue]]);
      // An answer that is under way may be older than this.
      void (this.asked !== this.answered && this.load());
    }
  }
}

customElements.define("lc-translation", TranslationPanel);
