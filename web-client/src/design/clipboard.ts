/**
 * Puts text into the clipboard. Pages that came by plain http have no Clipboard API: there a field that is selected and copied does it.
 *
 * @param near where that field may be: inside of an open dialog, everything outside of which is inert
 * @returns whether it is there
 */
export async function copyText(text: string, near: Node = document.body): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelecting(text, near);
  }
}

function copyBySelecting(text: string, near: Node): boolean {
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  // Out of sight without a style attribute, which the page's policy forbids in markup but not as a property.
  field.style.position = "fixed";
  field.style.insetBlockStart = "-100vh";
  near.appendChild(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    (before as HTMLElement | null)?.focus?.({ preventScroll: true });
  }
}
