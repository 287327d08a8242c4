/** Quietest level that the meter shows, in dB below full scale. */
export const meterFloor = -60;

/** Loudness of the samples in dB below full scale (0 is the loudest), not below the meter's floor. */
export function levelOf(samples: Float32Array): number {
  let power = 0;
  for (const sample of samples) {
    power += sample * sample;
  }
  const decibels = 10 * Math.log10(power / Math.max(1, samples.length));
  return Math.max(meterFloor, Math.min(0, decibels));
}

/** Rises at once and falls slowly (decibels per second), as meters do. */
export function fall(shown: number, measured: number, seconds: number, perSecond = 30): number {
  return Math.max(measured, shown - perSecond * seconds, meterFloor);
}
