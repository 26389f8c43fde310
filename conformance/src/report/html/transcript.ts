import { type CurlContext, curlLineOf } from "../curl.ts";
import type { ReportExchange } from "../report.ts";
import { bodyText } from "./body-text.ts";
import { count, type Html, html, join, shortened } from "./html-text.ts";

/** An exchange as a page holds it: bodies may have been cut to keep the page small. */
export interface ShownExchange extends ReportExchange {
  /** Characters of the response body that the page lacks; the JSON report has them. */
  readonly missingCharacters?: number;
}

/** What a transcript is shown with. */
export interface TranscriptContext extends CurlContext {
  /** JSON pointer into the response body that is marked. */
  readonly pointer?: string;
  /** True to show of a long body only the lines around the pointer. */
  readonly isExcerpt?: boolean;
  /** True where the commands stand elsewhere already. */
  readonly hasNoCurl?: boolean;
}

/** What was sent and what came back, with a button that copies the request as curl. */
export function transcript(exchange: ShownExchange, context: TranscriptContext): Html {
  const { request, response, failure } = exchange;
  return html`<div class="transcript">
${exchange.steered === undefined ? undefined : html`<p class="note">Steered: the mock was asked for ${shortened(exchange.steered)}.</p>`}${
  exchange.attempts > 1
    ? html`<p class="note">Sent ${exchange.attempts} times: earlier answers were 429, 502, 503 or 504, or the connection had been closed.</p>`
    : undefined
}
${codeBlock("Request", html`<b>${request.method} ${shortened(request.target)}</b>\n${headerLines(Object.entries(request.headers))}${request.body === undefined ? undefined : html`\n${bodyText(request.body, { ...context, pointer: "" })}`}`)}
${response ? codeBlock(`Response ${response.status}`, html`<b>${response.status}</b>\n${headerLines(response.headers)}\n${responseBody(exchange, context)}`) : html`<p class="note">No response: ${shortened(failure?.message ?? "none was recorded")}</p>`}
${context.hasNoCurl ? undefined : curlBlock(curlLineOf(exchange, context))}
</div>`;
}

/** Characters of a command that a page holds whole. */
const MAX_COMMAND = 16_000;

/** A command with a button that copies it, whole: a part of it would be another command. */
export function curlBlock(command: string): Html {
  const shown = html`<pre tabindex="0" role="group" aria-label="The request as curl"><code>${shortened(command)}</code></pre>`;
  if (command.length > MAX_COMMAND) return html`<div class="curl">${shown}</div>`;
  return html`<div class="curl">${shown}<button type="button" class="copy" data-copy="${command}" hidden>Copy as curl</button></div>`;
}

/** One exchange in one line: number, request, status. */
export function exchangeLine(exchange: Pick<ReportExchange, "id" | "request" | "response" | "failure">): Html {
  const { id, request, response, failure } = exchange;
  const outcome = response ? String(response.status) : (failure?.kind ?? "no response");
  return html`<span class="number">#${id}</span> <span class="method">${request.method}</span> <span class="target">${shortened(request.target, 200)}</span> <span class="status">→ ${outcome}</span>`;
}

function codeBlock(label: string, content: Html): Html {
  return html`<pre tabindex="0" role="group" aria-label="${label}"><code>${content}</code></pre>`;
}

function headerLines(headers: readonly (readonly [string, string])[]): Html {
  return join(headers.map(([name, value]) => html`${name}: ${shortened(value)}\n`));
}

function responseBody({ response, missingCharacters = 0 }: ShownExchange, context: TranscriptContext): Html {
  const body = response?.body;
  if (!body) return html``;
  const notes = [
    ...(body.encoding === "base64" ? ["not UTF-8; base64 follows"] : []),
    ...(body.truncated ? ["longer than 1 MiB, cut by the suite"] : []),
    ...(missingCharacters > 0
      ? [`${count(missingCharacters, "character")} left out of this page; the JSON report has them`]
      : []),
  ];
  const text = body.encoding === "utf8" ? bodyText(body.text, context) : plainText(body.text, context);
  return html`${notes.length === 0 ? undefined : html`<i>(${notes.join("; ")})</i>\n`}${text}`;
}

function plainText(text: string, { isExcerpt = false }: TranscriptContext): Html {
  return html`${isExcerpt ? shortened(text) : text}`;
}
