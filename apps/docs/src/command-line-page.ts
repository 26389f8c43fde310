import { runSuite } from "./contract.ts";
import { escapeHtml, page } from "./layout.ts";

/** The names of the suite's commands, as its help lists them. */
export function commandNames(): readonly string[] {
  return [...runSuite("--help").matchAll(/^ {2}([a-z][a-z-]*) {2,}/gm)].map(([, name = ""]) => name);
}

/** The help of every command of the suite on one page; each flag has the anchor `#<command><flag>`. */
export function commandLinePage(): string {
  const sections = commandNames().map(
    (name) =>
      `<h2 id="${name}">${name}</h2>\n<pre tabindex="0" role="group" aria-label="Help of ${name}"><code>${withAnchors(name)}</code></pre>`,
  );
  const body = `<h1>Command line</h1>
<p>What <code>@live-sessions/conformance</code> prints for <code>--help</code>, command by command. How to start it:
<a href="verify-your-server.html">Verify your server</a>.</p>
${sections.join("\n")}`;
  return page("Command line", "command-line.html", body, { contentsDepth: 2 });
}

function withAnchors(command: string): string {
  const seen = new Set<string>();
  return escapeHtml(runSuite(command, "--help").trimEnd()).replace(
    /^( +(?:-\w, )?)(--[a-z][a-z-]*)/gm,
    (whole, indent, flag) => {
      if (seen.has(flag)) return whole;
      seen.add(flag);
      return `${indent}<span id="${command}${flag}" class="flag">${flag}</span>`;
    },
  );
}
