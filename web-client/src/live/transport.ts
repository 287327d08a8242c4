/** How sound goes to the server: by WebRTC where that is possible, or one way whatever happens. */
export type Transport = "best" | "whip" | "websocket";

/** What the page's query asks for: `?transport=whip` and `?transport=websocket` are for finding out why something does not work. */
export function transportIn(query: string): Transport {
  const wanted = new URLSearchParams(query).get("transport");
  return wanted === "whip" || wanted === "websocket" ? wanted : "best";
}
