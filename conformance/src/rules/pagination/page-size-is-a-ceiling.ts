import { MAX_PAGE_SIZE, MIN_PAGE_SIZE } from "../../contract/generated/page-size.ts";
import { Evidence } from "../../findings/evidence.ts";
import type { Failure } from "../../findings/finding.ts";
import type { ListWords } from "../../profile/words.ts";
import { isAskedBy } from "../../questions/question.ts";
import { odd, oddSizes } from "../../questions/sizes.ts";
import { examples } from "../../questions/walks.ts";
import type { PageReading } from "../../reading/page-reading.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.page-size-is-a-ceiling. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  explanation: {
    why: "A client that reserves room for page_size sessions, or shows as many, overflows.",
    probe:
      "Every page of the run that was asked for with a size from 1 to 100, on first and later pages, once with a character of the name as an escape; odd spellings (+5, 1.0) may be taken for their evident value, not for more; given twice, of two sizes 5 and 500 no more than 100 come.",
    example: "page_size=7 is answered with 10 sessions.",
    remedy:
      "Decode names and values of the query once; pass the size to the query of every page, not only of the first; cut the row that was read to see whether more follow.",
  },
  forLists: {
    title: "No page holds more items than were asked for.",
    facts: ["limitParam"],
  },
  judge(view) {
    const evidence = new Evidence();
    for (const page of view.pages) {
      // A mock takes no notice of sizes; the walk over its examples is asked for in the examples' own size.
      if (view.mode === "mock" && !isAskedBy(page.exchange.purpose, examples)) continue;
      const most = ceilingOf(view, page.exchange);
      // Where nothing follows, there was no more to put on the page.
      if (most === undefined || (page.items.length <= most && page.nextToken === undefined)) continue;
      evidence.compare(page.items.length > most ? tooMany(view.words, page, page.exchange, most) : undefined);
    }
    return evidence.finding("no entity with more sessions than the page_size that was asked for was read");
  },
};

function ceilingOf({ profile, isLiveSessions }: View, { purpose }: Exchange): number | undefined {
  if (!isLiveSessions) {
    const size = /^[1-9]\d{0,8}$/.test(purpose.pageSize ?? "") ? Number(purpose.pageSize) : undefined;
    return size === undefined || size > (profile.size.maximum ?? size) ? undefined : size;
  }
  if (isAskedBy(purpose, odd)) return oddSizes.find((size) => isAskedBy(purpose, size))?.atMost;
  const { pageSize } = purpose;
  const size = pageSize !== undefined && /^[1-9]\d*$/.test(pageSize) ? Number(pageSize) : 0;
  return size >= MIN_PAGE_SIZE && size <= MAX_PAGE_SIZE ? size : undefined;
}

function tooMany({ items, itemsPointer }: ListWords, page: PageReading, exchange: Exchange, most: number): Failure {
  return {
    message: `A page of at most ${most} ${items} was asked for; ${page.items.length} came.`,
    pointer: `${itemsPointer}/${most}`,
    expected: `at most ${most} ${items}`,
    actual: `${page.items.length} ${items}`,
    exchanges: [exchange.id],
    sessions: page.items.slice(most, most + 1).map((item) => item.id ?? ""),
  };
}
