/**
 * What in the address is not used: on the console always, on the page for who tries it out in a browser, and never in OBS, where it would
 * be on air.
 */
export function tellProblems(problems: readonly string[], place: HTMLElement): void {
  problems.forEach((line) => console.info(`Overlay: ${line}`));
  if (problems.length === 0 || "obsstudio" in window) {
    return;
  }
  const note = document.createElement("div");
  note.className = "problems";
  note.setAttribute("role", "alert");
  for (const line of problems) {
    const paragraph = document.createElement("div");
    paragraph.textContent = line;
    note.append(paragraph);
  }
  place.append(note);
}
