import { describe, expect, test } from "vitest";
import { questionOf, questions } from "../../src/questions/catalogue.ts";
import * as entities from "../../src/questions/collections.ts";
import { beginning } from "../../src/questions/concurrency.ts";
import * as examples from "../../src/questions/examples.ts";
import { control } from "../../src/questions/preflight.ts";
import { isOfTheProvisioner } from "../../src/questions/provisioning.ts";
import { isAskedBy, type Question } from "../../src/questions/question.ts";
import * as requests from "../../src/questions/requests.ts";
import * as sizes from "../../src/questions/sizes.ts";
import * as tokens from "../../src/questions/tokens.ts";
import * as walks from "../../src/questions/walks.ts";
import { View } from "../../src/reading/view.ts";
import { recordingOf } from "../../src/report/judge-report.ts";
import { purposeOf } from "../../src/report/live-sessions/stored-purpose.ts";
import type { Report } from "../../src/report/report.ts";
import { rules } from "../../src/rules/catalogue.ts";
import { type Rule, readsExperiment } from "../../src/rules/rule.ts";
import { correctServers } from "../correct/servers.ts";
import { readOnlyOptions } from "./own-scenario.ts";
import { judgeServer, judgeUnmeasured, withStarted } from "./run-server.ts";

/** A view that notes which questions a rule selects by. */
class WatchedView extends View {
  readonly selected: Question[] = [];

  override of(...asked: readonly Question[]): ReturnType<View["of"]> {
    this.selected.push(...asked);
    return super.of(...asked);
  }

  override walksOf(...asked: readonly Question[]): ReturnType<View["walksOf"]> {
    this.selected.push(...asked);
    return super.walksOf(...asked);
  }
}

/** Asked in every run, or made use of where they were asked. */
const askedAnyway: ReadonlySet<Question> = new Set([control, beginning, ...walks.drift]);

/** The questions that a rule selects by, and that a run which selects this rule alone need not ask. */
function undeclared(rule: Rule, report: Report): Question[] {
  const view = new WatchedView(recordingOf(report));
  rule.judge(view);
  return view.selected.filter((question) => !askedAnyway.has(question) && !readsExperiment(rule, question.experiment));
}

const [server] = correctServers;
if (!server) throw new Error("there is no correct server");
const provisioned = await judgeServer(server, { seed: 7 });
const readOnly = await withStarted(server, async (started) =>
  judgeUnmeasured({ ...(await readOnlyOptions(started, 60)), seed: 7, allowUnsafeMethods: true }),
);

describe.each([provisioned, readOnly])("In mode $target.mode", (report) => {
  test.each(rules.filter(({ modes }) => modes.includes(report.target.mode)))(
    "$id selects by questions that it declares to read",
    (rule) => {
      expect(undeclared(rule, report)).toEqual([]);
    },
  );

  test("every exchange was sent for a question of the catalogue", () => {
    const others = report.exchanges.filter(({ purpose }) => !isOfTheProvisioner(purpose));
    expect(others.filter(({ purpose }) => questionOf(purpose) === undefined)).toEqual([]);
  });
});

test("no two questions have the same words", () => {
  const words = questions.map((question) => [
    question.experiment,
    question.role,
    question.probe,
    "walk" in question ? question.walk : undefined,
  ]);
  const texts = words.map((each) => JSON.stringify(each));
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
});

/** Asked of other servers than these: of mocks, and of those whose tokens or whose first answers are of another kind. */
const askedElsewhere: ReadonlySet<Question> = new Set([
  ...questions.filter(
    ({ experiment }) => experiment === examples.page.experiment || experiment === requests.control.experiment,
  ),
  walks.examples,
  entities.source,
  sizes.source,
  tokens.unencoded,
  tokens.encodedTwice,
  tokens.alteredToSibling,
]);

test("every question is asked", () => {
  const purposes = [...provisioned.exchanges, ...readOnly.exchanges].map(({ purpose }) => purposeOf(purpose));
  const unasked = questions.filter((question) => !purposes.some((purpose) => isAskedBy(purpose, question)));
  expect(unasked.filter((question) => !askedElsewhere.has(question))).toEqual([]);
});

test("a selection by anything but a question does not compile", () => {
  const select = (view: View): unknown[] => [
    // @ts-expect-error A string is not a question.
    view.of("over"),
    // @ts-expect-error There is no such question.
    view.of(sizes.oversise),
    // @ts-expect-error Words of a report alone are none.
    view.of({ role: "over" }),
    // @ts-expect-error It is asked of one page, not on a walk.
    view.walk(sizes.oversize),
  ];
  expect(select).toBeTypeOf("function");
});
