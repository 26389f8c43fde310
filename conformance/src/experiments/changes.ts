import * as deletionQuestions from "../questions/deletions.ts";
import * as insertionQuestions from "../questions/insertions.ts";
import type { Question } from "../questions/question.ts";
import * as updateQuestions from "../questions/updates.ts";
import * as walks from "../questions/walks.ts";
import { comparableId } from "../reading/comparable-id.ts";
import type { RawExchange } from "../recording/exchange-log.ts";
import { type ItemChange, valuesOf } from "../scenario/live-sessions/protocol.ts";
import type { Experiment } from "./experiment.ts";
import type { ExperimentContext, ProvisionedItem } from "./experiment-context.ts";
import { readQuickly } from "./quick-reading.ts";
import { tagOf, validatorsOf } from "./validators.ts";
import { walk } from "./walk.ts";

/** Sessions created while a walk is under way: at the head, next to the newest, next to the anchor, and now. */
export const insertions: Experiment = {
  id: "insertions",
  modes: ["provisioned"],
  needs: ["insert"],
  async run(context) {
    const known = sessionsOf(context, "inserting");
    const createdAt = (index: number): string => known[index]?.createdAt ?? "2022-06-30T12:00:00Z";
    await walk(context, {
      question: insertionQuestions.during,
      collection: "inserting",
      // How many of those inserted next to others come behind them is for their ids to say: up to eleven rows then, two pages.
      sizes: [1, 2, 3, 6],
      expected: 12,
      between: async (_page, index) => {
        if (index === 0) {
          await context.insert("inserting", { createdAt: "2022-07-01T00:00:00Z", duration: 3.5 });
          await context.insert("inserting", { createdAt: createdAt(0), duration: 4.5 });
          // Another walk begins: a list that is kept for the first one is made again here.
          await context.ask(insertionQuestions.before, { collection: "inserting" });
        }
        if (index === 2) {
          // Three next to the anchor, which has ties on both sides: by their ids, fewer might all stand on one.
          for (const duration of [5.5, 6.5, 7.5])
            await context.insert("inserting", { createdAt: createdAt(5), duration });
          await context.insert("inserting", { createdAt: createdAt(9) });
        }
      },
    });
    await context.insert("inserting", { createdAt: "2019-12-31T23:59:59Z", duration: 8.5 });
    await walkAfter(context, "inserting", insertionQuestions.after);
    await fill(context);
  },
};

/** A collection that was seen empty gets its first session, of now, and then one of the same second. */
async function fill(context: ExperimentContext): Promise<void> {
  await context.askFirst(insertionQuestions.before, { collection: "filling" });
  const first = await context.insert("filling", { duration: 2.5 });
  await context.ask(insertionQuestions.after, { collection: "filling", probe: "its first session" });
  const { createdAt } = valuesOf(first);
  if (createdAt === undefined) return;
  await context.insert("filling", { createdAt, duration: 3.5 });
  await context.ask(insertionQuestions.after, { collection: "filling", probe: "a second one of that second" });
}

/**
 * Sessions deleted while a walk is under way: the anchor, the next one, a whole page that would have come, one that was
 * seen, the last one, all that follow.
 */
