import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { type JudgedList, judgeRealList } from "../real-lists/judge-real-list.ts";
import { realLists } from "../real-lists/real-lists.ts";

const published: { readonly lists: readonly JudgedList[] } = JSON.parse(
  readFileSync(new URL("../../generated/real-lists.json", import.meta.url), "utf8"),
);

// How the suite puts it may change; what it finds, on which requests, and why must not.
function withoutWording({ findings, unproven, ...list }: JudgedList): object {
  return {
    ...list,
    unproven: unproven.map((text) => text.split(":")[0]),
    findings: findings.map(({ rule, level, exchanges, because }) => ({ rule, level, exchanges, because })),
  };
}

test.each(realLists.map((list) => [list.name, list] as const))(
  "%s is found to do what is published of it, and why is written down for each finding",
  async (name, list) => {
    const judged = await judgeRealList(list);
    const shown = published.lists.find((one) => one.name === name);
    expect(withoutWording(judged)).toEqual(shown && withoutWording(shown));
    expect(judged.findings.map(({ rule }) => rule).toSorted()).toEqual(Object.keys(list.because).toSorted());
  },
);

test("of the software that is judged, some is right and some is not", () => {
  const isRight = ({ exit_code: exitCode, unproven }: JudgedList): boolean => exitCode === 0 && unproven.length === 0;
  expect(published.lists.map(({ name }) => name)).toEqual(realLists.map(({ name }) => name));
  expect(published.lists.filter(isRight).length).toBeGreaterThanOrEqual(3);
});
