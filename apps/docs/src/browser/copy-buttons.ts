/** Puts a button that copies its text at each block of code of the guides and the home page. */
export function addCopyButtons(): void {
  // Missing where a page is neither local nor served by HTTPS.
  if (!("clipboard" in navigator)) return;
  for (const block of document.querySelectorAll<HTMLElement>("main[id=content] pre")) {
    const frame = document.createElement("div");
    frame.className = "code-frame";
    block.replaceWith(frame);
    frame.append(block, copyButton(block));
  }
}

function copyButton(block: HTMLElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(block.textContent).then(
      () => say(button, "Copied"),
      () => say(button, "Not copied"),
    );
  });
  return button;
}

function say(button: HTMLButtonElement, text: string): void {
  button.textContent = text;
  setTimeout(() => {
    button.textContent = "Copy";
  }, 2000);
}
