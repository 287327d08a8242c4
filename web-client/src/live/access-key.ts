const storageName = "livecaptions-key";
const parameter = "access_token";

/** The key for a server that wants one: from the link (`access_token`), or as typed in this tab. Empty where none is known. */
export function accessKey(): string {
  return new URLSearchParams(location.search).get(parameter) ?? sessionStorage.getItem(storageName) ?? "";
}

/** Keeps a typed key as long as the tab lives; one in the address, which did not do, goes. */
export function keepAccessKey(key: string): void {
  sessionStorage.setItem(storageName, key.trim());
  const address = new URL(location.href);
  if (address.searchParams.has(parameter)) {
    address.searchParams.delete(parameter);
    history.replaceState(history.state, "", address);
  }
}
