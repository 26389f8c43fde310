import { runSuite } from "./contract.ts";
import { escapeHtml, page } from "./layout.ts";

/** A line of the help that names something and says what it is. */
const namedLine = /^ {2}(\S(?:.*?\S)?) {2,}(\S.*)$/;

/** The help of every command of the suite on one page; each flag has the anchor `#<command><flag>`. */
export function commandLinePage(): string {
  const sections = commandNames().map((name) => `<h2 id="${name}">${name}</h2>\n${helpOf(name)}`);
  const body = `<h1>Command line</h1>
<p>The help of <code>@live-sessions/conformance</code>, command by command. How to start it:
<a href="verify-your-server.html">Verify your server</a>.</p>
${sections.join("\n")}`;
  return page("Command line", "command-line.html", body, { contentsDepth: 2 });
}

/** The names of the suite's commands, as its help lists them. */
function commandNames(): readonly string[] {
  return [...runSuite("--help").matchAll(/^ {2}([a-z][a-z-]*) {2,}/gm)].map(([, name = ""]) => name);
}

/** The help of one command: its paragraphs, with flags and variables as a list of terms. */
function helpOf(command: string): string {
  const paragraphs = runSuite(command, "--help")
    .trim()
    .split(/\n{2,}/);
  const anchors = new Set<string>();
  return paragraphs.map((paragraph) => helpParagraph(command, paragraph.split("\n"), anchors)).join("\n");
}

function helpParagraph(command: string, lines: readonly string[], anchors: Set<string>): string {
  const named = lines.filter((line) => namedLine.test(line));
  if (named.length > 0 && named.length >= lines.length - 1) {
    const terms = named.map((line) => helpTerm(command, line, anchors)).join("\n");
    return `${lines.length > named.length ? `<p><strong>${escapeHtml(lines[0] ?? "")}</strong></p>\n` : ""}<dl class="help">${terms}</dl>`;
  }
  const isProse = lines.every((line) => !line.startsWith(" "));
  if (isProse) return `<p>${escapeHtml(lines.join(" "))}</p>`;
  return `<pre tabindex="0" role="group" aria-label="Help of ${command}"><code>${escapeHtml(lines.join("\n"))}</code></pre>`;
}

function helpTerm(command: string, line: string, anchors: Set<string>): string {
  const [, term = "", text = ""] = namedLine.exec(line) ?? [];
  const [flag] = /^--[a-z][a-z-]*/.exec(term) ?? [];
  const isFirst = flag !== undefined && !anchors.has(flag);
  if (flag !== undefined) anchors.add(flag);
  const label = isFirst
    ? `<span id="${command}${flag}" class="flag">${flag}</span>${escapeHtml(term.slice(flag.length))}`
    : escapeHtml(term);
  return `<dt><code>${label}</code></dt><dd>${escapeHtml(text)}</dd>`;
}
