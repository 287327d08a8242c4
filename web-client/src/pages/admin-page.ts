import { css, html, LitElement, nothing } from "lit";
import type { Job, Retention, ServerStatus, Upload, UploadQuota } from "../contract";
import { bytes, instant } from "../admin/words";
import { look } from "../design/look";
import { getJobs, getQuota, getStatus, getUploads } from "../live/administration";
import { messageOf } from "../live/problem";
import { ServerError } from "../live/http";
import { getRetention } from "../live/server";
import { seconds, t } from "../strings/strings";
import "../admin/job-list";
import "../admin/key-list";
import "../admin/upload-list";
import "../watch/key-form";
import "./page-header";

/** Milliseconds between looks. */
const lookEvery = 5_000;

interface Seen {
  status: ServerStatus;
  jobs: Job[];
  uploads: Upload[];
  quota: UploadQuota;
  retention: Retention;
}

/** How the server fares, for who runs it: the page at `/admin`. */
export class AdminPage extends LitElement {
  static override properties = { seen: { state: true }, problem: { state: true }, wantsKey: { state: true } };

  declare private seen: Seen | undefined;
  declare private problem: string;
  declare private wantsKey: boolean;
  private looking: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    look,
    css`
      main {
        display: grid;
        gap: var(--space-4);
        max-width: var(--wide);
        margin: 0 auto;
        padding: var(--space-2) var(--space-4) var(--space-6);
      }
      main > * {
        min-width: 0;
      }
      .tiles {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(16rem, 1fr));
        gap: var(--space-3);
      }
      h2 {
        margin-bottom: var(--space-2);
      }
      dl {
        display: grid;
        grid-template-columns: minmax(5rem, 1fr) auto;
        gap: var(--space-1) var(--space-4);
        margin: 0;
      }
      dt {
        color: var(--quiet);
      }
      dd {
        margin: 0;
        text-align: end;
        font-variant-numeric: tabular-nums;
        overflow-wrap: break-word;
      }
    `,
  ];

  constructor() {
    super();
    this.problem = "";
    this.wantsKey = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${t("admin")} – LiveCaptions`;
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.looking);
  }

  override render() {
    return html`<lc-header></lc-header>
      <main>
        <h1>${t("admin")}</h1>
        ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
        ${this.wantsKey ? html`<section class="card"><lc-key @key=${this.look}></lc-key></section>` : nothing}
        ${this.seen ? this.renderSeen(this.seen) : this.problem ? nothing : html`<p class="quiet" role="status">${t("connecting")}</p>`}
      </main>`;
  }

  private renderSeen({ status, jobs, uploads, quota, retention }: Seen) {
    const { engine, provider, sessions, streams, maxStreams, lag, viewers, trouble, storage } = status;
    return html`${trouble ? html`<p class="note bad" role="alert">${trouble}</p>` : nothing}
      <div class="tiles">
        ${this.renderTile(t("adminNow"), [
          [t("engine"), engine ? `${engine}${provider ? ` (${provider})` : ""}` : t("adminEngineLoads")],
          [t("adminSessions"), String(sessions)],
          [t("adminStreams"), maxStreams === undefined ? String(streams) : t("adminOf", { count: streams, most: maxStreams })],
          [t("lag"), seconds(lag, true)],
          [t("viewers"), String(viewers)],
        ])}
        ${this.renderTile(t("adminStorage"), [
          [t("adminDatabase"), storage.database === undefined ? "PostgreSQL" : bytes(storage.database)],
          [t("adminRecordings"), bytes(storage.recordings)],
          [t("adminImports"), bytes(storage.imports)],
          [t("adminFree"), bytes(storage.free)],
        ])}
        ${this.renderTile(t("adminRetention"), [
          [t("adminRecordings"), daysOf(retention.recordingDays)],
          [t("adminVoices"), daysOf(retention.voiceDays)],
          [t("adminEverything"), daysOf(retention.sessionDays)],
        ])}
      </div>
      <section class="card">
        <h2>${t("adminJobs")}</h2>
        <lc-jobs .jobs=${jobs} @changed=${this.look}></lc-jobs>
      </section>
      <section class="card">
        <h2>${t("adminUploads")}</h2>
        <p class="quiet">${t("uploadQuota", { spent: quota.spent, limit: quota.limit, when: instant(quota.resetAt) })}</p>
        <lc-uploads .uploads=${uploads} @changed=${this.look}></lc-uploads>
      </section>
      <section class="card">
        <h2>${t("adminKeys")}</h2>
        <lc-admin-keys></lc-admin-keys>
      </section>`;
  }

  private renderTile(heading: string, rows: readonly (readonly [string, string])[]) {
    return html`<section class="card">
      <h2>${heading}</h2>
      <dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
    </section>`;
  }

  private readonly look = async (): Promise<void> => {
    clearTimeout(this.looking);
    try {
      const [status, jobs, uploads, quota, retention] = await Promise.all([
        getStatus(),
        getJobs(),
        getUploads(),
        getQuota(),
        getRetention(),
      ]);
      this.seen = { status, jobs, uploads, quota, retention };
      this.problem = "";
      this.wantsKey = false;
    } catch (error) {
      this.problem = messageOf(error);
      this.wantsKey = error instanceof ServerError && error.needsKey;
    }
    if (this.isConnected && !this.wantsKey) {
      this.looking = setTimeout(this.look, lookEvery);
    }
  };
}

function daysOf(days: number | null): string {
  return days === null ? t("adminForever") : t("adminDays", { count: days });
}

customElements.define("lc-admin", AdminPage);
