import { wordsOf } from "../../profile/words.ts";
import { isOfTheProvisioner } from "../../questions/provisioning.ts";
import { listOf, readPage } from "../../reading/page-reading.ts";
import type { ReportExchange } from "../report.ts";
import { shortText } from "../short-text.ts";

/** One exchange in a line: what was sent to where, and what came of it. */
export function exchangeLine(exchange: ReportExchange, baseUrls: readonly string[]): string {
  const { method, target, instance } = exchange.request;
  const where = baseUrls.length > 1 && !isOfTheProvisioner(exchange.purpose) ? ` at instance ${instance}` : "";
  const repeated = exchange.attempts > 1 ? `, after ${exchange.attempts} attempts` : "";
  const steered = exchange.steered === undefined ? "" : `, steered by Prefer: ${exchange.steered}`;
  return `${shortText(method, SHOWN_BODY)} ${shortText(target, SHOWN_TARGET)}${where} → ${answerText(exchange)}${repeated}${steered}`;
}

function answerText(exchange: ReportExchange): string {
  const { response, failure } = exchange;
  if (!response) return `no answer: ${failure?.message ?? "nothing came"}`;
  const page = readPage(exchange);
  if ("unreadable" in page) return `${response.status}${bodyStart(response.body.text)}`;
  const { item, items, position } = wordsOf(listOf(exchange).profile);
  const sessions = `${page.items.length} ${page.items.length === 1 ? item : items}`;
  return `${response.status}, ${sessions}, ${page.nextToken === undefined ? "no" : position === "offset" ? "an" : "a"} ${position}`;
}

const SHOWN_BODY = 120;
const SHOWN_TARGET = 1000;

function bodyStart(text: string): string {
  if (text === "") return ", no body";
  const line = text
    .slice(0, 10 * SHOWN_BODY)
    .replace(/\s+/g, " ")
    .trim();
  return `, ${line.length > SHOWN_BODY ? `${line.slice(0, SHOWN_BODY)}…` : line}`;
}
