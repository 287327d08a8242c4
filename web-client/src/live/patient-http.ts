import { AbortError, HttpClient, HttpError, HttpResponse, TimeoutError, type HttpRequest } from "@microsoft/signalr";

/** How the hub's client asks by HTTP, with an ear for when the server wants to be asked again: its own client does not tell. */
export class PatientHttp extends HttpClient {
  /** Milliseconds that the server asked to wait when it refused last; 0 where it said nothing. */
  asked = 0;

  override async send(request: HttpRequest): Promise<HttpResponse> {
    const stop = new AbortController();
    const { abortSignal, timeout } = request;
    let late = false;
    if (abortSignal) {
      abortSignal.onabort = () => stop.abort();
    }
    const impatience = timeout ? setTimeout(() => ((late = true), stop.abort()), timeout) : undefined;
    try {
      return await this.take(request, await fetch(request.url!, initOf(request, stop.signal)));
    } catch (error) {
      throw late ? new TimeoutError() : stop.signal.aborted ? new AbortError() : error;
    } finally {
      clearTimeout(impatience);
      if (abortSignal) {
        abortSignal.onabort = null;
      }
    }
  }

  private async take({ responseType }: HttpRequest, response: Response): Promise<HttpResponse> {
    this.asked = response.ok ? 0 : 1000 * (Number(response.headers.get("Retry-After")) || 0);
    if (!response.ok) {
      throw new HttpError(response.statusText || "The server refused", response.status);
    }
    return new HttpResponse(
      response.status,
      response.statusText,
      responseType === "arraybuffer" ? await response.arrayBuffer() : await response.text(),
    );
  }
}

function initOf({ method, headers, content, withCredentials }: HttpRequest, signal: AbortSignal): RequestInit {
  return {
    method: method ?? "GET",
    headers: { "X-Requested-With": "XMLHttpRequest", ...headers },
    ...(content ? { body: content } : {}),
    cache: "no-store",
    credentials: withCredentials === false ? "same-origin" : "include",
    redirect: "follow",
    signal,
  };
}
