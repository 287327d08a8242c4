/**
 * Takes over style sheets that are put into the head of the page: OBS puts its users' own ones in that way. The page's security policy lets
 * no inline style count, so that nothing which gets into the page by mistake can change its looks; what this script adopts by itself may.
 */
export function adoptAddedStyles(head: HTMLHeadElement): void {
  new MutationObserver((changes) => {
    for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
      if (node instanceof HTMLStyleElement) {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(node.textContent ?? "");
        document.adoptedStyleSheets.push(sheet);
      }
    }
  }).observe(head, { childList: true });
}
