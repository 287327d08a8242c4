import type { ReactiveController, ReactiveControllerHost } from "lit";
import { ItemPlaces, type Stretch } from "../watch/item-places";

/** Pixels above and below what is in view that are on the page already. */
const margin = 600;
/** Where there is no layout, as in tests without a browser, so much counts as in view. */
const someHeight = 4_000;
/** Drawings in a row until heights are what was thought; the rest waits for the next. */
const mostRounds = 12;

type Item = { key: string; text: string };

/**
 * A long list of which only what is in view is on the page: says which items that is and where they are, and measures those that are drawn. The host has an
 * element `.scroll` with `.all` in it, and calls `place` before it draws and `measure` when it has.
 */
export class ListWindow implements ReactiveController {
  readonly places = new ItemPlaces();
  private items: readonly Item[] = [];
  private drawn: Stretch = { from: 0, to: 0 };
  private rounds = 0;
  private width = 0;
  private wanted: number | undefined;
  private readonly sizes = new ResizeObserver(() => this.resized());

  constructor(private readonly host: ReactiveControllerHost & { renderRoot: HTMLElement | DocumentFragment; hasUpdated: boolean }) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.sizes.disconnect();
  }

  /** Takes the items that there are now, in order; says which of them are to be drawn. */
  place(items: readonly Item[]): Stretch {
    this.items = items;
    this.places.place(items);
    const height = this.scroller?.clientHeight || someHeight;
    const top = this.scroller?.scrollTop ?? 0;
    const target = this.wanted === undefined ? top : this.places.topOf(this.wanted) - height / 3;
    this.drawn = this.places.between(Math.max(0, target - margin), target + height + margin);
    return this.drawn;
  }

  /** Takes the heights of what was drawn, in the order of the items. */
  measure(elements: readonly HTMLElement[]): void {
    const { scroller } = this;
    if (!scroller) {
      return;
    }
    this.sizes.observe(scroller);
    const differs = this.places.measured(elements.map((element, index) => ({ ...this.items[this.drawn.from + index]!, height: element.offsetHeight })));
    this.places.place(this.items);
    scroller.querySelector<HTMLElement>(".all")!.style.height = `${this.places.height}px`;
    if (this.wanted !== undefined) {
      this.bring(this.wanted, scroller);
    }
    if (differs && this.rounds++ < mostRounds) {
      this.host.requestUpdate();
    } else {
      this.rounds = 0;
      this.wanted = undefined;
    }
  }

  /** An item is to be in view; where it is already, nothing moves. */
  show(index: number): void {
    this.wanted = index;
    this.host.requestUpdate();
  }

  private get scroller(): HTMLElement | null {
    return this.host.hasUpdated ? this.host.renderRoot.querySelector<HTMLElement>(".scroll") : null;
  }

  private bring(index: number, scroller: HTMLElement): void {
    const [top, bottom] = [this.places.topOf(index), this.places.topOf(index + 1)];
    if (top < scroller.scrollTop || bottom > scroller.scrollTop + scroller.clientHeight) {
      scroller.scrollTop = top - scroller.clientHeight / 3;
    }
  }

  private resized(): void {
    const width = this.scroller?.clientWidth ?? 0;
    if (width !== this.width) {
      this.width = width;
      this.places.forget();
      this.host.requestUpdate();
    }
  }
}
