import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { sampleReport } from "../report/sample-report.ts";
import { runCli, withFolder } from "./run-cli.ts";

/** Judges a stored report in a folder whose `xdg-open` notes what it is asked to open. */
function judge(flags: readonly string[], environment: Readonly<Record<string, string>>) {
  return withFolder(async (cwd) => {
    writeFileSync(join(cwd, "report.json"), JSON.stringify(sampleReport));
    writeFileSync(
      join(cwd, "xdg-open"),
      `#!/bin/sh\nprintf %s "$1" >"${cwd}/opening" && mv "${cwd}/opening" "${cwd}/opened"\n`,
    );
    chmodSync(join(cwd, "xdg-open"), 0o755);
    const path = { PATH: `${cwd}:${process.env["PATH"] ?? ""}` };
    const result = await runCli(["judge", "report.json", ...flags], { cwd, environment: { ...path, ...environment } });
    const note = join(cwd, "opened");
    if (environment["DISPLAY"] !== undefined && environment["CI"] === undefined && result.exitCode !== 2)
      await expect.poll(() => existsSync(note)).toBe(true);
    return { ...result, opened: existsSync(note) ? readFileSync(note, "utf8").replace(cwd, "") : undefined };
  });
}

// Other systems have openers of their own, which a test cannot put another in place of.
const onLinux = test.skipIf(process.platform !== "linux");
const page = ["--reporter", "html=a page.html"];

test("reports that all go to files leave the verdict, and what was written, on stdout", async () => {
  const { exitCode, stdout, stderr } = await judge([...page, "--reporter", "sarif=out.sarif"], {});
  expect(stdout).toMatch(/^non-conformant: .* \(exit 1, .*\)\nWrote a page\.html\.\nWrote out\.sarif\.\n$/);
  expect([exitCode, stderr]).toEqual([1, ""]);
});

onLinux("--open hands the HTML report to the desktop", async () => {
  const { opened, stderr } = await judge([...page, "--open"], { DISPLAY: ":0" });
  expect([opened, stderr]).toEqual(["file:///a%20page.html", ""]);
});

onLinux.each([
  [{ DISPLAY: ":0", CI: "true" }, "a page.html was not opened: this is a CI job.\n"],
  [{}, "a page.html was not opened: there is no display.\n"],
] as const)("--open says that nothing was opened, and fails nothing (%o)", async (environment, said) => {
  const { opened, stderr, exitCode } = await judge([...page, "--open"], environment);
  expect([opened, stderr, exitCode]).toEqual([undefined, said, 1]);
});

test("--open without an HTML report in a file is wrong usage", async () => {
  const { exitCode, stderr } = await judge(["--open"], { DISPLAY: ":0" });
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining("give --reporter html=report.html, too")]);
});
