import { t } from "../strings/strings";

/** An emotion by its name in the page's language; one that only newer servers know, as they call it. */
export function emotionName(label: string): string {
  switch (label) {
    case "happy":
      return t("emotionHappy");
    case "sad":
      return t("emotionSad");
    case "angry":
      return t("emotionAngry");
    case "fearful":
      return t("emotionFearful");
    case "disgusted":
      return t("emotionDisgusted");
    case "surprised":
      return t("emotionSurprised");
    default:
      return label;
  }
}
