import { css, html, LitElement, nothing } from "lit";
import type { Sink, SinkRequest, SinkType } from "../contract";
import { overlayLink } from "../live/links";
import { messageOf } from "../live/problem";
import { deleteSink, getSinks, putSink } from "../live/server";
import { look } from "../design/look";
import { freeId, nameOf, standingOf } from "./sink-words";

const secondsBetweenLooks = 2;

/** Where captions go besides viewers: the overlay's address, and sinks to add, watch, change and remove. */
export class SinkPanel extends LitElement {
  static override properties = {
    sessionId: { attribute: "session-id" },
    sinks: { state: true },
    type: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  declare sessionId: string;
  declare private sinks: readonly Sink[];
  declare private type: SinkType;
  declare private busy: boolean;
  declare private problem: string;
  private open = false;
  private looking: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    look,
    css`
      details {
        padding: 0 1rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface);
      }
      summary {
        padding: 0.5rem 0;
        font-weight: 550;
        cursor: pointer;
      }
      .panel {
        display: grid;
        gap: 0.75rem;
        max-height: 45dvh;
        padding-bottom: 1rem;
        overflow: auto;
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
        font-size: 0.9rem;
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

  override render() {
    return html`<details @toggle=${this.toggle}>
      <summary>Send captions to…</summary>
      <div class="panel">
        <label class="long">
          <span>Overlay for OBS: the address for a browser source</span>
          <input readonly .value=${overlayLink(this.sessionId)} @focus=${(event: FocusEvent) => (event.target as HTMLInputElement).select()} />
        </label>
        ${this.sinks.map((sink) => this.renderSink(sink))}
        ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
        ${this.renderForm()}
      </div>
    </details>`;
  }

  private renderSink(sink: Sink) {
    const name = `${nameOf(sink)} (${sink.id})`;
    return html`<div class="sink ${sink.state}">
      <p><b>${nameOf(sink)}</b> <span class="quiet">${sink.address}</span><br />${standingOf(sink)}</p>
      <label class="short">
        <span>Delay (s)</span>
        <input type="number" min="0" max="60" step="0.1" aria-label="Delay of ${name} in seconds" .value=${String(sink.delay)} @change=${(event: Event) => this.delay(sink, event)} />
      </label>
      <button aria-label="Remove ${name}" @click=${() => this.act(() => deleteSink(this.sessionId, sink.id))}>Remove</button>
    </div>`;
  }

  private renderForm() {
    return html`<form @submit=${this.add}>
      <label class="short">
        <span>To</span>
        <select name="type" aria-label="Send to" .value=${this.type} @change=${(event: Event) => (this.type = (event.target as HTMLSelectElement).value as SinkType)}>
          <option value="obs">OBS</option>
          <option value="youtube">YouTube</option>
        </select>
      </label>
      ${this.type === "obs"
        ? html`<label><span>Address of OBS</span><input name="address" required value="localhost:4455" autocomplete="off" /></label>
            <label><span>Password of its WebSocket server</span><input name="password" type="password" autocomplete="off" /></label>`
        : html`<label class="long"><span>Captions ingestion URL from YouTube Studio</span><input name="url" type="password" required autocomplete="off" /></label>`}
      <label class="short"><span>Delay (s)</span><input name="delay" type="number" min="0" max="60" step="0.1" value="0" /></label>
      <button ?disabled=${this.busy}>Send</button>
    </form>`;
  }

  private async toggle(event: Event): Promise<void> {
    this.open = (event.target as HTMLDetailsElement).open;
    await this.lookAgain();
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
