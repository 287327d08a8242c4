/**
 * Keeps the screen on while sound is taken: a phone that goes to sleep takes the microphone with it.
 *
 * @returns lets it sleep again
 */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let wanted = true;
  // Browsers take the lock away when the page is hidden, and refuse it on low battery: then the screen may sleep.
  const request = async () => {
    if (wanted && document.visibilityState === "visible") {
      lock = await navigator.wakeLock?.request("screen").catch(() => undefined);
    }
  };
  void request();
  document.addEventListener("visibilitychange", request);
  return () => {
    wanted = false;
    document.removeEventListener("visibilitychange", request);
    void lock?.release();
  };
}
