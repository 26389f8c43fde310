/** Lets a reader choose which clauses of the requirements are shown, by level and family. */
export function startFilter(): void {
  const form = document.querySelector<HTMLFormElement>("form.clause-filter");
  if (form === null) return;
  form.hidden = false;
  form.addEventListener("input", () => showChosen(form));
  addEventListener("hashchange", () => showTarget(form));
  showChosen(form);
  showTarget(form);
}

function showChosen(form: HTMLFormElement): void {
  const chosen = new FormData(form);
  const [level, family] = [chosen.get("level"), chosen.get("family")];
  let count = 0;
  for (const clause of document.querySelectorAll<HTMLElement>(".clause")) {
    const { level: ownLevel, family: ownFamily } = clause.dataset;
    clause.hidden = (level !== "" && level !== ownLevel) || (family !== "" && family !== ownFamily);
    if (!clause.hidden) count += 1;
  }
  for (const section of document.querySelectorAll<HTMLElement>(".clause-family"))
    section.hidden = section.querySelector(".clause:not([hidden])") === null;
  const output = form.querySelector("output");
  if (output !== null) output.value = `${count} shown`;
}

/** A link to a clause shows it, whatever was chosen. */
function showTarget(form: HTMLFormElement): void {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.closest("[hidden]") == null) return;
  form.reset();
  showChosen(form);
  target.scrollIntoView();
}