export const deletions: Experiment = {
  id: "deletions",
  modes: ["provisioned"],
  needs: ["delete"],
  async run(context) {
    const before = await context.askFirst(deletionQuestions.before, { collection: "deleting" });
    const left = new Set(inTheirOrder(sessionsOf(context, "deleting"), readQuickly(before)?.itemIds ?? []));
    const seen = new Set<string>();
    const remove = async (id: string | undefined): Promise<void> => {
      if (id !== undefined && left.delete(id)) await context.remove("deleting", id);
    };
    await walk(context, {
      question: deletionQuestions.during,
      collection: "deleting",
      sizes: [3],
      expected: 20,
      between: async ({ itemIds }, index) => {
        for (const id of itemIds) seen.add(id);
        // In the known order, behind the page: a session that a faulty server has lost before it stays, to be missed.
        const known = [...left];
        const anchor = itemIds.reduce((last, id) => Math.max(last, known.indexOf(id)), -1);
        const unseen = known.slice(anchor + 1).filter((id) => !seen.has(id));
        if (index === 0) await remove(itemIds.at(-1));
        if (index === 1) {
          await remove(unseen[Math.ceil(unseen.length / 2)]);
          await remove(unseen[0]);
        }
        if (index === 2) {
          await remove(itemIds.at(-1));
          await remove(itemIds[0]);
          for (const id of unseen.slice(0, 3)) await remove(id);
        }
        if (index === 3) await remove(unseen.at(-1));
      },
    });
    for (const headers of validatorsOf(before)) {
      await context.ask(deletionQuestions.afterIfChanged, { collection: "deleting", headers });
    }
    await walkAfter(context, "deleting", deletionQuestions.after);
    await deleteTheRest(context, [...left], remove);
    await empty(context);
  },
};

/** The ids of sessions, newest first, as far as they were listed in the order in which they were. */
function inTheirOrder(sessions: readonly ProvisionedItem[], listed: readonly string[]): string[] {
  const ids = sessions.map(({ id }) => id);
  return [...listed.filter((id) => ids.includes(id)), ...ids.filter((id) => !listed.includes(id))];
}

async function deleteTheRest(
  context: ExperimentContext,
  ids: readonly string[],
  remove: (id: string | undefined) => Promise<void>,
): Promise<void> {
  const size = Math.max(1, ids.length - 1);
  await walk(context, {
    question: deletionQuestions.ofTheRest,
    collection: "deleting",
    sizes: [size],
    expected: ids.length,
    between: async ({ itemIds }, index) => {
      if (index > 0) return;
      await remove(ids.filter((id) => !itemIds.includes(id)).at(-1));
    },
  });
  // The same sessions as before, and now they are the last.
  const question = deletionQuestions.nothingFollows;
  await walk(context, { question, collection: "deleting", sizes: [size], expected: ids.length });
}

/** A collection whose only session is deleted is one without sessions, until it gets one again. */
async function empty(context: ExperimentContext): Promise<void> {
  const sessions = sessionsOf(context, "emptied");
  for (const { id } of sessions) await context.remove("emptied", id);
  await context.ask(deletionQuestions.after, { collection: "emptied", probe: "its only session deleted" });
  const [deleted] = sessions;
  if (deleted === undefined || !context.run.capabilities.includes("insert")) return;
  await context.insert("emptied", { createdAt: deleted.createdAt, duration: 4.5 });
  await context.ask(deletionQuestions.after, {
    collection: "emptied",
    probe: "another one in the second of the deleted one",
  });
}

/** Sessions that end or change while a walk is under way: seen ones and those still to come, tied and not, and the anchor. */
export const updates: Experiment = {
  id: "updates",
  modes: ["provisioned"],
  needs: ["update"],
  async run(context) {
    const validators = validatorsOf(await askBeforeUpdates(context));
    const running = sessionsOf(context, "updating").filter(({ isInProgress }) => isInProgress);
    const end = async (index: number, change: ItemChange): Promise<void> => {
      const session = running[index];
      if (session) await context.update("updating", session.id, change);
    };
    await walk(context, {
      question: updateQuestions.during,
      collection: "updating",
      sizes: [3],
      expected: 12,
      between: async ({ itemIds }, index) => {
        if (index === 0) {
          await end(0, { duration: 77.5, updatedAt: "2024-08-01T00:00:00Z" });
          await end(1, { duration: 90_000.5 });
        }
        if (index === 1) {
          await changeTime(context, itemIds.at(-1), "2024-09-01T00:00:00Z");
          await end(3, { duration: 0.25 });
          await continueNeighbour(context, running[3]);
          await end(4, { duration: 12.75, updatedAt: "2024-10-01T00:00:00Z" });
        }
      },
    });
    await askAfterUpdates(context, validators);
    // Changes that alter neither the number nor the length of anything on the page, each at another instance.
    const ask = (probe: string, index: number, headers = {}): Promise<RawExchange> =>
      context.ask(updateQuestions.after, {
        collection: "updating",
        probe,
        instance: index % context.run.instances,
        headers,
      });
    await changeTime(context, sessionsOf(context, "updating")[2]?.id, "2024-11-01T00:00:00Z");
    const tag = tagOf(await ask("only updated_at changed", 0));
    // A duration may also turn out to be shorter.
    await end(0, { duration: 77.4, updatedAt: "2024-08-01T00:00:00Z" });
    await ask(updateQuestions.afterOfSameLength.probe, 1, tag === undefined ? {} : { "if-none-match": tag });
    // One that had ended goes on, and one ends after no time at all. A change without a time is made now: none of one that begins later.
    const now = new Date().toISOString();
    const [newest] = sessionsOf(context, "updating").filter(
      ({ createdAt, isInProgress }) => !isInProgress && Date.parse(createdAt) < Date.parse(now),
    );
    if (newest) await context.update("updating", newest.id, { duration: null });
    await end(2, { duration: 0, updatedAt: "2024-12-02T00:00:00Z" });
    await ask("one goes on, one ends at 0", 2);
  },
};

