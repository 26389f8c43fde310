/** Characters that XML 1.0 cannot hold in any spelling (§2.2); lone surrogates are replaced, too. */
const unlawful = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** Text as the content of an element or attribute; characters that XML cannot hold become U+FFFD. */
export function xmlText(text: string): string {
  return text
    .replace(unlawful, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/[\t\n\r]/g, (space) => `&#${space.charCodeAt(0)};`);
}

/** An element; attributes in the order given, content already written as XML. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, content?: string): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  const start = `<${name}${written.join("")}`;
  return content === undefined ? `${start}/>` : `${start}>${content}</${name}>`;
}

/** An element that holds text of several lines. */
export function textElement(name: string, attributes: Readonly<Record<string, string | number>>, text: string): string {
  return element(name, attributes, xmlText(text).replaceAll("&#10;", "\n"));
}
