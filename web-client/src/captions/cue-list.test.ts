import fc from "fast-check";
import { expect, test } from "vitest";
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

test("Lists are new only when they changed", () => {
  const list = new CueList();
  list.apply(testCue({ id: "c1", seq: 1 }));
  const { finals } = list;
  list.apply(testCue({ id: "c2", seq: 2, kind: "interim", start: 1 }));
  expect(list.finals).toBe(finals);
});
