import type { OverlayLine } from "./overlay-lines";
import type { OverlayOptions } from "./overlay-options";

interface Row {
  key: string;
  paragraph: HTMLElement;
  text: HTMLElement;
}

/** Parts of the picture's height that lines and margin take where nothing else is asked for. */
const typeOfHeight = 0.045;
const marginOfHeight = 0.05;
const lineHeightOfType = 1.3;

/** Room beside the text: the padding of a line, twice. */
const paddingOfType = 0.7;

/**
 * The lines on the picture. Boxes have fixed sizes and places; a line rolls by transform, and nothing is ever read back from the page,
 * so a change costs one line's text.
 */
export class OverlayScreen {
  private readonly box = document.createElement("div");
  private readonly rows: Row[] = [];
  private readonly ruler = document.createElement("canvas").getContext("2d")!;
  private readonly widths = new Map<string, number>();
  private size = 0;

  constructor(
    private readonly options: OverlayOptions,
    place: HTMLElement,
  ) {
    this.box.className = `overlay ${options.position}`;
    // Twice as many as are shown: those that are not wait below the box, where new lines come from.
    for (let i = 0; i < 2 * options.lines; i++) {
      this.rows.push(this.addRow());
    }
    this.fit();
    place.append(this.box);
  }

  /** Width in pixels that a line's text may have. */
  get room(): number {
    return (window.innerWidth * this.options.width) / 100 - paddingOfType * this.size;
  }

  /** Width of a text in pixels, without asking the page. */
  readonly measure = (text: string): number => {
    let width = this.widths.get(text);
    if (width === undefined) {
      if (this.widths.size > 5_000) {
        this.widths.clear();
      }
      width = this.ruler.measureText(text).width;
      this.widths.set(text, width);
    }
    return width;
  };

  /** Takes the size of the window, and the fonts that there are now. */
  fit(): void {
    const { options } = this;
    this.size = options.size ?? Math.round(window.innerHeight * typeOfHeight);
    this.widths.clear();
    this.ruler.font = `${options.weight} ${this.size}px ${options.font}`;
    const look: Record<string, string> = {
      "--left": `${(100 - options.width) / 2}%`,
      "--width": `${options.width}%`,
      "--lines": String(options.lines),
      "--size": `${this.size}px`,
      "--line-height": `${this.lineHeight}px`,
      "--weight": String(options.weight),
      "--font": options.font,
      "--color": options.color,
      "--background": options.background,
      "--outline": options.outline,
      "--outline-width": `${options.outlineWidth}px`,
      "--align": options.align,
      "--margin": `${options.margin ?? Math.round(window.innerHeight * marginOfHeight)}px`,
    };
    Object.entries(look).forEach(([name, value]) => this.box.style.setProperty(name, value));
    this.rows.filter(({ key }) => key === "").forEach((row) => this.rest(row));
  }

  /** Shows lines, the newest at the bottom; none lets the last ones fade out. */
  show(lines: readonly OverlayLine[]): void {
    this.box.classList.toggle("shown", lines.length > 0);
    if (lines.length === 0) {
      return;
    }
    const wanted = new Set(lines.map(({ key }) => key));
    const free = this.rows.filter(({ key }) => !wanted.has(key));
    lines.forEach((line, index) => {
      const at = this.options.lines - lines.length + index;
      const row = this.rows.find(({ key }) => key === line.key) ?? free.find(({ key }) => key === "")!;
      row.key = line.key;
      row.paragraph.className = "";
      write(row.text, line.text);
      this.move(row, at);
    });
    free.filter(({ key }) => !wanted.has(key)).forEach((row) => this.rest(row));
  }

  private get lineHeight(): number {
    return Math.round(this.size * lineHeightOfType);
  }

  private addRow(): Row {
    const paragraph = document.createElement("p");
    paragraph.dir = "auto";
    paragraph.className = "waiting";
    const text = document.createElement("span");
    paragraph.append(text);
    this.box.append(paragraph);
    return { key: "", paragraph, text };
  }

  private move({ paragraph }: Row, at: number): void {
    const transform = `translateY(${at * this.lineHeight}px)`;
    if (paragraph.style.transform !== transform) {
      paragraph.style.transform = transform;
    }
  }

  private rest(row: Row): void {
    row.key = "";
    row.paragraph.className = "waiting";
    write(row.text, "");
    this.move(row, this.options.lines);
  }
}

function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}
