/** Shows the buttons that copy, which do nothing where scripts don't run. */
export function showCopyButtons(within: ParentNode): void {
  for (const button of within.querySelectorAll<HTMLButtonElement>("button[data-copy]")) button.hidden = false;
}

/** Makes every such button copy its command; where that is not allowed, it selects the text. */
export function copyOnClick(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button[data-copy]") : null;
    const source = button?.previousElementSibling;
    if (!(button instanceof HTMLButtonElement) || !source) return;
    copy(button.dataset["copy"] ?? "").then(
      () => say(button, "Copied"),
      () => {
        getSelection()?.selectAllChildren(source);
        say(button, "Selected: copy it with the keyboard");
      },
    );
  });
}

async function copy(text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
}

function say(button: HTMLButtonElement, text: string): void {
  const before = "Copy as curl";
  button.textContent = text;
  setTimeout(() => {
    button.textContent = before;
  }, 2000);
}
