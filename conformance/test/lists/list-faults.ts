import type { ListFault } from "./list-server.ts";

/** Faults of a walk, each of which a list of any style can have unless it says which cannot. */
export const listFaults: readonly ListFault[] = [
  {
    id: "drops-at-boundary",
    text: "each page but the first begins one item too late",
    start: (start) => start + 1,
  },
  {
    id: "repeats-at-boundary",
    text: "each page but the first begins with the last item of the one before",
    start: (start) => start - 1,
  },
  {
    id: "loses-ties",
    text: "items that share their time with the last one of a page are lost",
    start: (start, { rows }) => {
      const before = rows[start - 1]?.created ?? 0;
      const next = rows.findIndex(({ created }) => created < before);
      return next === -1 ? rows.length : next;
    },
  },
  {
    id: "repeats-ties",
    text: "items that share their time with the last one of a page come again",
    start: (start, { rows }) => rows.findIndex(({ created }) => created === rows[start - 1]?.created),
  },
  {
    id: "loses-the-last",
    text: "the last item is on no page of less than 20",
    page: (page, { size, rows }) => (size < 20 ? page.filter((row) => row !== rows.at(-1)) : page),
  },
  {
    id: "ends-early",
    text: "the third page says that it is the last, at sizes below 10",
    page: (page, { start, size }) => (size < 10 && start >= size * 3 ? [] : page),
  },
  {
    id: "never-ends",
    text: "past the end, the last page is given again",
    page: (page, { rows, size }) => (page.length === 0 ? rows.slice(-size) : page),
    goesOn: () => true,
  },
  {
    id: "one-too-many",
    text: "a page holds one item more than was asked for",
    page: (page, { start, size, rows }) =>
      rows
        .slice(start, start + size + (size > 1 ? 1 : 0))
        .concat([])
        .slice(0, page.length + 1),
  },
  {
    id: "default-too-large",
    text: "where no size is asked for, 25 items come",
    page: (page, { start, size, rows }) => (size === 10 && start === 0 ? rows.slice(0, 25) : page),
  },
  {
    id: "order-changes",
    text: "two neighbours of one time stand the other way round in every other answer",
    list: (rows, request) =>
      request % 2 === 0
        ? rows
        : rows.map((row, index) => (index === 3 ? (rows[4] ?? row) : index === 4 ? (rows[3] ?? row) : row)),
  },
  {
    id: "not-as-declared",
    text: "the oldest item stands first",
    list: (rows) => rows.toReversed(),
  },
  {
    id: "positions-once",
    text: "a position that was used is answered 500 the next time",
    answer: (() => {
      const used = new Set<string>();
      return ({ start, size }) => {
        const key = `${start} ${size}`;
        if (start > 0 && used.has(key)) return new Response("", { status: 500 });
        used.add(key);
        return undefined;
      };
    })(),
  },
  {
    id: "deep-page-fails",
    text: "the page at 40 is answered 500",
    answer: ({ start }) => (start >= 40 && start < 47 ? new Response("", { status: 500 }) : undefined),
  },
  {
    id: "total-wrong",
    text: "the number of all items is one too many",
    total: (count) => count + 1,
    isNotOf: ["link"],
  },
  {
    id: "html",
    text: "a page is said to be HTML",
    answer: ({ start, size, rows }) =>
      start === 0 && size === 2
        ? new Response(JSON.stringify({ data: rows.slice(0, 2) }), { headers: { "content-type": "text/html" } })
        : undefined,
  },
];
