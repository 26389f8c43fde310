import { type CurlContext, isDataGone } from "../curl.ts";
import type { Report } from "../report.ts";
import type { EmbeddedExchanges } from "./embedded-exchanges.ts";
import { count, type Html, html, jsonForScript } from "./html-text.ts";

/** What the page's script reads to show exchanges. */
export interface ExchangeData extends Omit<EmbeddedExchanges, "leftOut">, CurlContext {}

/** Id of the script element that holds {@link ExchangeData} as JSON. */
export const EXCHANGE_DATA_ID = "exchange-data";

/** What the commands of a report's page depend on. */
export function curlContextOf({ target, warnings = [] }: Report): CurlContext {
  return { baseUrls: target.base_urls, isDataGone: isDataGone(target.mode, warnings) };
}

/** The frame in which the page's script lists all exchanges, and their data. */
export function exchangeSection(report: Report, embedded: EmbeddedExchanges): Html {
  const { leftOut, ...rest } = embedded;
  const data: ExchangeData = { ...rest, ...curlContextOf(report) };
  return html`<section aria-labelledby="exchanges-heading" id="exchanges"><h2 id="exchanges-heading">${count(report.exchanges.length, "exchange")}</h2>
<p>Keys and stream keys were replaced before anything was stored. ${leftOut.length === 0 ? "Every exchange is here whole." : `${leftOut.join(" ")} The JSON report has everything.`}</p>
<form class="filters" id="exchange-filters" hidden>
<label>Text <input type="search" name="text" autocomplete="off" placeholder="page_size=7, 401, walks, #14 …"></label>
<output id="exchange-count" aria-live="polite"></output>
</form>
<p id="exchange-note">The list of all exchanges needs a browser with scripts; those of a failure stand with its rule.</p>
<div id="exchange-list"></div>
<button type="button" id="exchange-more" hidden>Show more</button>
<script type="application/json" id="${EXCHANGE_DATA_ID}">${jsonForScript(data)}</script>
</section>`;
}
