import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WhipEndpoint, WhipRefusal } from "./whip-endpoint";

let answer: (address: string, init: RequestInit) => Promise<Response>;
const endpoint = new WhipEndpoint("https://captions.example/whip/s1", "secret");
const answering = (body: string, init: ResponseInit) => () => Promise.resolve(new Response(body, init));
const refusal = (promise: Promise<unknown>): Promise<WhipRefusal> =>
  promise.then(
    () => expect.unreachable(),
    (error: WhipRefusal) => error,
  );

beforeEach(() => vi.stubGlobal("fetch", vi.fn((address: string, init: RequestInit) => answer(address, init))));

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("The offer is posted with the stream key", async () => {
  answer = answering("answer", { status: 201, headers: { Location: "/whip/s1/r1" } });
  expect((await endpoint.publish("offer")).sdp).toBe("answer");
  expect(fetch).toHaveBeenCalledWith(
    "https://captions.example/whip/s1",
    expect.objectContaining({
      method: "POST",
      body: "offer",
      headers: { Authorization: "Bearer secret", "Content-Type": "application/sdp" },
    }),
  );
});

test.each(["/whip/s1/r1?x=1", "https://captions.example/whip/s1/r1?x=1", "http://10.0.0.7:5080/whip/s1/r1?x=1", "s1/r1?x=1"])(
  "What it made at %s is found on the page's own host",
  async (location) => {
    answer = answering("answer", { status: 201, headers: { Location: location } });
    expect((await endpoint.publish("offer")).resource).toBe("https://captions.example/whip/s1/r1?x=1");
  },
);

test("What it made is deleted with the stream key, also when the page closes", async () => {
  answer = answering("", { status: 200 });
  await endpoint.end("https://captions.example/whip/s1/r1", 1000);
  expect(fetch).toHaveBeenCalledWith(
    "https://captions.example/whip/s1/r1",
    expect.objectContaining({ method: "DELETE", keepalive: true, headers: { Authorization: "Bearer secret" } }),
  );
});

test("A refusal carries the server's words", async () => {
  answer = answering(JSON.stringify({ code: "full", detail: "This server is full." }), { status: 503, headers: { "Retry-After": "15" } });
  expect(await refusal(endpoint.publish("offer"))).toMatchObject({
    status: 503,
    code: "full",
    message: "This server is full.",
    retryAfter: 15,
  });
});

test.each([
  ["a proxy's page", "<h1>Bad gateway</h1>", 502],
  ["nothing", "", 404],
  ["null", "null", 405],
])("A refusal that says %s is one too", async (_, body, status) => {
  answer = answering(body, { status });
  expect(await refusal(endpoint.publish("offer"))).toMatchObject({
    status,
    code: "",
    message: `The server answered ${status}.`,
    retryAfter: 0,
  });
});

test("A page that is answered with 200 did not take the offer", async () => {
  answer = answering("<h1>Welcome</h1>", { status: 200, headers: { Location: "/" } });
  expect((await refusal(endpoint.publish("offer"))).status).toBe(200);
});

test("No answer is a refusal without status", async () => {
  answer = () => Promise.reject(new TypeError("Failed to fetch"));
  expect((await refusal(endpoint.publish("offer"))).status).toBe(0);
});

test("An answer that takes too long is not waited for", async () => {
  vi.useFakeTimers();
  answer = (_, { signal }) => new Promise((_, reject) => signal!.addEventListener("abort", () => reject(signal!.reason)));
  const refused = refusal(endpoint.publish("offer"));
  await vi.advanceTimersByTimeAsync(5000);
  expect((await refused).status).toBe(0);
});
