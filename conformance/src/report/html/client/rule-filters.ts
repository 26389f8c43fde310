/** Lets the reader choose which rules are shown; says how many are. */
export function filterRules(): void {
  const form = document.querySelector<HTMLFormElement>("#rule-filters");
  const output = document.getElementById("rule-count");
  if (!form || !output) return;
  const rules = [...document.querySelectorAll<HTMLElement>("details.rule")].map((element) => ({
    element,
    text: (element.textContent ?? "").toLowerCase(),
  }));
  const apply = (): void => {
    const values = new FormData(form);
    const outcomes = new Set(values.getAll("outcome").map(String));
    const level = String(values.get("level") ?? "");
    const words = String(values.get("text") ?? "")
      .toLowerCase()
      .split(/\s+/);
    let shown = 0;
    for (const { element, text } of rules) {
      const { outcome = "", level: own = "" } = element.dataset;
      const isShown =
        outcomes.has(outcome) && (level === "" || level === own) && words.every((word) => text.includes(word));
      element.hidden = !isShown;
      if (isShown) shown += 1;
    }
    hideEmptyFamilies();
    output.textContent = `${shown} of ${rules.length} rules shown`;
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}

function hideEmptyFamilies(): void {
  for (const family of document.querySelectorAll<HTMLElement>(".family-rules")) {
    family.hidden = family.querySelector("details.rule:not([hidden])") === null;
  }
}
