import { css, html, LitElement, nothing } from "lit";
import type { Upload, UploadQuota, YouTubeChannel } from "../contract";
import { look } from "../design/look";
import { addUpload, connectChannel, getChannels, getQuota, getUploads } from "../live/administration";
import { messageOf } from "../live/problem";
import { t } from "../strings/strings";
import { instant } from "../admin/words";
import "../admin/upload-list";

/** Milliseconds between looks at what is on its way. */
const lookEvery = 3_000;

/** Brings a session's captions to a video on YouTube, and shows how far that is. */
export class UploadPanel extends LitElement {
  static override properties = {
    sessionId: {},
    spoken: {},
    uploads: { state: true },
    quota: { state: true },
    channels: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  declare sessionId: string;
  /** The session's language, where it is known. */
  declare spoken: string;
  declare private uploads: readonly Upload[];
  declare private quota: UploadQuota | undefined;
  declare private channels: readonly YouTubeChannel[] | undefined;
  declare private problem: string;
  declare private busy: boolean;
  private looking: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    look,
    css`
      form {
        display: grid;
        grid-template-columns: minmax(12rem, 1fr) 8rem auto auto;
        gap: var(--space-3);
        align-items: end;
        max-width: 48rem;
      }
      .check {
        min-height: var(--target);
      }
      .channels {
        margin-bottom: var(--space-3);
      }
      .quota {
        margin: var(--space-2) 0;
        color: var(--quiet);
        font-size: var(--small);
      }
      @media (max-width: 40rem) {
        form {
          grid-template-columns: 1fr;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.spoken = "";
    this.uploads = [];
    this.problem = "";
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.looking);
  }

  override render() {
    const { quota } = this;
    return html`${this.renderChannels()}
      <form @submit=${this.onSubmit}>
        <label class="field"><span>${t("uploadVideo")}</span><input name="video" required maxlength="300" autocomplete="off" /></label>
        <label class="field"
          ><span>${t("uploadLanguage")}</span
          ><input
            name="language"
            required
            maxlength="35"
            pattern="[A-Za-z0-9\\-]+"
            dir="ltr"
            autocomplete="off"
            placeholder="en"
            .defaultValue=${this.spoken}
        /></label>
        <label class="check"><input type="checkbox" name="draft" />${t("uploadDraft")}</label>
        <button class="primary" ?disabled=${this.busy}>${t("uploadAdd")}</button>
      </form>
      ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
      ${quota
        ? html`<p class="quota">${t("uploadQuota", { spent: quota.spent, limit: quota.limit, when: instant(quota.resetAt) })}</p>`
        : nothing}
      <lc-uploads .uploads=${this.uploads} @changed=${this.look}></lc-uploads>`;
  }

  private renderChannels() {
    const names = this.channels?.map(({ title }) => title).join(", ");
    return this.channels === undefined
      ? nothing
      : html`<p class="row channels">
          <span>${names ? t("uploadChannels", { names }) : t("uploadNoChannel")}</span>
          <button @click=${this.connect}>${t("uploadConnect")}</button>
        </p>`;
  }

  /** YouTube asks in a window of its own; it is looked again for channels when this one is back. */
  private async connect(): Promise<void> {
    this.problem = "";
    try {
      window.open(await connectChannel(), "_blank", "noopener");
      window.addEventListener("focus", () => void this.look(), { once: true });
    } catch (error) {
      this.problem = messageOf(error);
    }
  }

  private readonly look = async (): Promise<void> => {
    clearTimeout(this.looking);
    try {
      const [uploads, quota, channels] = await Promise.all([getUploads(), getQuota(), getChannels()]);
      this.channels = channels;
      this.uploads = uploads.filter(({ sessionId }) => sessionId === this.sessionId);
      this.quota = quota;
    } catch (error) {
      this.problem = messageOf(error);
      return;
    }
    if (this.isConnected && this.uploads.some(({ state }) => state === "waiting" || state === "uploading")) {
      this.looking = setTimeout(this.look, lookEvery);
    }
  };

  private async onSubmit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.problem = "";
    try {
      await addUpload(this.sessionId, String(given.get("video")).trim(), String(given.get("language")).trim(), given.has("draft"));
      await this.look();
    } catch (error) {
      this.problem = messageOf(error);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("lc-upload-panel", UploadPanel);
