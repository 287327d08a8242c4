import type { ImportedSession, SessionRequest } from "../contract";
import { t } from "../strings/strings";
import { accessKey } from "./access-key";
import { call, errorOf, ServerError } from "./http";

/** Lets the server fetch an address and caption it; or pull it live, which it also does where it sees that there is a live stream. */
export function importLink(url: string, live: boolean, request: SessionRequest): Promise<ImportedSession> {
  return call<ImportedSession>("/api/sessions/import", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ ...request, url, ...(live ? { live } : {}) }),
  });
}

/** Sends a file to be captioned. `sent` is told how much of it is there, 0 to 1; fetch cannot tell. */
export function importFile(file: File, request: SessionRequest, sent: (share: number) => void): Promise<ImportedSession> {
  const form = new FormData();
  for (const [name, value] of Object.entries(request)) {
    form.append(name, String(value));
  }
  form.append("file", file);
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest();
    upload.open("POST", "/api/sessions/import");
    const key = accessKey();
    if (key) {
      upload.setRequestHeader("Authorization", `Bearer ${key}`);
    }
    upload.upload.onprogress = ({ loaded, total }) => sent(total > 0 ? loaded / total : 0);
    upload.onerror = () => reject(new ServerError(0, t("unreachable")));
    upload.onload = async () => {
      const response = new Response(upload.responseText, {
        status: upload.status,
        headers: { "Retry-After": upload.getResponseHeader("Retry-After") ?? "" },
      });
      if (response.ok) {
        resolve((await response.json()) as ImportedSession);
      } else {
        reject(await errorOf(response, key !== ""));
      }
    };
    upload.send(form);
  });
}
