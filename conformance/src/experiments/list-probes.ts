import * as headQuestions from "../questions/head.ts";
import * as keyQuestions from "../questions/keys.ts";
import * as parameterQuestions from "../questions/parameters.ts";
import { bad as badSize, badSizes, largest, oversize } from "../questions/sizes.ts";
import { control, encoded, garbageTokens, replay, source } from "../questions/tokens.ts";
import type { Experiment } from "./experiment.ts";
import { askFirstPage } from "./first-page.ts";
import { POSITION, type QueryParameter, SIZE } from "./list-request.ts";
import { percentEncodeAll } from "./percent-encode-all.ts";
import { readQuickly } from "./quick-reading.ts";

const populated = { collection: "populated" } as const;
const sized: readonly QueryParameter[] = [[SIZE, "7"]];

/** Any list: a position given again and spelled otherwise; where that was allowed, text that is none. */
export const listPositions: Experiment = {
  id: control.experiment,
  modes: ["read-only"],
  async run(context) {
    const { style } = context.run.list.profile.paging;
    const first = readQuickly(await askFirstPage(context, source, { ...populated, query: sized }))?.nextToken;
    if (first !== undefined) {
      const query: readonly QueryParameter[] = [...sized, [POSITION, first]];
      await context.ask(control, { ...populated, query });
      await context.ask(replay, { ...populated, query });
      const escaped: readonly QueryParameter[] = [...sized, [POSITION, percentEncodeAll(first), "encoded"]];
      if (style === "cursor") await context.ask(encoded, { ...populated, query: escaped });
    }
    // A link is followed as it was given: there is nothing to put garbage into.
    if (context.run.probes !== "all" || style === "link" || style === "body-link") return;
    for (const garbage of garbageTokens)
      await context.ask(garbage, { ...populated, query: [...sized, [POSITION, garbage.text]] });
  },
};

/** Any list, where that was allowed: sizes that are none, and sizes above the maximum. */
export const listSizes: Experiment = {
  id: badSize.experiment,
  modes: ["read-only"],
  async run(context) {
    const { paging, size } = context.run.list.profile;
    if (context.run.probes !== "all" || paging.limitParam === undefined) return;
    // What 0 means, only a declaration can say.
    const tried = badSizes.filter((one) => Number(one) !== 0 || size.zero === "reject");
    for (const probe of tried) await context.ask(badSize, { ...populated, probe, query: [[SIZE, probe]] });
    if (size.maximum === undefined) return;
    await context.ask(largest, { ...populated, query: [[SIZE, String(size.maximum)]] });
    for (const over of [String(size.maximum + 1), "100000000000000000000"])
      await context.ask(oversize, { ...populated, probe: over, query: [[SIZE, over]] });
  },
};

/** Any list, where that was allowed: a request without credentials. */
export const listKeys: Experiment = {
  id: keyQuestions.noKey.experiment,
  modes: ["read-only"],
  async run(context) {
    if (context.run.probes !== "all" || context.run.list.profile.authentication === undefined) return;
    await context.ask(keyQuestions.noKey, { ...populated, key: "none", query: sized });
  },
};

/** Any list whose document declares HEAD. */
export const listHead: Experiment = {
  id: headQuestions.page.experiment,
  modes: ["read-only"],
  async run(context) {
    if (!context.run.list.profile.hasHead) return;
    await context.ask(headQuestions.page, { ...populated, method: "HEAD", query: [[SIZE, "4"]] });
  },
};

/** Any list: a query parameter that nobody declared, between two requests without it. */
export const listParameters: Experiment = {
  id: parameterQuestions.withOthers.experiment,
  modes: ["read-only"],
  async run(context) {
    const query: readonly QueryParameter[] = [[SIZE, "4"]];
    await askFirstPage(context, parameterQuestions.without, { ...populated, query });
    const probe = "conformance_unknown";
    await askFirstPage(context, parameterQuestions.withOthers, {
      ...populated,
      probe,
      query: [...query, [probe, "2"]],
    });
    await askFirstPage(context, parameterQuestions.without, { ...populated, query });
  },
};
