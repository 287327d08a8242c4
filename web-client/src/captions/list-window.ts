import type { ReactiveController, ReactiveControllerHost } from "lit";
import { ItemPlaces, type Stretch } from "./item-places";

/** Pixels above and below what is in view that are on the page already. */
const margin = 600;
/** Where there is no layout, as in tests without a browser, so much counts as in view. */
const someHeight = 4_000;
/** Drawings in a row until heights are what was thought; the rest waits for the next. */
const mostRounds = 12;

type Item = { key: string; text: string };

/**
 * A long list of which only what is in view is on the page: says which items that is and where they are, and measures those that are drawn.
 * The host has an element `.scroll` with `.all` in it, and calls `place` before it draws and `measure` when it has.
 */
export class ListWindow implements ReactiveController {
  readonly places = new ItemPlaces();
  private items: readonly Item[] = [];
  private drawn: Stretch = { from: 0, to: 0 };
  private rounds = 0;
  private width = 0;
  private wanted: number | undefined;
  private observed: Element | undefined;
  private readonly sizes = new ResizeObserver(() => this.resized());

  constructor(private readonly host: ReactiveControllerHost & { renderRoot: HTMLElement | DocumentFragment; hasUpdated: boolean }) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.sizes.disconnect();
    this.observed = undefined;
  }

  /** Whether the next drawing may be the last of those that find out heights. */
  get isLastRound(): boolean {
    return this.rounds >= mostRounds - 1;
  }

  /**
   * Takes the items that there are now, in order; says which of them are to be drawn.
   *
   * @param topOf upper edge of what is in view, given the height of the whole list and of what is in view
   */
  place(items: readonly Item[], topOf = (_: number, __: number) => this.scroller?.scrollTop ?? 0): Stretch {
    this.items = items;
    this.places.place(items);
    const view = this.scroller?.clientHeight || someHeight;
    const top = this.wanted === undefined ? topOf(this.places.height, view) : this.places.topOf(this.wanted) - view / 3;
    this.drawn = this.places.between(Math.max(0, top - margin), top + view + margin);
    return this.drawn;
  }

  /**
   * Takes the heights of what was drawn, in the order of the items.
   *
   * @param keep scrolls to where the reader is to be, and says whether that needs another drawing
   * @returns whether there will be another one
   */
  measure(elements: readonly HTMLElement[], keep = () => this.bring()): boolean {
    const { scroller } = this;
    if (!scroller) {
      return false;
    }
    this.observe(scroller);
    const differs = this.places.measured(
      elements.map((element, index) => ({ ...this.items[this.drawn.from + index]!, height: element.offsetHeight })),
    );
    this.places.place(this.items);
    scroller.querySelector<HTMLElement>(".all")!.style.height = `${this.places.height}px`;
    if ((keep() || differs) && this.rounds++ < mostRounds) {
      this.host.requestUpdate();
      return true;
    }
    this.rounds = 0;
    this.wanted = undefined;
    return false;
  }

  /** An item is to be in view; where it is already, nothing moves. */
  show(index: number): void {
    this.wanted = index;
    this.host.requestUpdate();
  }

  private get scroller(): HTMLElement | null {
    return this.host.hasUpdated ? this.host.renderRoot.querySelector<HTMLElement>(".scroll") : null;
  }

  private bring(): boolean {
    const { scroller, wanted } = this;
    if (wanted !== undefined && scroller) {
      const [top, bottom] = [this.places.topOf(wanted), this.places.topOf(wanted + 1)];
      if (top < scroller.scrollTop || bottom > scroller.scrollTop + scroller.clientHeight) {
        scroller.scrollTop = top - scroller.clientHeight / 3;
      }
    }
    return false;
  }

  private observe(scroller: HTMLElement): void {
    if (this.observed !== scroller) {
      this.sizes.disconnect();
      this.sizes.observe(scroller);
      this.observed = scroller;
    }
  }

  private resized(): void {
    const width = this.scroller?.clientWidth ?? 0;
    if (width !== this.width) {
      this.width = width;
      this.places.forget();
    }
    this.host.requestUpdate();
  }
}
