import { membersOf, parsedJson } from "../../profile/lenient-json.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import * as deletions from "../../questions/deletions.ts";
import * as insertions from "../../questions/insertions.ts";
import { provisionerRequestOf } from "../../questions/provisioning.ts";
import type { Question } from "../../questions/question.ts";
import { comparableId } from "../../reading/comparable-id.ts";
import type { KnownSession } from "../../reading/known-data.ts";
import type { View } from "../../reading/view.ts";
import type { Exchange } from "../../recording/exchange.ts";
import { changeAll, changeFirst, editPage, planting, withAnswerOf } from "./editing.ts";
import { changeRow, type Row } from "./editing-rows.ts";
import type { PlantedFault, Planting } from "./planted-fault.ts";

const NOTHING_CHANGED = "the provisioner cannot change that";

/** What a write does to other sessions than its own, and to lists that have no other. */
export const faultsOfWrites: readonly PlantedFault[] = [
  {
    id: "deletion-takes-its-second-along",
    expected: ["pagination.delete-tolerant"],
    plant: withoutSecondOfDeleted,
  },
  {
    id: "insertion-behind-the-oldest-not-listed",
    expected: ["pagination.fresh"],
    plant: (view) => {
      const ends = view.walksOf(insertions.after).flatMap(({ pages }) => pages.slice(-1));
      return changeAll(
        ends.map(({ exchange }) => exchange),
        withoutLast,
        NOTHING_CHANGED,
      );
    },
  },
  {
    id: "filled-list-stays-empty",
    expected: ["pagination.fresh"],
    plant: (view) => asBefore(of(view, insertions.before, "filling"), of(view, insertions.after, "filling")),
  },
  {
    id: "insertion-replaces-that-of-its-second",
    expected: ["pagination.fresh"],
    plant: (view) => changeFirst(of(view, insertions.after, "filling").slice(1), withoutLast, NOTHING_CHANGED),
  },
  {
    id: "emptied-list-stays-empty",
    expected: ["pagination.fresh"],
    plant: (view) => {
      const [empty, ...later] = of(view, deletions.after, "emptied");
      return asBefore(empty ? [empty] : [], later);
    },
  },
  afterChange("going-on-keeps-its-duration", null, ({ duration }) => ({ duration })),
  afterChange("end-at-0-is-none", 0, () => ({ duration: null })),
];

function of(view: View, question: Question, collection: string): Exchange[] {
  return view.of(question).filter(({ purpose }) => purpose.collection === collection && purpose.walkId === undefined);
}

/** The answer to the first of these requests is still the one from before. */
function asBefore([earlier]: readonly Exchange[], later: readonly Exchange[]): Planting | string {
  return earlier ? changeFirst(later, (exchange) => withAnswerOf(exchange, earlier), NOTHING_CHANGED) : NOTHING_CHANGED;
}

function withoutLast(exchange: Exchange): Exchange {
  return editPage(exchange, (page) => page.data.pop());
}

/** After the deletion of a session that was not alone in its second, the others of that second are gone from the walk. */
function withoutSecondOfDeleted(view: View): Planting | string {
  const pages = view.walk(deletions.during)?.pages ?? [];
  for (const { order, session } of changesOf(view, "delete")) {
    const isOfIt = (one: (typeof pages)[number]["items"][number]): boolean =>
      one.sortTime?.seconds === session.createdAt.seconds;
    const later = pages.filter(({ exchange, items }) => exchange.id > order.id && items.some(isOfIt));
    const edit = ({ exchange, items }: (typeof pages)[number]): Exchange =>
      editPage(exchange, (page) => {
        page.data = items.filter((item) => !isOfIt(item)).map(({ members }) => members);
      });
    if (later.length > 0) return planting(...later.map(edit));
  }
  return "no session was deleted that was not alone in its second";
}

/** A session whose duration was set to that, with other members wherever it is listed from then on. */
function afterChange(id: string, duration: number | null, change: (sessionBefore: KnownSession) => Row): PlantedFault {
  return {
    id,
    expected: ["pagination.fresh"],
    plant: (view) => {
      const made = changesOf(view, "update").find(
        ({ order }) => membersOf(parsedJson(order.request.body))[MEMBERS.duration] === duration,
      );
      if (!made) return NOTHING_CHANGED;
      const { order, session } = made;
      const later = view.pages.filter(({ exchange }) => exchange.id > order.id).map(({ exchange }) => exchange);
      const isIt = (row: Row): boolean => comparableId(String(row["id"])) === session.id;
      return changeRow(later, isIt, () => change(session), NOTHING_CHANGED);
    },
  };
}

interface ChangeOfOne {
  /** What the provisioner was asked for. */
  readonly order: Exchange;
  /** The session as it was until then. */
  readonly session: KnownSession;
}

function changesOf(view: View, kind: "update" | "delete"): ChangeOfOne[] {
  return view.recording.exchanges.flatMap((exchange) => {
    const { collection, session: id } = exchange.purpose;
    if (provisionerRequestOf(exchange.purpose) !== kind || collection === undefined || id === undefined) return [];
    const session = view.known?.sessionAt(collection, exchange.id, comparableId(id));
    return session ? [{ order: exchange, session }] : [];
  });
}
