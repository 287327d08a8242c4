const firstDelay = 500;
const longestDelay = 10_000;

/**
 * Milliseconds to wait before trying again: doubles with every attempt up to 10 s, and differs from client to client,
 * so that a server that comes back is not stormed.
 *
 * @param attempt 0 for the first
 */
export function backoff(attempt: number, random: () => number = Math.random): number {
  const longest = Math.min(longestDelay, firstDelay * 2 ** Math.min(attempt, 10));
  return longest * (0.5 + 0.5 * random());
}
