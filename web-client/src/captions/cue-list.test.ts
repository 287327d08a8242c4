import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cue } from "../contract";
import { CueList } from "./cue-list";
import { testCue } from "./test-cue";

/** What a server sends for one programme: cues one after the other, each some interims, then a final or a withdrawal. */
const programme = fc
  .array(fc.record({ interims: fc.nat(3), withdrawn: fc.boolean(), edits: fc.nat(1) }), { maxLength: 8 })
  .map((cues) => {
    let seq = 0;
    return cues.flatMap(({ interims, withdrawn, edits }, index) => {
      const base = { id: `c${index}`, start: index, end: index + 1 };
      let revision = 0;
      const message = (text: string, kind: "interim" | "final") => testCue({ ...base, seq: ++seq, revision: ++revision, kind, text });
      return [
        ...Array.from({ length: interims }, (_, i) => message(`interim ${i}`, "interim")),
        withdrawn ? message("", "interim") : message(`final ${index}`, "final"),
        ...(withdrawn ? [] : Array.from({ length: edits }, () => message(`edited ${index}`, "final"))),
      ];
    });
  });

const shuffledTwice = programme.chain((messages) =>
  fc.tuple(
    fc.constant(messages),
    fc.shuffledSubarray([...messages, ...messages], { minLength: messages.length * 2, maxLength: messages.length * 2 }),
  ),
);

test("Messages in any order, each twice, give the same captions", () => {
  fc.assert(
    fc.property(shuffledTwice, ([inOrder, shuffled]) => {
      const [expected, actual] = [new CueList(), new CueList()];
      inOrder.forEach((cue) => expected.apply(cue));
      shuffled.forEach((cue) => actual.apply(cue));
      expect(actual.finals).toEqual(expected.finals);
      expect(actual.interims).toEqual(expected.interims);
    }),
  );
});

test("An interim is replaced by its final", () => {
  const list = new CueList();
  list.apply(testCue({ seq: 1, revision: 1, kind: "interim", text: "Hell" }));
  expect(list.interims.map((cue) => cue.text)).toEqual(["Hell"]);
  list.apply(testCue({ seq: 2, revision: 2, kind: "final", text: "Hello." }));
  expect(list.interims).toEqual([]);
  expect(list.finals.map((cue) => cue.text)).toEqual(["Hello."]);
});

test("A withdrawn cue disappears and a late older revision does not bring it back", () => {
  const list = new CueList();
  list.apply(testCue({ seq: 1, revision: 1, kind: "interim", text: "Um" }));
  list.apply(testCue({ seq: 3, revision: 3, kind: "interim", text: "" }));
  expect(list.apply(testCue({ seq: 2, revision: 2, kind: "interim", text: "Umm" }))).toBe(false);
  expect(list.interims).toEqual([]);
});

test("A deleted final disappears, and is there again when that is undone", () => {
  const list = new CueList();
  const final = testCue({ seq: 1, revision: 1, text: "Said." });
  list.apply(final);
  list.apply({ ...final, seq: 2, revision: 2, text: "", deleted: true });
  expect(list.finals).toEqual([]);
  expect(list.apply(final)).toBe(false);
  list.apply({ ...final, seq: 3, revision: 3 });
  expect(list.finals.map((cue) => cue.text)).toEqual(["Said."]);
});

test("After an interruption, an interim that the hub does not name was withdrawn; one that came since stays", () => {
  const list = new CueList();
  list.apply(testCue({ id: "c1", seq: 4, kind: "interim", text: "old" }));
  list.interrupt();
  list.apply(testCue({ id: "c3", seq: 12, kind: "interim", text: "new", start: 5 }));
  expect(list.interims.map((cue) => cue.text)).toEqual(["old", "new"]);
  list.applySnapshot({ session: {} as never, seq: 10, cues: [testCue({ id: "c2", seq: 9, text: "Final." })] });
  expect(list.interims.map((cue) => cue.text)).toEqual(["new"]);
  expect(list.finals.map((cue) => cue.text)).toEqual(["Final."]);
});

test("Many older finals at once give the same captions as one by one", () => {
  fc.assert(
    fc.property(
      shuffledTwice.chain(([messages, shuffled]) => fc.tuple(fc.constant(messages), fc.constant(shuffled), fc.nat(shuffled.length))),
      ([inOrder, shuffled, at]) => {
        const [expected, actual] = [new CueList(), new CueList()];
        inOrder.forEach((cue) => expected.apply(cue));
        shuffled.slice(0, at).forEach((cue) => actual.apply(cue));
        actual.applyOlder(shuffled.slice(at));
        expect(actual.finals).toEqual(expected.finals);
        expect(actual.interims).toEqual(expected.interims);
      },
    ),
  );
});