/** The session that is tied with one that has just ended goes on: an order by who is in progress turns round, whatever their ids. */
async function continueNeighbour(context: ExperimentContext, ended: ProvisionedItem | undefined): Promise<void> {
  const [neighbour] = sessionsOf(context, "updating").filter(
    ({ createdAt, isInProgress }) => !isInProgress && createdAt === ended?.createdAt,
  );
  if (neighbour) await context.update("updating", neighbour.id, { duration: null, updatedAt: "2024-09-02T00:00:00Z" });
}

async function changeTime(context: ExperimentContext, id: string | undefined, updatedAt: string): Promise<void> {
  const isKnown = sessionsOf(context, "updating").some((session) => session.id === id);
  if (id !== undefined && isKnown) await context.update("updating", id, { updatedAt });
}

/** What the provisioner made of a collection, by ids as they are compared with those of pages. */
function sessionsOf(context: ExperimentContext, collection: string): readonly ProvisionedItem[] {
  const made = context.run.provisioned.get(collection) ?? [];
  return made.map((session) => ({ ...session, id: comparableId(session.id) }));
}

// Both pages are full: also what is kept for pages that can grow no more shows.
const halves = 6;

/**
 * Reads what an answer kept from before would still show afterwards: `askAfterUpdates` makes the same requests again, and
 * where the first page ends as it did, its token is the same too. @returns the default page
 */
async function askBeforeUpdates(context: ExperimentContext): Promise<RawExchange> {
  const page = await context.askFirst(updateQuestions.before, { collection: "updating" });
  await walk(context, { question: updateQuestions.walkBefore, collection: "updating", sizes: [halves], expected: 20 });
  return page;
}

/** Both requests from before again, at every instance. */
async function askAfterUpdates(
  context: ExperimentContext,
  validators: readonly Readonly<Record<string, string>>[],
): Promise<void> {
  const collection = "updating";
  // Before the same page is read again: a tag that is kept with the URL would be the new one by then.
  for (const headers of validators) await context.ask(updateQuestions.afterIfChanged, { collection, headers });
  for (let instance = 0; instance < context.run.instances; instance += 1) {
    await context.ask(updateQuestions.after, { collection, instance, probe: `instance ${instance}` });
  }
  // Each page where it was read before.
  await walk(context, { question: updateQuestions.walkAfter, collection, sizes: [halves], expected: 20 });
}

/** The list at every instance. */
async function walkAfter(context: ExperimentContext, collection: string, after: Question): Promise<void> {
  for (let instance = 0; instance < context.run.instances; instance += 1) {
    const question = walks.afterwards(after, collection, instance);
    await walk(context, { question, collection, sizes: [undefined], expected: 20, instance });
  }
}
