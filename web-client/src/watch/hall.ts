import type { ReactiveController, ReactiveControllerHost } from "lit";
import { keepAwake } from "../capture/wake-lock";

/** Type in a hall: pixels at least and at most, and of the width. */
const hallType = { least: 32, most: 120, ofWidth: 0.055 };
/** Lines at least and at most, and how much of the height they may take. */
const hallLines = { least: 2, most: 8, ofHeight: 0.86 };

/** Lines that fill the screen, for many to read. The screen stays awake meanwhile. */
export class Hall implements ReactiveController {
  isOn = false;
  private sleep: (() => void) | undefined;

  /**
   * @param host where the lines are
   * @param left is told when the hall is left, once the page is drawn again
   */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly left: () => void,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("fullscreenchange", this.onFullscreen);
  }

  hostDisconnected(): void {
    document.removeEventListener("fullscreenchange", this.onFullscreen);
    this.sleep?.();
  }

  /** Pixels of the type. */
  get size(): number {
    return Math.max(hallType.least, Math.min(hallType.most, innerWidth * hallType.ofWidth));
  }

  /** Lines that fit, of type that is so many times as large and as high. */
  rows(scale: number, leading: number): number {
    return Math.max(
      hallLines.least,
      Math.min(hallLines.most, Math.floor((innerHeight * hallLines.ofHeight) / (this.size * scale * leading))),
    );
  }

  /** Where the browser gives no full screen, as on an iPhone, the page's own has to do. */
  readonly enter = async (): Promise<void> => {
    this.isOn = true;
    this.host.requestUpdate();
    this.sleep = keepAwake();
    await document.documentElement.requestFullscreen?.().catch(() => {});
  };

  readonly leave = async (): Promise<void> => {
    if (!this.isOn) {
      return;
    }
    this.isOn = false;
    this.host.requestUpdate();
    this.sleep?.();
    if (document.fullscreenElement) {
      await document.exitFullscreen();
    }
    await this.host.updateComplete;
    this.left();
  };

  private readonly onFullscreen = (): void => {
    if (document.fullscreenElement) {
      this.host.requestUpdate();
    } else {
      void this.leave();
    }
  };
}
