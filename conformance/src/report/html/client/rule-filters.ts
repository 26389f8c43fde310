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
  filterByChips(form, apply);
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();
}

/** Makes buttons of the links that count outcomes: each shows rules of its outcome alone, or with those of others that are pressed. */
function filterByChips(form: HTMLFormElement, apply: () => void): void {
  const boxes = [...form.querySelectorAll<HTMLInputElement>("[name=outcome]")];
  const chips = [...document.querySelectorAll<HTMLAnchorElement>("a.chip")].map(buttonOf);
  const press = (pressed: ReadonlySet<string>): void => {
    for (const chip of chips) chip.setAttribute("aria-pressed", String(pressed.has(chip.dataset["outcome"] ?? "")));
  };
  for (const chip of chips) {
    chip.addEventListener("click", () => {
      const pressed = new Set(chips.filter(isPressed).map(({ dataset }) => dataset["outcome"] ?? ""));
      const outcome = chip.dataset["outcome"] ?? "";
      if (!pressed.delete(outcome)) pressed.add(outcome);
      press(pressed);
      for (const box of boxes) box.checked = pressed.size === 0 || pressed.has(box.value);
      apply();
      if (pressed.has(outcome)) document.getElementById("rules-heading")?.scrollIntoView({ block: "start" });
    });
  }
  form.addEventListener("input", () => {
    const checked = boxes.filter((box) => box.checked);
    press(new Set(checked.length === boxes.length ? [] : checked.map(({ value }) => value)));
  });
}

function buttonOf(link: HTMLAnchorElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.title = link.title;
  button.dataset["outcome"] = link.dataset["outcome"] ?? "";
  button.setAttribute("aria-pressed", "false");
  button.append(...link.childNodes);
  link.replaceWith(button);
  return button;
}

function isPressed(chip: HTMLElement): boolean {
  return chip.getAttribute("aria-pressed") === "true";
}

function hideEmptyFamilies(): void {
  for (const family of document.querySelectorAll<HTMLElement>(".family-rules")) {
    family.hidden = family.querySelector("details.rule:not([hidden])") === null;
  }
}
