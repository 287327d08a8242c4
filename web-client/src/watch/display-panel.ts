import { css, html, LitElement } from "lit";
import { icon } from "../design/icon";
import { look } from "../design/look";
import { t } from "../strings/strings";
import { colors, fonts, paces, sizes, spacings, styleOf, usual, views, type DisplaySettings } from "./display-settings";

const fontNames = {
  usual: "watchFontUsual",
  clear: "watchFontClear",
  serif: "watchFontSerif",
  mono: "watchFontMono",
  casual: "watchFontCasual",
} as const;
const spacingNames = { usual: "watchSpacingUsual", wide: "watchSpacingWide", wider: "watchSpacingWider" } as const;
const colorNames = {
  page: "watchColorsPage",
  white: "watchColorsWhite",
  black: "watchColorsBlack",
  yellow: "watchColorsYellow",
  blue: "watchColorsBlue",
} as const;
const viewNames = { both: "watchViewBoth", lines: "watchViewLines", transcript: "watchViewTranscript" } as const;
const paceNames = { fast: "watchPaceFast", steady: "watchPaceSteady", calm: "watchPaceCalm" } as const;

/** How captions look and come, with a preview. Sends `change` with the settings as they are wanted now. */
export class DisplayPanel extends LitElement {
  static override properties = { settings: { attribute: false }, hasEmotions: { type: Boolean } };

  declare settings: DisplaySettings;
  /** Whether there is anything to tell of how it sounds. */
  declare hasEmotions: boolean;

  static override styles = [
    look,
    css`
      .all {
        display: grid;
        gap: var(--space-4);
      }
      .preview {
        position: sticky;
        /* Below the dialog's heading, which stays too. */
        inset-block-start: 4.3rem;
        z-index: 1;
        min-height: 5.5rem;
        max-height: 9rem;
        box-shadow: 0 0 0 var(--space-2) var(--raised);
        padding: 0.75rem 1rem;
        overflow: hidden;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--caption-ground);
        color: var(--caption-text);
        font-family: var(--caption-font);
        font-size: calc(1.2rem * var(--caption-scale));
        line-height: var(--caption-leading);
        letter-spacing: var(--caption-letters);
        word-spacing: var(--caption-words);
      }
      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
        gap: var(--space-4);
      }
      .steps {
        display: grid;
        grid-template-columns: var(--target) 1fr var(--target);
        align-items: center;
        text-align: center;
      }
      .choices {
        display: grid;
        gap: var(--space-2);
      }
      .swatches {
        grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr));
      }
      .swatch {
        min-height: var(--target);
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--edge);
        border-radius: var(--radius-small);
        background: var(--surface);
        color: var(--text);
        forced-color-adjust: none;
      }
      .end {
        display: flex;
        justify-content: space-between;
      }
    `,
  ];

  constructor() {
    super();
    this.settings = usual;
    this.hasEmotions = false;
  }

  override render() {
    const { settings } = this;
    const step = sizes.indexOf(settings.size as (typeof sizes)[number]);
    return html`<div class="all">
      <p class="preview" role="img" aria-label=${t("watchPreview")} .style=${styleOf(settings)}>${t("watchPreviewText")}</p>
      <div class="pair">
        <div class="field" role="group" aria-labelledby="size">
          <span id="size">${t("watchSize")}</span>
          <div class="steps">
            <button
              class="icon"
              aria-label=${t("watchSmaller")}
              ?disabled=${step === 0}
              @click=${() => this.set({ size: sizes[step - 1]! })}
            >
              ${icon("minus")}
            </button>
            <output>${Math.round(settings.size * 100)} %</output>
            <button
              class="icon"
              aria-label=${t("watchLarger")}
              ?disabled=${step === sizes.length - 1}
              @click=${() => this.set({ size: sizes[step + 1]! })}
            >
              ${icon("plus")}
            </button>
          </div>
        </div>
        ${this.select("font", t("watchFont"), Object.keys(fonts) as (keyof typeof fonts)[], (name) => t(fontNames[name]))}
        ${this.select("spacing", t("watchSpacing"), Object.keys(spacings) as (keyof typeof spacings)[], (name) => t(spacingNames[name]))}
        ${this.select("view", t("watchView"), views, (name) => t(viewNames[name]))}
      </div>
      <fieldset>
        <legend>${t("watchColors")}</legend>
        <div class="choices swatches">
          ${(Object.keys(colors) as (keyof typeof colors)[]).map((name) => {
            const chosen = colors[name];
            return html`<label class="check swatch" .style=${chosen ? `background: ${chosen[0]}; color: ${chosen[1]}` : ""}>
              <input
                type="radio"
                name="colors"
                .checked=${settings.colors === name}
                @change=${() => this.set({ colors: name })}
              />${t(colorNames[name])}
            </label>`;
          })}
        </div>
      </fieldset>
      <fieldset>
        <legend>${t("watchPace")}</legend>
        <div class="choices">
          ${paces.map(
            (name) =>
              html`<label class="check"
                ><input
                  type="radio"
                  name="pace"
                  .checked=${settings.pace === name}
                  @change=${() => this.set({ pace: name })}
                />${t(paceNames[name])}</label
              >`,
          )}
        </div>
      </fieldset>
      <div class="choices">
        <label class="check"
          ><input
            type="checkbox"
            .checked=${settings.names}
            @change=${(event: Event) => this.set({ names: isChecked(event) })}
          />${t("watchNames")}</label
        >
        <label class="check" ?hidden=${!this.hasEmotions}
          ><input
            type="checkbox"
            .checked=${settings.emotions}
            @change=${(event: Event) => this.set({ emotions: isChecked(event) })}
          />${t("watchEmotions")}</label
        >
      </div>
      <div class="end"><button @click=${() => this.set(usual)}>${t("watchReset")}</button></div>
    </div>`;
  }

  private select<Name extends "font" | "spacing" | "view">(
    name: Name,
    label: string,
    values: readonly DisplaySettings[Name][],
    words: (value: DisplaySettings[Name]) => string,
  ) {
    return html`<label class="field"
      ><span>${label}</span
      ><select @change=${(event: Event) => this.set({ [name]: (event.target as HTMLSelectElement).value })}>
        ${values.map((value) => html`<option value=${value} ?selected=${this.settings[name] === value}>${words(value)}</option>`)}
      </select></label
    >`;
  }

  private set(changed: Partial<DisplaySettings>): void {
    this.settings = { ...this.settings, ...changed };
    this.dispatchEvent(new CustomEvent<DisplaySettings>("change", { detail: this.settings }));
  }
}

function isChecked(event: Event): boolean {
  return (event.target as HTMLInputElement).checked;
}

customElements.define("lc-display", DisplayPanel);
