const storageName = "livecaptions-type-size";
const steps = [0.8, 1, 1.25, 1.5, 1.9, 2.4];
const normal = 1;

/** How large captions are shown, in steps; remembered by the browser. */
export class TypeSize {
  private step: number;

  constructor() {
    const stored = steps.indexOf(Number(localStorage.getItem(storageName)));
    this.step = stored < 0 ? normal : stored;
  }

  /** 1 is the usual size. */
  get scale(): number {
    return steps[this.step]!;
  }

  get canGrow(): boolean {
    return this.step < steps.length - 1;
  }

  get canShrink(): boolean {
    return this.step > 0;
  }

  change(by: 1 | -1): void {
    this.step = Math.max(0, Math.min(steps.length - 1, this.step + by));
    localStorage.setItem(storageName, String(this.scale));
  }
}
