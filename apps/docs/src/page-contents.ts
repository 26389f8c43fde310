/** A heading of a page, as the contents show it. */
interface ContentsEntry {
  readonly id: string;
  readonly level: number;
  /** HTML without links. */
  readonly label: string;
}

/** The headings of `body` from level 2 down to `depth` that have an id, in order. */
export function contentsOf(body: string, depth: 2 | 3): readonly ContentsEntry[] {
  return [...body.matchAll(/<h([23])[^>]*? id="([^"]+)"[^>]*>([\s\S]*?)<\/h\1>/g)]
    .map(([, level = "", id = "", label = ""]) => ({
      id,
      level: Number(level),
      label: label.replace(/<\/?a\b[^>]*>/g, ""),
    }))
    .filter(({ level }) => level <= depth);
}

/** `main` with the contents at its side, folded above it where the window is narrow. A list of one is left out. */
export function withContents(entries: readonly ContentsEntry[], main: string): string {
  if (entries.length < 2) return main;
  const list = `<ol>${entries.map(({ id, level, label }) => `<li class="level-${level}"><a href="#${id}">${label}</a></li>`).join("")}</ol>`;
  return `<div class="with-contents">
<nav class="contents-side" aria-label="On this page">${list}</nav>
<nav class="contents-folded" aria-label="On this page"><details><summary>On this page</summary>${list}</details></nav>
${main}
</div>`;
}
