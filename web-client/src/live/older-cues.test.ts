import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { testCue } from "../captions/test-cue";
import type { Cue } from "../contract";
import { OlderCues } from "./older-cues";

let asked: string[] = [];

beforeEach(() => {
  asked = [];
  vi.stubGlobal("sessionStorage", { getItem: () => null });
  vi.stubGlobal("location", { search: "" });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const page = (seqs: number[], more: boolean) =>
  new Response(
    JSON.stringify(seqs.map((seq) => testCue({ id: `c${seq}`, seq }))),
    more ? { headers: { Link: `</x?before=${seqs[0]}>; rel="prev", </x?after=9>; rel="next"` } } : {},
  );

const answering = (...answers: (() => Response)[]) =>
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(address);
    return Promise.resolve(answers.shift()!());
  });

function reader() {
  const heard: number[][] = [];
  const loading: boolean[] = [];
  const older = new OlderCues("s", { older: (cues: Cue[]) => heard.push(cues.map(({ seq }) => seq)), loading: (is) => loading.push(is) });
  return { older, heard, loading };
}

test("Pages are read from the newest to the oldest, one after the other", async () => {
  answering(() => page([5, 6], true), () => page([3, 4], true), () => page([1, 2], false));
  const { older, heard, loading } = reader();
  older.read(7, 0);
  await vi.waitFor(() => expect(loading).toEqual([true, false]));
  expect(heard).toEqual([[5, 6], [3, 4], [1, 2]]);
  expect(asked.map((address) => new URLSearchParams(address.split("?")[1]).get("before"))).toEqual(["7", "5", "3"]);
});

test("Of two gaps, one is filled after the other, each as far as it goes", async () => {
  answering(() => page([8], true), () => page([7], false), () => page([20], false));
  const { older, heard, loading } = reader();
  older.read(9, 6);
  older.read(21, 19);
  await vi.waitFor(() => expect(loading).toEqual([true, false]));
  expect(heard).toEqual([[8], [7], [20]]);
  expect(asked.map((address) => new URLSearchParams(address.split("?")[1]).get("after"))).toEqual(["6", "6", "19"]);
});

test("Who is asked to wait waits as long, and then asks for the same", async () => {
  vi.useFakeTimers();
  answering(() => new Response("{}", { status: 429, headers: { "Retry-After": "30" } }), () => page([1], false));
  const { older, heard } = reader();
  older.read(2, 0);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(asked.length).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect([asked[0] === asked[1], heard]).toEqual([true, [[1]]]);
});

test("A server that is away for a while is asked again; one that says no is not", async () => {
  vi.useFakeTimers();
  answering(() => { throw new Error("network"); }, () => new Response("", { status: 502 }), () => new Response("{}", { status: 404 }));
  const { older, heard, loading } = reader();
  older.read(2, 0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([asked.length, heard, loading]).toEqual([3, [], [true, false]]);
});

test("Nothing is told to who has left", async () => {
  vi.useFakeTimers();
  answering(() => page([1], true), () => page([0], false));
  const { older, heard } = reader();
  older.read(2, 0);
  older.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(heard).toEqual([]);
});