test("Older finals have the speaker's newest name, and give the others the one that they bring", () => {
  const list = new CueList();
  list.apply(testCue({ id: "c3", seq: 3, start: 3, speaker: { id: "s1", label: "Ann" } }));
  list.apply(testCue({ id: "c4", seq: 4, start: 4, speaker: { id: "s2", label: "Speaker 2" } }));
  list.applyOlder([
    testCue({ id: "c1", seq: 1, start: 1, speaker: { id: "s1", label: "Speaker 1" } }),
    testCue({ id: "c2", seq: 5, start: 2, speaker: { id: "s2", label: "Bob" } }),
  ]);
  expect(list.finals.map(({ id, speaker }) => [id, speaker!.label])).toEqual([
    ["c1", "Ann"],
    ["c2", "Bob"],
    ["c3", "Ann"],
    ["c4", "Bob"],
  ]);
  const { finals } = list;
  expect([list.applyOlder([finals[0]!]), list.finals === finals]).toEqual([false, true]);
});

test("Lists are new only when they changed", () => {
  const list = new CueList();
  list.apply(testCue({ id: "c1", seq: 1 }));
  const { finals } = list;
  list.apply(testCue({ id: "c2", seq: 2, kind: "interim", start: 1 }));
  expect(list.finals).toBe(finals);
});

const ann = { id: "s1", label: "Ann" };
const first = { id: "s1", label: "Speaker 1" };
const second = { id: "s2", label: "Speaker 2" };
const labels = (list: CueList) => [...list.finals, ...list.interims].map(({ speaker }) => speaker?.label);

test("A new name is at all cues of the speaker at once, and at no other's", () => {
  const list = new CueList();
  list.apply(testCue({ id: "c1", seq: 1, speaker: { ...first, confidence: 0.9 } }));
  list.apply(testCue({ id: "c2", seq: 2, start: 1, speaker: second }));
  list.apply(testCue({ id: "c3", seq: 3, start: 2, kind: "interim", speaker: first }));
  const { finals } = list;
  expect(list.rename({ ...ann, seq: 4 })).toBe(true);
  expect(labels(list)).toEqual(["Ann", "Speaker 2", "Ann"]);
  expect(list.finals[0]!.speaker!.confidence).toBe(0.9);
  expect(list.finals).not.toBe(finals);
  expect(list.rename({ ...ann, seq: 5 })).toBe(false);
});

test("A cue from before a rename that comes after it has the new name", () => {
  const list = new CueList();
  list.rename({ ...ann, seq: 4 });
  list.apply(testCue({ seq: 3, speaker: first }));
  expect(labels(list)).toEqual(["Ann"]);
});

test("A name that was missed is taken from the next cue that has it, for the earlier ones too", () => {
  const list = new CueList();
  list.apply(testCue({ id: "c1", seq: 1, speaker: first }));
  expect(list.apply(testCue({ id: "c2", seq: 5, start: 1, speaker: ann }))).toBe(true);
  expect(labels(list)).toEqual(["Ann", "Ann"]);
});

test("The session's names count for what came before them, a rename that overtook them counts more", () => {
  const list = new CueList();
  list.apply(testCue({ id: "c1", seq: 1, speaker: first }));
  list.rename({ ...second, label: "Bob", seq: 12 });
  const session = { speakers: [ann, second] } as never;
  list.applySnapshot({
    session,
    seq: 5,
    cues: [
      testCue({ id: "c2", seq: 9, start: 1, kind: "interim", speaker: first }),
      testCue({ id: "c3", seq: 4, start: 2, speaker: second }),
    ],
  });
  expect(labels(list)).toEqual(["Ann", "Bob", "Ann"]);
});

test("Cues and renames in any order give every cue of a speaker the newest name", () => {
  const messages = fc
    .array(fc.record({ rename: fc.boolean(), speaker: fc.constantFrom("s1", "s2") }), { minLength: 1, maxLength: 12 })
    .map((steps) => {
      const names: Record<string, string> = { s1: "Speaker 1", s2: "Speaker 2" };
      return steps.map(({ rename, speaker }, index) => {
        const seq = index + 1;
        if (rename) {
          names[speaker] = `Name ${seq}`;
        }
        const named = { id: speaker, label: names[speaker]! };
        return rename ? { ...named, seq } : testCue({ id: `c${seq}`, seq, start: seq, end: seq + 1, speaker: named });
      });
    });
  const take = (list: CueList, message: Cue | { id: string; label: string; seq: number }) =>
    "label" in message ? list.rename(message) : list.apply(message);
  fc.assert(
    fc.property(
      messages.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([inOrder, shuffled]) => {
        const [expected, actual] = [new CueList(), new CueList()];
        inOrder.forEach((message) => take(expected, message));
        shuffled.forEach((message) => take(actual, message));
        expect(actual.finals).toEqual(expected.finals);
        for (const { speaker } of expected.finals) {
          const named = inOrder.map((message) => ("label" in message ? message : message.speaker!));
          expect(speaker!.label).toBe(named.findLast(({ id }) => id === speaker!.id)!.label);
        }
      },
    ),
  );
});
