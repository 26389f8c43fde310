import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ConformanceOptions, type Report, renderHtml, runConformance } from "../../src/index.ts";
import { planScenario } from "../../src/scenario/live-sessions/scenario.ts";
import { correctServers } from "../correct/servers.ts";
import { mutants } from "../mutants/mutants.ts";

/** The report of a provisioned run on a server of the corpus. */
export async function reportOn(name: string, options: ConformanceOptions = {}): Promise<Report> {
  const server = [...correctServers, ...mutants].find((candidate) => candidate.name === name);
  if (!server) throw new Error(`There is no server "${name}".`);
  const target = await server.start();
  try {
    return await runConformance({
      baseUrl: target.baseUrls,
      provisioner: target.provisionerUrl ?? "",
      seed: 7,
      ...options,
    });
  } finally {
    await target.close();
  }
}

/** The report of a run that reads somebody's own sessions. */
export async function readOnlyReportOn(name: string): Promise<Report> {
  const mutant = mutants.find((candidate) => candidate.name === name);
  if (!mutant) throw new Error(`There is no mutant "${name}".`);
  const target = await mutant.start();
  try {
    const answer = await fetch(`${target.provisionerUrl}/scenarios`, {
      method: "POST",
      body: JSON.stringify(planScenario(7)),
    });
    const scenario = (await answer.json()) as {
      accounts: { owner: { authorization: string } };
      live_entities: { populated: { id: string } };
    };
    return await runConformance({
      baseUrl: target.baseUrls,
      liveEntity: scenario.live_entities.populated.id,
      authorization: scenario.accounts.owner.authorization,
      seed: 7,
    });
  } finally {
    await target.close();
  }
}

/** A page in a file of its own, as people open it. */
export interface PageFile {
  readonly url: string;
  readonly text: string;
  remove(): void;
}

/** Renders a report into a file. */
export function pageFileOf(report: Report): PageFile {
  const folder = mkdtempSync(join(tmpdir(), "html-report-"));
  const file = join(folder, "report.html");
  const text = renderHtml(report);
  writeFileSync(file, text);
  return { url: pathToFileURL(file).href, text, remove: () => rmSync(folder, { recursive: true }) };
}
