import { updatedAtOf } from "../../findings/live-sessions/known-values.ts";
import { isObject } from "../../profile/json-pointer.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import { provisionerRequestOf, scenario } from "../../questions/provisioning.ts";
import { isAskedBy } from "../../questions/question.ts";
import { comparableId } from "../../reading/comparable-id.ts";
import { readBody } from "../../reading/page-reading.ts";
import type { Instant } from "../../reading/rfc3339.ts";
import type { View } from "../../reading/view.ts";
import { type PlacedItem, placedItems, type Walk } from "../../reading/walks.ts";
import type { Exchange } from "../../recording/exchange.ts";
import { acknowledgedItems } from "../../scenario/live-sessions/protocol.ts";
import { type Cause, shown } from "../cause.ts";

const MIN_PAIRS = 10;

type Key = (item: PlacedItem, place: number) => number | string | undefined;

/** A list that is in perfect order, by something else. */
export const otherOrder: Cause = {
  id: "other-order",
  find(symptoms) {
    if (!symptoms.hasFailed("ordering.newest-first", "ordering.in-progress-by-creation", "ordering.unmoved-by-update"))
      return undefined;
    const walks = symptoms.view.undisturbedWalks.filter(({ pages }) => pages.length > 0);
    const fitting = orders(symptoms.view).filter(({ key, isUp }) => isOrderedBy(walks, key, isUp));
    const [order] = fitting;
    if (!order || fitting.length > 1) return undefined;
    const example = walks.find((walk) => placedItems(walk).length > 2)?.pages[0]?.exchange;
    return {
      title: `The list is ordered by ${order.name}, not by ${symptoms.view.words.sortKey} with the newest first.`,
      because: `All ${pairsIn(walks)} pairs of neighbours in the walks are in that order, and not all are in the required one.`,
      remedy: `Sort by ${symptoms.view.words.sortKey} desc, id desc, and keep both in the token.`,
      explains: [
        "ordering.newest-first",
        "ordering.in-progress-by-creation",
        "ordering.unmoved-by-update",
        "ordering.stable-ties",
        "pagination.exactly-once",
        "pagination.insert-tolerant",
        "pagination.delete-tolerant",
        "pagination.fresh",
      ],
      exchanges: example ? shown([example]) : [],
    };
  },
};

interface Order {
  readonly name: string;
  readonly key: Key;
  readonly isUp: boolean;
}

function orders(view: View): readonly Order[] {
  const inserted = placesOfInsertion(view);
  const keys: readonly (readonly [name: string, key: Key])[] = [
    [MEMBERS.updatedAt, (item) => secondsOf(updatedAtOf(item))],
    ["id", ({ id }) => id],
    [MEMBERS.duration, ({ members: { [MEMBERS.duration]: value } }) => (typeof value === "number" ? value : -1)],
    ["the order in which sessions were inserted", ({ id }) => inserted.get(id ?? "")],
  ];
  const byTime: Order = {
    name: `${view.words.sortKey} with the oldest first`,
    key: ({ sortTime }) => secondsOf(sortTime),
    isUp: true,
  };
  return [
    byTime,
    ...keys.flatMap(([name, key]) => [
      { name: `${name}, descending`, key, isUp: false },
      { name: `${name}, ascending`, key, isUp: true },
    ]),
  ];
}

function secondsOf(instant: Instant | undefined): number | undefined {
  return instant && instant.seconds + instant.nanoseconds / 1e9;
}

function isOrderedBy(walks: readonly Walk[], key: Key, isUp: boolean): boolean {
  let different = 0;
  for (const walk of walks) {
    let before: number | string | undefined;
    for (const [place, item] of placedItems(walk).entries()) {
      const value = key(item, place);
      if (value === undefined) return false;
      if (before !== undefined && value !== before) {
        if (value > before !== isUp) return false;
        different += 1;
      }
      before = value;
    }
  }
  return different >= MIN_PAIRS;
}

function pairsIn(walks: readonly Walk[]): number {
  return walks.reduce((sum, walk) => sum + Math.max(0, placedItems(walk).length - 1), 0);
}

/** By id, the place in which the provisioner was asked for a session: of the first data, and one by one. */
function placesOfInsertion(view: View): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (const exchange of view.recording.exchanges)
    for (const session of sessionsMade(exchange))
      if (isObject(session)) places.set(comparableId(String(session["id"])), places.size);
  return places;
}

function sessionsMade({ purpose, response }: Exchange): readonly unknown[] {
  const asked = provisionerRequestOf(purpose);
  const isScenario = isAskedBy(purpose, scenario) || asked === "make scenario";
  if (!response || !(isScenario || asked === "insert")) return [];
  const { json } = readBody(response.body);
  return isScenario ? acknowledgedItems(json) : [json];
}
