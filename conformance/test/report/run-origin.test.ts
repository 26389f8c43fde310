import { expect, test } from "vitest";
import { judgeReport, renderHtml, renderMarkdown, renderPretty } from "../../src/index.ts";
import { originIn, safeLink } from "../../src/report/run-origin.ts";
import { sampleReport } from "./sample-report.ts";

const commit = "0123456789abcdef0123456789abcdef01234567";

test.each([
  [
    "GitHub Actions",
    {
      GITHUB_ACTIONS: "true",
      GITHUB_SHA: commit,
      GITHUB_SERVER_URL: "https://github.example",
      GITHUB_REPOSITORY: "team/api",
      GITHUB_RUN_ID: "42",
    },
    "https://github.example/team/api/actions/runs/42",
  ],
  [
    "GitLab CI",
    { GITLAB_CI: "true", CI_COMMIT_SHA: commit, CI_JOB_URL: "https://gitlab.example/team/api/-/jobs/42" },
    "https://gitlab.example/team/api/-/jobs/42",
  ],
  [
    "Buildkite",
    {
      BUILDKITE: "true",
      BUILDKITE_COMMIT: commit,
      BUILDKITE_BUILD_URL: "https://buildkite.example/team/api/builds/42",
    },
    "https://buildkite.example/team/api/builds/42",
  ],
  [
    "CircleCI",
    { CIRCLECI: "true", CIRCLE_SHA1: commit, CIRCLE_BUILD_URL: "https://circleci.example/gh/team/api/42" },
    "https://circleci.example/gh/team/api/42",
  ],
  [
    "Jenkins",
    { JENKINS_URL: "http://ci.example/", GIT_COMMIT: commit, BUILD_URL: "http://ci.example/job/api/42/" },
    "http://ci.example/job/api/42/",
  ],
  [
    "Azure Pipelines",
    {
      TF_BUILD: "True",
      BUILD_SOURCEVERSION: commit,
      SYSTEM_COLLECTIONURI: "https://dev.azure.example/team/",
      SYSTEM_TEAMPROJECT: "the api",
      BUILD_BUILDID: "42",
    },
    "https://dev.azure.example/team/the%20api/_build/results?buildId=42",
  ],
] as const)("the variables of %s tell commit and page of a run", (ci, environment, url) => {
  expect(originIn(environment)).toEqual({ ci, commit, url });
});

test("outside of CI nothing is told, and of a CI service no more than its variables hold", () => {
  expect(originIn({ CI: "true", HOME: "/root" })).toBeUndefined();
  expect(originIn({ BUILDKITE: "true" })).toEqual({ ci: "Buildkite" });
});

test.each([
  "https://robot:secret@ci.example/42",
  "https://secret@ci.example/42",
  "javascript:alert(1)",
  "file:///etc/passwd",
  "ci.example/42",
  `https://ci.example/${"x".repeat(600)}`,
])("no report leads to %s", (url) => {
  expect(originIn({ BUILDKITE: "true", BUILDKITE_BUILD_URL: url })).toEqual({ ci: "Buildkite" });
  const stored = { ...sampleReport, origin: { url } };
  for (const text of [renderHtml(stored), renderMarkdown(stored), renderPretty(stored)]) {
    expect(text).not.toContain(`href="${url}`);
    expect(text.replaceAll("\\", "")).not.toContain(url);
  }
});

test("what may be a credential is cut off an address, and a commit is a hash or nothing", () => {
  expect(safeLink("https://ci.example/42?token=secret#secret")).toBe("https://ci.example/42");
  expect(originIn({ BUILDKITE: "true", BUILDKITE_COMMIT: "HEAD; touch hacked" })).toEqual({ ci: "Buildkite" });
});

test("a report that is judged again says when and where its run was made", () => {
  const origin = { ci: "Buildkite", commit, url: "https://buildkite.example/team/api/builds/42" };
  const again = judgeReport({ ...sampleReport, started_at: "2030-01-31T12:00:00.000Z", origin });
  expect(again).toMatchObject({ started_at: "2030-01-31T12:00:00.000Z", origin });
  for (const text of [renderHtml(again), renderMarkdown(again), renderPretty(again)]) {
    expect(text).toContain("2030-01-31 12:00 UTC".replaceAll(" ", " "));
    expect(text).toContain(commit.slice(0, 12));
    expect(text.replaceAll("\\", "")).toContain(origin.url);
  }
});
