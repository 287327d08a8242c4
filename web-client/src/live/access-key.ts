const storageName = "livecaptions-key";

/** The key for a server that wants one: from the link (`access_token`), or as typed in this tab. Empty where none is known. */
export function accessKey(): string {
  return new URLSearchParams(location.search).get("access_token") ?? sessionStorage.getItem(storageName) ?? "";
}

/** Keeps a typed key as long as the tab lives. */
export function keepAccessKey(key: string): void {
  sessionStorage.setItem(storageName, key.trim());
}
