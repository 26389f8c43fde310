import { createHighlighter } from "shiki";

const languages = ["bash", "json", "python", "sql", "typescript", "yaml"];
const themes = { light: "github-light-high-contrast", dark: "github-dark-high-contrast" };

const highlighter = await createHighlighter({ langs: languages, themes: Object.values(themes) });

/** Code with the colours of its language, for light and dark; it scrolls by keyboard too. Other languages stay plain. */
export function highlightedCode(code: string, language: string): string {
  const isKnown = highlighter.getLoadedLanguages().includes(language);
  return highlighter.codeToHtml(code, {
    lang: isKnown ? language : "text",
    themes,
    defaultColor: "light-dark()",
    transformers: [
      {
        pre(node) {
          const label = language === "" ? "Code" : `Code: ${language}`;
          node.properties = { tabindex: "0", role: "group", "aria-label": label };
        },
      },
    ],
  });
}
