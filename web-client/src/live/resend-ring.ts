/**
 * Audio that the server has not yet confirmed, to be sent again after a reconnect. Positions are samples from the first one pushed.
 * Bounded: when full, the oldest is forgotten and counted as lost; its place reads as silence, so that times stay right.
 */
export class ResendRing {
  private chunks: Int16Array[] = [];
  private first = 0;
  private next = 0;
  private safe = 0;
  private forgotten = 0;

  /** @param capacity samples that are kept at most */
  constructor(private readonly capacity: number) {}

  /** Position of the oldest sample that is still here. */
  get start(): number {
    return this.first;
  }

  /** Position behind the newest sample. */
  get end(): number {
    return this.next;
  }

  /** Position up to which the server has everything. */
  get confirmed(): number {
    return this.safe;
  }

  /** Samples forgotten before the server confirmed them. */
  get lost(): number {
    return this.forgotten;
  }

  push(chunk: Int16Array): void {
    this.chunks.push(chunk);
    this.next += chunk.length;
    while (this.next - this.first > this.capacity) {
      const end = this.first + this.chunks[0]!.length;
      this.forgotten += end - Math.max(this.first, this.safe);
      this.dropFirst();
    }
  }

  /** Everything before the position is safe with the server. */
  confirm(position: number): void {
    this.safe = Math.max(this.safe, Math.min(position, this.next));
    while (this.chunks.length > 0 && this.first + this.chunks[0]!.length <= this.safe) {
      this.dropFirst();
    }
  }

  /** Up to `most` samples from a position on; none at the end. */
  read(position: number, most: number): Int16Array {
    if (position < this.first) {
      return new Int16Array(Math.min(most, this.first - position));
    }
    let start = this.first;
    for (const chunk of this.chunks) {
      if (position < start + chunk.length) {
        return chunk.subarray(position - start, position - start + most);
      }
      start += chunk.length;
    }
    return new Int16Array(0);
  }

  private dropFirst(): void {
    this.first += this.chunks.shift()!.length;
  }
}
