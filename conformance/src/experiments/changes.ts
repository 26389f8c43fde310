import type { Experiment } from "./experiment.ts";
import type { Lab, QueryParameter } from "./lab.ts";
import { readQuickly } from "./quick-reading.ts";
import { walk } from "./walk.ts";

const wholeList: readonly QueryParameter[] = [["page_size", "100"]];

/** Sessions created while a walk is under way: at the head, beside the anchor, and among what is still to come. */
export const insertions: Experiment = {
  id: "insertions",
  modes: ["provisioned"],
  needs: ["insert"],
  async run(lab) {
    const before = await askBefore(lab, "inserting");
    const createdAt = (index: number): string =>
      String(before.sessions[index]?.["created_at"] ?? "2022-06-30T12:00:00Z");
    await walk(lab, {
      walk: "inserting at 3, with insertions",
      entity: "inserting",
      sizes: [3],
      expected: 12,
      between: async (_page, index) => {
        if (index === 0) {
          await lab.insert("inserting", { created_at: "2022-07-01T00:00:00Z", duration: 3.5 });
          await lab.insert("inserting", { created_at: createdAt(0), duration: 4.5 });
        }
        if (index === 1) {
          await lab.insert("inserting", { created_at: createdAt(5), duration: 5.5 });
          await lab.insert("inserting", { created_at: createdAt(9) });
        }
      },
    });
    await askAfter(lab, "inserting", before.etag);
  },
};

/** Sessions deleted while a walk is under way: the anchor, the next one, one that was seen, the last one, all that follow. */
export const deletions: Experiment = {
  id: "deletions",
  modes: ["provisioned"],
  needs: ["delete"],
  async run(lab) {
    const before = await askBefore(lab, "deleting");
    const remove = async (index: number): Promise<void> => {
      const id = before.sessionIds[index];
      if (id !== undefined) await lab.remove("deleting", id);
    };
    const steps: readonly (readonly number[])[] = [[2], [6], [0, 9], [15]];
    await walk(lab, {
      walk: "deleting at 3, with deletions",
      entity: "deleting",
      sizes: [3],
      expected: 16,
      between: async (_page, index) => {
        for (const gone of steps[index] ?? []) await remove(gone);
      },
    });
    await askAfter(lab, "deleting", before.etag);
    await deleteTheRest(lab);
  },
};

async function deleteTheRest(lab: Lab): Promise<void> {
  const whole = readQuickly(await lab.ask({ entity: "deleting", role: "list", query: wholeList }));
  const ids = whole?.sessionIds ?? [];
  await walk(lab, {
    walk: "deleting, all that follows the first page deleted",
    entity: "deleting",
    sizes: [Math.max(1, ids.length - 2)],
    expected: ids.length,
    between: async (_page, index) => {
      if (index > 0) return;
      for (const id of ids.slice(-2)) await lab.remove("deleting", id);
    },
  });
}

/** Sessions that end or change while a walk is under way: one that was seen, the anchor, one still to come. */
export const updates: Experiment = {
  id: "updates",
  modes: ["provisioned"],
  needs: ["update"],
  async run(lab) {
    const before = await askBefore(lab, "updating");
    const change = async (index: number, to: { duration?: number; updated_at?: string }): Promise<void> => {
      const id = before.sessionIds[index];
      if (id !== undefined) await lab.update("updating", id, to);
    };
    await walk(lab, {
      walk: "updating at 3, with changes",
      entity: "updating",
      sizes: [3],
      expected: 12,
      between: async (_page, index) => {
        if (index === 0) await change(1, { duration: 77.5, updated_at: "2024-08-01T00:00:00Z" });
        if (index === 1) {
          await change(5, { updated_at: "2024-09-01T00:00:00Z" });
          await change(7, { duration: 33.25 });
          await change(9, { duration: 12.75, updated_at: "2024-10-01T00:00:00Z" });
        }
      },
    });
    await askAfter(lab, "updating", before.etag);
  },
};

/** What an answer kept from before would still show afterwards: the same two requests are made again by `askAfter`. */
async function askBefore(
  lab: Lab,
  entity: string,
): Promise<{
  sessions: readonly Readonly<Record<string, unknown>>[];
  sessionIds: readonly string[];
  etag: string | undefined;
}> {
  await lab.ask({ entity, role: "before" });
  const whole = await lab.ask({ entity, role: "before", query: wholeList });
  const page = readQuickly(whole);
  const etag =
    "failure" in whole.result ? undefined : whole.result.response.headers.find(([name]) => name === "etag")?.[1];
  return { sessions: page?.sessions ?? [], sessionIds: page?.sessionIds ?? [], etag };
}

async function askAfter(lab: Lab, entity: string, etag: string | undefined): Promise<void> {
  for (let instance = 0; instance < lab.bench.instances; instance += 1) {
    await lab.ask({ entity, role: "after", instance });
    await walk(lab, {
      walk: `${entity} afterwards, instance ${instance}`,
      entity,
      sizes: [100],
      expected: 20,
      role: "after",
    });
  }
  if (etag === undefined || etag.startsWith("W/")) return;
  await lab.ask({ entity, role: "after, if changed", query: wholeList, headers: { "if-none-match": etag } });
}
