const storageName = "livecaptions-emotions";
const off = "off";

/** Whether emotions are shown; remembered by the browser. */
export class EmotionSwitch {
  private shown = localStorage.getItem(storageName) !== off;

  get isOn(): boolean {
    return this.shown;
  }

  set isOn(on: boolean) {
    this.shown = on;
    if (on) {
      localStorage.removeItem(storageName);
    } else {
      localStorage.setItem(storageName, off);
    }
  }
}
