import { t } from "../strings/strings";
import { problemIn, wordsOf } from "./problem";

/** Milliseconds that the server may take for an answer to an offer. */
const answerWithin = 5_000;

/** The server's word against an offer, for the person at the page. */
export class WhipRefusal extends Error {
  override readonly name = "WhipRefusal";

  /**
   * @param status HTTP status; 0 when no answer came
   * @param code what it is about, in the server's vocabulary; empty where it said nothing
   * @param retryAfter seconds after which it wants to be asked again; 0 where it said nothing
   */
  constructor(
    readonly status: number,
    message: string,
    readonly code = "",
    readonly retryAfter = 0,
  ) {
    super(message);
  }
}

export interface WhipAnswer {
  /** Address of what the offer made on the server; deleting it ends it. */
  resource: string;
  sdp: string;
}

/** The HTTP side of WHIP (RFC 9725): offers are posted, and what they made is deleted. */
export class WhipEndpoint {
  constructor(
    private readonly address: string,
    private readonly streamKey: string,
  ) {}

  /** @throws WhipRefusal */
  async publish(offer: string): Promise<WhipAnswer> {
    const { response, body } = await this.call(this.address, answerWithin, {
      method: "POST",
      headers: { ...this.authorization, "Content-Type": "application/sdp" },
      body: offer,
    });
    const location = response.headers.get("Location");
    if (response.status !== 201 || location === null) {
      throw refusalOf(response, body);
    }
    return { resource: this.resourceAt(location), sdp: body };
  }

  /**
   * Ends what an offer made. The last words become captions before the answer comes.
   *
   * @param within milliseconds to wait for the answer
   * @throws WhipRefusal
   */
  async end(resource: string, within: number): Promise<void> {
    // With keepalive it reaches the server also when the page is closed meanwhile.
    const { response, body } = await this.call(resource, within, { method: "DELETE", headers: this.authorization, keepalive: true });
    if (!response.ok) {
      throw refusalOf(response, body);
    }
  }

  private get authorization() {
    return { Authorization: `Bearer ${this.streamKey}` };
  }

  private async call(address: string, within: number, init: RequestInit): Promise<{ response: Response; body: string }> {
    const abort = new AbortController();
    const impatience = setTimeout(() => abort.abort(), within);
    try {
      const response = await fetch(address, { ...init, signal: abort.signal });
      return { response, body: await response.text() };
    } catch {
      throw new WhipRefusal(0, t("unreachable"));
    } finally {
      clearTimeout(impatience);
    }
  }

  /** On the host that was asked, whatever the server thinks its own name is: behind a proxy only the page knows. */
  private resourceAt(location: string): string {
    const { pathname, search } = new URL(location, this.address);
    return new URL(pathname + search, this.address).href;
  }
}

function refusalOf({ status, headers }: Response, body: string): WhipRefusal {
  const problem = problemIn(body);
  return new WhipRefusal(status, wordsOf(problem, status), problem.code, Number(headers.get("Retry-After")) || 0);
}
