const storageName = "livecaptions-emotions";
const on = "on";

/** Whether emotions are shown: not before somebody wants them; remembered by the browser. */
export class EmotionSwitch {
  private shown = localStorage.getItem(storageName) === on;

  get isOn(): boolean {
    return this.shown;
  }

  set isOn(wanted: boolean) {
    this.shown = wanted;
    if (wanted) {
      localStorage.setItem(storageName, on);
    } else {
      localStorage.removeItem(storageName);
    }
  }
}
