import { beforeEach, expect, test } from "vitest";
import { FallbackPublisher } from "./fallback-publisher";
import type { AbandonablePublisher, PublisherState, PublisherStatus, StandbyPublisher } from "./sound-publisher";

class FakePublisher implements AbandonablePublisher, StandbyPublisher {
  started = false;
  finished = false;
  saidLastWords = false;
  abandoned = false;
  suspected = 0;
  standsBy = false;
  startedBehind: number | undefined;
  pushed: number[] = [];
  private resolveReady!: () => void;
  private resolveDone!: () => void;
  readonly ready = new Promise<void>((resolve) => (this.resolveReady = resolve));
  readonly done = new Promise<void>((resolve) => (this.resolveDone = resolve));

  constructor(private readonly changed: (status: PublisherStatus) => void) {}

  start(): void {
    this.started = true;
  }

  push(samples: Float32Array): void {
    this.pushed.push(...samples);
  }

  get position(): number {
    return this.pushed.length;
  }

  standBy(): void {
    this.standsBy = true;
  }

  startBehind(position: number): void {
    this.startedBehind = position;
    this.become("reconnecting");
  }

  abandon(): void {
    this.abandoned = true;
    this.resolveReady();
    this.resolveDone();
  }

  suspect(): void {
    this.suspected++;
  }

  async lastWords(): Promise<void> {
    this.saidLastWords = true;
  }

  finish(): Promise<void> {
    this.finished = true;
    return this.done;
  }

  become(state: PublisherState): void {
    this.changed({ state, lost: 0 });
    this.resolveReady();
    if (state === "closed" || state === "failed") {
      this.resolveDone();
    }
  }
}

let preferred: FakePublisher;
let fallback: FakePublisher;
let states: PublisherState[];
let publisher: FallbackPublisher;
const speak = (...samples: number[]) => publisher.push(new Float32Array(samples));

beforeEach(() => {
  states = [];
  publisher = new FallbackPublisher({
    preferred: (changed) => (preferred = new FakePublisher(changed)),
    fallback: (changed) => (fallback = new FakePublisher(changed)),
    changed: ({ state }) => states.push(state),
  });
  publisher.start();
});

test("The preferred way is tried alone, and kept while it carries sound", async () => {
  speak(1, 2);
  preferred.become("live");
  await publisher.ready;
  speak(3);
  publisher.suspect();
  preferred.become("closing");
  preferred.become("closed");
  await publisher.done;
  expect(fallback).toMatchObject({ started: false, startedBehind: undefined, standsBy: true, suspected: 0 });
  expect(preferred).toMatchObject({ pushed: [1, 2, 3], suspected: 1 });
  expect(states).toEqual(["live", "closing", "closed"]);
});

test("Where it breaks, the fallback goes on from where its sound began, with what was said since", async () => {
  speak(1, 2);
  preferred.become("live");
  speak(3);
  preferred.become("reconnecting");
  expect(preferred.abandoned).toBe(true);
  expect(fallback).toMatchObject({ started: false, startedBehind: 2 });
  speak(4);
  fallback.become("live");
  expect(fallback.pushed).toEqual([1, 2, 3, 4]);
  expect(states).toEqual(["live", "reconnecting", "live"]);
  let done = false;
  void publisher.done.then(() => (done = true));
  await new Promise((resolve) => setTimeout(resolve));
  expect(done).toBe(false);
  await publisher.lastWords();
  void publisher.finish();
  expect([preferred.finished, fallback.finished]).toEqual([false, true]);
  fallback.become("closed");
  await publisher.done;
});

test("Where it fails at the start, the fallback has every sample, and nobody is troubled", async () => {
  speak(1, 2);
  preferred.become("failed");
  expect(fallback.started).toBe(true);
  speak(3);
  let ready = false;
  void publisher.ready.then(() => (ready = true));
  await new Promise((resolve) => setTimeout(resolve));
  expect(ready).toBe(false);
  fallback.become("live");
  await publisher.ready;
  expect(fallback.pushed).toEqual([1, 2, 3]);
  expect(states).toEqual(["live"]);
});

test("It is done only when the way that carries is done", async () => {
  let done = false;
  void publisher.done.then(() => (done = true));
  preferred.become("failed");
  await new Promise((resolve) => setTimeout(resolve));
  expect(done).toBe(false);
  fallback.become("closed");
  await publisher.done;
});

test("Finishing is the carrier's business", async () => {
  preferred.become("live");
  await publisher.lastWords();
  void publisher.finish();
  expect(preferred).toMatchObject({ saidLastWords: true, finished: true });
  preferred.become("closed");
  await publisher.done;
  expect(states).toEqual(["live", "closed"]);
});

test("Stopped before it is decided, what was said goes over the fallback", async () => {
  speak(1);
  await publisher.lastWords();
  expect(preferred.finished).toBe(true);
  speak(2);
  const finished = publisher.finish();
  preferred.become("closing");
  preferred.become("failed");
  fallback.become("live");
  await Promise.resolve();
  fallback.become("closed");
  await finished;
  expect(fallback).toMatchObject({ started: true, finished: true, pushed: [1, 2] });
  expect(states).toEqual(["closing", "live", "closed"]);
});
