import { css, html, LitElement, nothing } from "lit";
import type { SourceKind } from "../capture/sources";
import { look } from "../design/look";
import type { StartDetail } from "./studio-page";
import "../voices/profile-list";

/** Played or spoken here, or handed to the server whole. */
export type StartKind = SourceKind | "upload" | "link";

const sources: { kind: StartKind; label: string; hint: string }[] = [
  { kind: "microphone", label: "Microphone", hint: "You, or a room" },
  { kind: "tab", label: "Another tab", hint: "A call or a video in this browser" },
  { kind: "file", label: "A file", hint: "Played in real time" },
  { kind: "upload", label: "Upload", hint: "Audio or video, as fast as possible" },
  { kind: "link", label: "A link", hint: "A video page, a media file or a live stream" },
];

/** That the server takes. */
const mostSpeakers = 64;

/** Phones cannot share a tab; an insecure page has no devices at all, and is told so when it starts. */
function isOffered({ kind }: { kind: StartKind }): boolean {
  return kind !== "tab" || !navigator.mediaDevices || "getDisplayMedia" in navigator.mediaDevices;
}

/** What to caption: title, language, source, what is to be told besides the words. Sends `start` with a StartDetail. */
export class StartForm extends LitElement {
  static override properties = { busy: { type: Boolean }, doing: {}, wantsKey: { type: Boolean }, source: { state: true } };

  declare busy: boolean;
  /** What the button says while busy. */
  declare doing: string;
  /** The server asked for a key: offer a field for it. */
  declare wantsKey: boolean;
  declare private source: StartKind;

  static override styles = [
    look,
    css`
      form {
        display: grid;
        gap: 1rem;
        padding: 1.25rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      label > span,
      legend {
        display: block;
        margin-bottom: 0.25rem;
        font-weight: 550;
      }
      legend {
        padding: 0;
      }
      fieldset {
        display: grid;
        gap: 0.6rem;
        grid-template-columns: repeat(auto-fit, minmax(min(9.5rem, 100%), 1fr));
        margin: 0;
        padding: 0;
        border: 0;
      }
      .choice {
        display: block;
        position: relative;
        padding: 0.6rem 0.75rem 0.6rem 2.2rem;
        border: 1px solid var(--line);
        border-radius: 10px;
        cursor: pointer;
      }
      .choice:has(:checked) {
        border-color: var(--accent);
        box-shadow: inset 0 0 0 1px var(--accent);
      }
      .choice:has(:focus-visible) {
        outline: 3px solid var(--accent);
        outline-offset: 2px;
      }
      .choice input {
        position: absolute;
        top: 0.85rem;
        left: 0.75rem;
        width: auto;
        min-height: 0;
        margin: 0;
        accent-color: var(--accent);
        outline: none;
      }
      .choice small {
        display: block;
        color: var(--quiet);
        line-height: 1.3;
      }
      @media (max-width: 36rem) {
        fieldset {
          grid-template-columns: 1fr;
        }
      }
      .options {
        display: grid;
        gap: 0.75rem;
        padding-top: 0.75rem;
      }
      summary {
        font-weight: 550;
        cursor: pointer;
      }
      .few {
        width: 8rem;
      }
      .optional {
        font-weight: 400;
      }
    `,
  ];

  constructor() {
    super();
    this.busy = false;
    this.doing = "Starting…";
    this.wantsKey = false;
    this.source = "microphone";
  }

  override render() {
    return html`<form @submit=${this.submit}>
      <label>
        <span>Title <span class="quiet optional">(optional)</span></span>
        <input name="title" maxlength="200" autocomplete="off" />
      </label>
      <label>
        <span>Spoken language</span>
        <select name="language">
          <option value="en">English</option>
          <option value="">Whatever the server's engine takes</option>
        </select>
      </label>
      <fieldset>
        <legend>Sound from</legend>
        ${sources.filter(isOffered).map(
          ({ kind, label, hint }) => html`<label class="choice">
            <input type="radio" name="source" value=${kind} .checked=${this.source === kind} @change=${() => (this.source = kind)} />
            ${label}<small>${hint}</small>
          </label>`,
        )}
      </fieldset>
      ${this.source === "link"
        ? html`<label
              ><span>Address</span
              ><input
                name="url"
                type="url"
                inputmode="url"
                placeholder="https://, rtsp://, srt://, rtmp://"
                pattern="(https?|rtsps?|srt|rtmps?)://.+"
                maxlength="2000"
                required
            /></label>
            <label class="check"><input name="live" type="checkbox" /> It is live: caption it as it is spoken, until it ends</label>`
        : nothing}
      ${this.source === "file" || this.source === "upload"
        ? html`<label><span>File</span><input name="file" type="file" accept="audio/*,video/*" required /></label>`
        : nothing}
      ${this.renderMore()}
      ${this.wantsKey
        ? html`<label><span>Key</span><input name="key" type="password" autocomplete="current-password" required /></label>`
        : nothing}
      <button class="primary" ?disabled=${this.busy}>${this.busy ? this.doing : "Start captions"}</button>
    </form>`;
  }

  private renderMore() {
    return html`<details>
      <summary>Speakers and emotions</summary>
      <div class="options">
        <label>
          <span>Speakers at most <span class="quiet optional">(if you know)</span></span>
          <input class="few" name="maxSpeakers" type="number" min="1" max=${mostSpeakers} step="1" @invalid=${unfold} />
        </label>
        <label class="check"><input name="emotion" type="checkbox" checked /> Tell how it is said, where that is clear</label>
        <label class="check"><input name="profiles" type="checkbox" /> Name the speakers whose voices are remembered</label>
        <lc-profiles></lc-profiles>
      </div>
    </details>`;
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const fields = new FormData(event.target as HTMLFormElement);
    const text = (name: string) => String(fields.get(name) ?? "").trim();
    const file = fields.get("file");
    const detail: StartDetail = {
      request: {
        ...(text("title") ? { title: text("title") } : {}),
        ...(text("language") ? { language: text("language") } : {}),
        ...(text("maxSpeakers") ? { maxSpeakers: Number(text("maxSpeakers")) } : {}),
        ...(fields.has("emotion") ? {} : { emotion: false }),
        ...(fields.has("profiles") ? { profiles: true } : {}),
      },
      source: this.source,
      ...(file instanceof File ? { file } : {}),
      ...(text("url") ? { url: text("url"), live: fields.has("live") } : {}),
      ...(text("key") ? { key: text("key") } : {}),
    };
    this.dispatchEvent(new CustomEvent<StartDetail>("start", { detail }));
  }
}

/** What is to be put right has to be seen. */
function unfold(event: Event): void {
  (event.target as HTMLElement).closest("details")!.open = true;
}

customElements.define("lc-start-form", StartForm);
