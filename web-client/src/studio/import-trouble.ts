import { t } from "../strings/strings";

/** What programs that read media say, and what it means to who gave them a file or a link. */
const meanings: [RegExp, () => string][] = [
  [
    /Invalid data found|moov atom not found|EBML header parsing failed|could not find codec parameters|Header missing/i,
    () => t("importNoMedia"),
  ],
  [/does not contain any stream|no (?:sound|audio)|has no audio|matches no streams/i, () => t("importNoSound")],
  [
    /No such file|404 Not Found|HTTP error 404|Unable to download|Video unavailable|is not a valid URL|Unsupported URL/i,
    () => t("importNotThere"),
  ],
  [/403 Forbidden|401 Unauthorized|HTTP error 40[13]|Private video|Sign in|login required/i, () => t("importForbidden")],
  [
    new RegExp(
      "timed? ?out|Connection refused|Network is unreachable|Name or service not known|resolve" +
        String.raw`|5\d\d (?:Server|Service|Bad)|Input/output error`,
      "i",
    ),
    () => t("importUnreachable"),
  ],
  [/decoder|codec|unknown format|not (?:implemented|supported)/i, () => t("importUnknownKind")],
];

/** Why an import failed in plain words, and as the server said it, which helps who can read that. */
export function importTrouble(message: string | undefined): { plain: string; exact: string | undefined } {
  const [, meaning] = meanings.find(([pattern]) => pattern.test(message ?? "")) ?? [];
  if (meaning) {
    return { plain: meaning(), exact: message };
  }
  // The server's own sentences are plain; other programs' contain their insides.
  return message && !/0x[0-9a-f]{4}|\[\w+ @|errno|exit(?:ed)? (?:code|with)/i.test(message)
    ? { plain: message, exact: undefined }
    : { plain: t("importFailed"), exact: message };
}
