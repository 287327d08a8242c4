import { accessKey } from "../live/access-key";
import { messageOf } from "../live/problem";
import { ServerError } from "../live/http";
import { getSession } from "../live/server";
import { t } from "../strings/strings";

/** Why somebody may not watch, in their words, and whether a key would help. */
export interface Refusal {
  text: string;
  wantsKey: boolean;
}

/** The hub only says no: the API says why. */
export async function findRefusal(sessionId: string, otherwise: string): Promise<Refusal> {
  try {
    await getSession(sessionId);
    return { text: otherwise, wantsKey: false };
  } catch (error) {
    return refusalOf(error);
  }
}

export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof ServerError)) {
    return { text: messageOf(error), wantsKey: false };
  }
  if (error.needsKey) {
    return { text: accessKey() ? t("watchKeyWrong") : t("watchKeyAsked"), wantsKey: true };
  }
  if (error.code === "address_refused") {
    return { text: t("watchAddressRefused"), wantsKey: false };
  }
  return { text: error.status === 404 ? t("watchNoSession") : error.message, wantsKey: false };
}
