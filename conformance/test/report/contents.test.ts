import { expect, test } from "vitest";
import { renderHtml, renderJunit, renderMarkdown, renderPretty } from "../../src/index.ts";
import { sampleReport } from "./sample-report.ts";

const renderers = { renderPretty, renderJunit, renderMarkdown, renderHtml };

test.each(Object.entries(renderers))(
  "%s shows verdict, evidence, sensitivity and everything that did not pass",
  (_name, render) => {
    const text = render(sampleReport).replaceAll("\\", "");
    for (const shown of ["non-conformant", "39", "40", "the provisioner lacks fault", "TypeError: x"]) {
      expect(text).toContain(shown);
    }
    for (const { id, outcome } of sampleReport.rules) if (outcome !== "passed") expect(text).toContain(id);
    expect(text).toContain("take it off the list of known failures");
  },
);

test.each(Object.entries(renderers))("%s says which planted faults were missed, and why", (_name, render) => {
  // Where something failed that is more to read than a person wants: the JSON report has it, and JUnit as a property.
  const passing = { ...sampleReport, summary: { ...sampleReport.summary, failed: 0 } };
  const text = render(passing).replaceAll("\\", "");
  expect(text).toContain("tie-dropped");
  expect(text).toContain("no sessions with equal created_at");
});

test.each([renderPretty, renderMarkdown, renderHtml])(
  "where something failed, how good the run was is one line (%o)",
  (render) => {
    const text = render(sampleReport);
    expect(text).toMatch(/39 of 40/);
    expect(text).not.toContain("tie-dropped");
  },
);

test("planted faults that were missed for one reason are named with it once", () => {
  const why = "no sessions with equal times";
  const missed = [
    { fault: "one-dropped", why },
    { fault: "another-dropped", why },
  ];
  const passing = {
    ...sampleReport,
    summary: { ...sampleReport.summary, failed: 0 },
    sensitivity: { caught: 38, total: 40, missed },
  };
  for (const render of [renderPretty, renderMarkdown, renderHtml]) expect(render(passing).split(why)).toHaveLength(2);
});

test("clauses lead to the requirements of the site that is given, and are text without one", () => {
  const link = "https://docs.example.com/sub/requirements.html#http.head";
  for (const render of [renderMarkdown, renderHtml]) {
    expect(render(sampleReport, { siteUrl: "https://docs.example.com/sub/" })).toContain(link);
    expect(render(sampleReport)).not.toContain("requirements.html");
  }
});

test("what was skipped, or is not proven, is never shown as passed", () => {
  const pretty = renderPretty(sampleReport);
  expect(pretty).toContain(
    "1 passed, 1 failed, 1 known failures, 1 warned, 1 inconclusive, 1 not applicable, 1 skipped, 1 errored",
  );
  const green = renderPretty({ ...sampleReport, exit_code: 3, verdict: "partially-proven" }, { hasColour: true });
  expect(green).not.toContain("[32m");
});

test("a SHOULD that was not met passes in JUnit with its text as output", () => {
  const head = /<testcase name="http\.head"[^>]*>([\s\S]*?)<\/testcase>/.exec(renderJunit(sampleReport))?.[1] ?? "";
  expect(head).toMatch(/^\s*<system-out>WARNED, http\.head/);
  expect(head).not.toMatch(/<failure|<skipped/);
});
