import { isObject, pointerParts, valueAt } from "../profile/json-pointer.ts";
import { isAskedBy } from "../questions/question.ts";
import { control, replay } from "../questions/tokens.ts";
import { reference, referenceAgain } from "../questions/walks.ts";
import { readBody } from "../reading/page-reading.ts";
import type { View } from "../reading/view.ts";
import type { Walk, WalkPage } from "../reading/walks.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { PlantedFault, Planting } from "./live-sessions/planted-fault.ts";

const noBoundary = "no walk over more than one page, but those that the others are compared with";
const noTies = "no page boundary inside items of one sort key";

/** Faults that are planted in the pages of any list: what cursors, sorts and counts get wrong. */
export const faultsOfLists: readonly PlantedFault[] = [
  atBoundary("item-dropped", ["pagination.exactly-once"], boundariesOf, noBoundary, (_, after) => after.slice(1)),
  atBoundary("tie-dropped", ["pagination.exactly-once"], tiedBoundariesOf, noTies, (_, after) => after.slice(1)),
  atBoundary("item-repeated", ["pagination.exactly-once"], boundariesOf, noBoundary, (before, after) => [
    ...before.slice(-1),
    ...after.slice(1),
  ]),
  atBoundary(
    "neighbours-swapped",
    ["ordering.stable-ties", "ordering.newest-first"],
    boundariesOf,
    noBoundary,
    (_, after) => [...after.slice(1, 2), ...after.slice(0, 1), ...after.slice(2)],
  ),
  atBoundary(
    "item-too-many",
    ["pagination.page-size-is-a-ceiling"],
    (view) => boundariesOf(view).filter(({ after }) => after.items.length === after.askedSize),
    "no full page of a size that was asked for",
    (before, after) => [...after, ...before.slice(0, 1)],
  ),
  {
    id: "page-is-500",
    expected: ["pagination.exactly-once"],
    plant: (view) => firstOf(boundariesOf(view), noBoundary, ({ after }) => changed(after.exchange, { status: 500 })),
  },
  {
    id: "replay-differs",
    expected: ["pagination.token-replays"],
    plant: (view) =>
      firstOf(view.of(replay, control).toReversed(), "no position was given again", (exchange) =>
        changed(exchange, { body: bodyWith(exchange, view.profile.paging.items, reversed) }),
      ),
  },
  {
    id: "total-wrong",
    expected: ["pagination.exactly-once"],
    plant: (view) => {
      const { total } = view.profile;
      if (total === undefined) return "nobody declared where pages name a total";
      const whole = boundariesOf(view).filter(({ walk }) => walk.isComplete);
      return firstOf(
        whole,
        "no walk that ended",
        ({ walk }) =>
          new Map(
            walk.pages.map(({ exchange }) => [
              exchange.id,
              withBody(
                exchange,
                bodyWith(exchange, total, (value) => (typeof value === "number" ? value + 1 : value)),
              ),
            ]),
          ),
      );
    },
  },
];

interface ListBoundary {
  readonly walk: Walk;
  readonly before: WalkPage;
  readonly after: WalkPage;
}

/** Page boundaries of walks that are compared with the reference. */
function boundariesOf(view: View): ListBoundary[] {
  const walks = view.undisturbedWalks.filter(
    ({ purpose }) => !isAskedBy(purpose, reference) && !isAskedBy(purpose, referenceAgain),
  );
  return walks.flatMap((walk) =>
    walk.pages.flatMap((before, index) => {
      const after = walk.pages[index + 1];
      return after && before.items.length > 0 && after.items.length > 1 ? [{ walk, before, after }] : [];
    }),
  );
}

function tiedBoundariesOf(view: View): ListBoundary[] {
  return boundariesOf(view).filter(({ before, after }) => {
    const [last, next] = [before.items.at(-1)?.sortText, after.items[0]?.sortText];
    return last !== undefined && last === next;
  });
}

function atBoundary(
  id: string,
  expected: readonly string[],
  boundaries: (view: View) => readonly ListBoundary[],
  nothing: string,
  edit: (before: readonly unknown[], after: readonly unknown[]) => readonly unknown[],
): PlantedFault {
  return {
    id,
    expected,
    plant: (view) =>
      firstOf(boundaries(view), nothing, ({ before, after }) => {
        const { items } = view.profile.paging;
        const body = bodyWith(after.exchange, items, (value) => edit(listAt(before.exchange, items), listIn(value)));
        return changed(after.exchange, { body });
      }),
  };
}

function firstOf<T>(places: readonly T[], nothing: string, plant: (place: T) => Planting): Planting | string {
  const [place] = places;
  return place === undefined ? nothing : plant(place);
}

interface Change {
  readonly status?: number;
  readonly body?: unknown;
}

function changed(exchange: Exchange, { status, body }: Change): Planting {
  const withStatus =
    status === undefined || !exchange.response ? exchange : { ...exchange, response: { ...exchange.response, status } };
  return new Map([[exchange.id, body === undefined ? withStatus : withBody(withStatus, body)]]);
}

function withBody(exchange: Exchange, json: unknown): Exchange {
  const text = JSON.stringify(json);
  const body = { encoding: "utf8", text, bytes: Buffer.byteLength(text), truncated: false } as const;
  return exchange.response ? { ...exchange, response: { ...exchange.response, body } } : exchange;
}

/** The body of an answer with another value at a pointer. */
function bodyWith(exchange: Exchange, pointer: string, change: (value: unknown) => unknown): unknown {
  const json = exchange.response && readBody(exchange.response.body).json;
  return changedAt(json, pointerParts(pointer), change);
}

function changedAt(value: unknown, parts: readonly string[], change: (value: unknown) => unknown): unknown {
  const [part, ...rest] = parts;
  if (part === undefined) return change(value);
  return isObject(value) ? { ...value, [part]: changedAt(value[part], rest, change) } : value;
}

function listAt(exchange: Exchange, pointer: string): readonly unknown[] {
  return listIn(valueAt(exchange.response && readBody(exchange.response.body).json, pointer));
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function reversed(value: unknown): unknown {
  return listIn(value).toReversed();
}
