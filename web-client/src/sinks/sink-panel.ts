import { css, html, LitElement, nothing, type PropertyValues } from "lit";
import type { Sink, SinkRequest, SinkType } from "../contract";
import { overlayLink } from "../live/links";
import { messageOf } from "../live/problem";
import { deleteSink, getSinks, putSink } from "../live/sinks";
import { look } from "../design/look";
import { t } from "../strings/strings";
import "../design/copy-row";
import { freeId, nameOf, standingOf } from "./sink-words";

const secondsBetweenLooks = 2;

/** Where captions go besides viewers: the overlay's address, and sinks to add, watch, change and remove. */
export class SinkPanel extends LitElement {
  static override properties = {
    sessionId: { attribute: "session-id" },
    open: { type: Boolean },
    over: { type: Boolean },
    sinks: { state: true },
    type: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  declare sessionId: string;
  /** Whether somebody looks: how it stands is asked for then only. */
  declare open: boolean;
  /** Whether the session is over: nothing more is sent anywhere. */
  declare over: boolean;
  declare private sinks: readonly Sink[];
  declare private type: SinkType;
  declare private busy: boolean;
  declare private problem: string;
  private looking: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    look,
    css`
      .panel {
        display: grid;
        gap: var(--space-3);
      }
      form,
      .sink {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 0.6rem;
      }
      label {
        flex: 1 1 9rem;
      }
      label.long {
        flex-basis: 18rem;
      }
      label.short {
        flex: 0 0 6.5rem;
      }
      label > span {
        display: block;
        font-size: var(--small);
      }
      .sink p {
        flex: 1 1 14rem;
        align-self: center;
        overflow-wrap: anywhere;
      }
      .failing b {
        color: var(--danger);
      }
      .live b {
        color: var(--good);
      }
    `,
  ];

  constructor() {
    super();
    this.sessionId = "";
    this.open = false;
    this.over = false;
    this.sinks = [];
    this.type = "obs";
    this.busy = false;
    this.problem = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.looking = setInterval(() => void this.lookAgain(), secondsBetweenLooks * 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.looking);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has("open")) {
      void this.lookAgain();
    }
  }

  override render() {
    return html`<div class="panel">
      <lc-copy label=${t("overlayAddress")} .value=${overlayLink(this.sessionId)}></lc-copy>
      ${this.sinks.map((sink) => this.renderSink(sink))}
      ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing} ${this.over ? nothing : this.renderForm()}
    </div>`;
  }

  private renderSink(sink: Sink) {
    const name = `${nameOf(sink)} (${sink.id})`;
    return html`<div class="sink ${sink.state}">
      <p><b>${nameOf(sink)}</b> <span class="quiet">${sink.address}</span><br />${standingOf(sink)}</p>
      <label class="short">
        <span aria-hidden="true">${t("delay")}</span>
        <input
          type="number"
          min="0"
          max="60"
          step="0.1"
          aria-label=${t("delayOf", { name })}
          .value=${String(sink.delay)}
          @change=${(event: Event) => this.delay(sink, event)}
        />
      </label>
      <button aria-label=${t("removeNamed", { name })} @click=${() => this.act(() => deleteSink(this.sessionId, sink.id))}>
        ${t("remove")}
      </button>
    </div>`;
  }

  private renderForm() {
    return html`<form @submit=${this.add}>
      <label class="short">
        <span aria-hidden="true">${t("to")}</span>
        <select
          name="type"
          aria-label=${t("sendTo")}
          .value=${this.type}
          @change=${(event: Event) => (this.type = (event.target as HTMLSelectElement).value as SinkType)}
        >
          <option value="obs">OBS</option>
          <option value="youtube">YouTube</option>
        </select>
      </label>
      ${this.type === "obs"
        ? html`<label><span>${t("obsAddress")}</span><input name="address" required value="localhost:4455" autocomplete="off" /></label>
            <label><span>${t("obsPassword")}</span><input name="password" type="password" autocomplete="off" /></label>`
        : html`<label class="long"><span>${t("youtubeUrl")}</span><input name="url" type="password" required autocomplete="off" /></label>`}
      <label class="short"><span>${t("delay")}</span><input name="delay" type="number" min="0" max="60" step="0.1" value="0" /></label>
      <button ?disabled=${this.busy}>${t("send")}</button>
    </form>`;
  }

  private async lookAgain(): Promise<void> {
    if (!this.open || this.busy) {
      return;
    }
    try {
      this.sinks = await getSinks(this.sessionId);
    } catch {
      // The page says elsewhere that the server is not there; next time is soon.
    }
  }

  private async add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    const text = (name: string) => String(fields.get(name) ?? "").trim();
    const request: SinkRequest = {
      type: this.type,
      delay: Number(text("delay")) || 0,
      ...(this.type === "obs" ? { address: text("address"), password: String(fields.get("password") ?? "") } : { url: text("url") }),
    };
    if (await this.act(() => putSink(this.sessionId, freeId(this.type, this.sinks), request))) {
      form.reset();
      this.type = "obs";
    }
  }

  private delay({ id }: Sink, event: Event): void {
    const delay = (event.target as HTMLInputElement).valueAsNumber;
    if (Number.isFinite(delay)) {
      void this.act(() => putSink(this.sessionId, id, { delay }));
    }
  }

  /** @returns whether it went well */
  private async act(action: () => Promise<unknown>): Promise<boolean> {
    this.busy = true;
    this.problem = "";
    try {
      await action();
      this.sinks = await getSinks(this.sessionId);
      return true;
    } catch (error) {
      this.problem = messageOf(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("lc-sinks", SinkPanel);
