import { DEFAULT_PAGE_SIZE } from "../../contract/generated/page-size.ts";
import { Evidence } from "../../findings/evidence.ts";
import { tokenIn } from "../../reading/followed-pages.ts";
import type { Exchange } from "../../recording/exchange.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.default-is-a-ceiling. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only"],
  reads: "everything",
  explanation: {
    why: "A client that leaves the size to the server is promised small pages.",
    probe: `Every page of the run that was asked for without page_size, of entities with more sessions than ${DEFAULT_PAGE_SIZE}.`,
    example: `Without page_size, ${2 * DEFAULT_PAGE_SIZE + 5} sessions come.`,
    remedy: `Set the default to ${DEFAULT_PAGE_SIZE} where the parameter is read, for later pages too.`,
  },
  forLists: {
    title: "Where no size is asked for, a page holds at most the default number of items.",
    facts: ["size.default"],
  },
  judge(view) {
    const evidence = new Evidence();
    const { items, itemsPointer } = view.words;
    const defaultSize = view.profile.size.default ?? DEFAULT_PAGE_SIZE;
    const given = new GivenSizes(defaultSize);
    for (const page of view.pages) {
      const maximum = given.maximumOf(page.exchange);
      if (page.nextToken !== undefined) given.note(page.nextToken, maximum);
      if (page.exchange.purpose.pageSize !== undefined) continue;
      // A link holds the size of the page that gave it.
      if (page.exchange.purpose.position !== undefined) continue;
      const count = page.items.length;
      if (count < defaultSize && page.nextToken === undefined) continue;
      evidence.compare(
        count <= maximum
          ? undefined
          : {
              message: `Without ${view.words.size}, ${count} ${items} came on one page.`,
              pointer: `${itemsPointer}/${maximum}`,
              expected: `at most ${maximum} ${items}`,
              actual: `${count} ${items}`,
              exchanges: [page.exchange.id],
            },
      );
    }
    return evidence.finding(
      view.isLiveSessions
        ? `no entity with more than ${DEFAULT_PAGE_SIZE} sessions was read without page_size`
        : `where no size was asked for, there were no ${defaultSize} ${items} to list`,
    );
  },
};

/** The sizes that tokens were given with: a token may carry its size, which goes on where none is sent. */
class GivenSizes {
  readonly #byToken = new Map<string, number>();
  readonly #default: number;

  constructor(defaultSize: number) {
    this.#default = defaultSize;
  }

  note(token: string, size: number): void {
    this.#byToken.set(token, Math.max(size, this.#byToken.get(token) ?? this.#default));
  }

  /** How many sessions an answer may hold: those asked for, or else the default, or the size of the token if that is larger. */
  maximumOf(exchange: Exchange): number {
    const asked = Number(exchange.purpose.pageSize);
    return Number.isInteger(asked) && asked > 0 ? asked : (this.#byToken.get(tokenIn(exchange)) ?? this.#default);
  }
}
