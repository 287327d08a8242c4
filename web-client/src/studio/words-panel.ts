import { css, html, LitElement, nothing } from "lit";
import type { Session } from "../contract";
import { look } from "../design/look";
import { messageOf } from "../live/problem";
import { changeSession } from "../live/server";
import { t } from "../strings/strings";
import { linesOf, replacementsIn, termsIn } from "./words";

/** Title, names and jargon to expect, and words to write otherwise; they hold from now on. Sends `session` when they were changed. */
export class WordsPanel extends LitElement {
  static override properties = { session: { attribute: false }, busy: { state: true }, problem: { state: true }, saved: { state: true } };

  declare session: Session;
  declare private busy: boolean;
  declare private problem: string;
  declare private saved: boolean;

  static override styles = [
    look,
    css`
      form {
        display: grid;
        gap: var(--space-3);
      }
      textarea {
        resize: vertical;
      }
    `,
  ];

  constructor() {
    super();
    this.busy = false;
    this.problem = "";
    this.saved = false;
  }

  /** What somebody is typing is not overwritten by what the server says meanwhile. */
  override shouldUpdate(changed: Map<string, unknown>): boolean {
    const before = changed.get("session") as Session | undefined;
    return !before || changed.size > 1 || before.id !== this.session.id;
  }

  override render() {
    const { title = "", keyterms = [], formatting } = this.session;
    return html`<form @submit=${this.save} @input=${() => (this.saved = false)}>
      <label class="field"><span>${t("title")}</span><input name="title" maxlength="200" autocomplete="off" value=${title} /></label>
      <label class="field"
        ><span>${t("keyterms")}</span><textarea name="keyterms" rows="3" .defaultValue=${keyterms.join("\n")}></textarea
        ><small>${t("keytermsHint")}</small></label
      >
      <label class="field"
        ><span>${t("replacements")}</span
        ><textarea name="replacements" rows="3" .defaultValue=${linesOf(formatting?.replacements ?? [])}></textarea
        ><small>${t("replacementsHint")}</small></label
      >
      <div class="row">
        <button ?disabled=${this.busy}>${t("save")}</button>
        <span class="quiet" role="status">${this.saved ? t("savedForFuture") : ""}</span>
      </div>
      ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
    </form>`;
  }

  private async save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(fields.get(name) ?? "");
    this.busy = true;
    this.problem = "";
    try {
      const session = await changeSession(this.session.id, {
        title: text("title").trim(),
        keyterms: termsIn(text("keyterms")),
        replacements: replacementsIn(text("replacements")),
      });
      this.dispatchEvent(new CustomEvent<Session>("session", { detail: session }));
      this.saved = true;
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("lc-words", WordsPanel);
