/** A place in one of several texts. */
export interface Match {
  /** Which text. */
  item: number;
  start: number;
  end: number;
}

/** All places of some words in texts, in order: upper and lower case, and accents, are the same. */
export function findMatches(texts: readonly string[], query: string): Match[] {
  const wanted = folded(query.trim().replace(/\s+/g, " "));
  if (wanted === "") {
    return [];
  }
  return texts.flatMap((text, item) => {
    const found: Match[] = [];
    const inside = folded(text);
    for (let at = inside.indexOf(wanted); at >= 0; at = inside.indexOf(wanted, at + wanted.length)) {
      found.push({ item, start: at, end: at + wanted.length });
    }
    return found;
  });
}

/** A piece of a text, and which match it is in. */
export interface Piece {
  text: string;
  match?: number;
}

/**
 * A part of an item's text cut where matches begin and end.
 *
 * @param offset where the part begins in the item's text
 * @param matches of the item, with their numbers
 */
export function cut(text: string, offset: number, matches: readonly { match: Match; number: number }[]): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const { match, number } of matches) {
    const [from, to] = [Math.max(done, match.start - offset), Math.min(text.length, match.end - offset)];
    if (from < to) {
      if (from > done) {
        pieces.push({ text: text.slice(done, from) });
      }
      pieces.push({ text: text.slice(from, to), match: number });
      done = to;
    }
  }
  return done < text.length ? [...pieces, { text: text.slice(done) }] : pieces;
}

/** Letter by letter, so that places stay what they are. */
function folded(text: string): string {
  let result = "";
  for (let at = 0; at < text.length; at++) {
    const plain = text[at]!.normalize("NFD")[0]!.toLowerCase();
    result += plain.length === 1 ? plain : text[at];
  }
  return result;
}
