import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startDeployment } from "../test/corpus/deployment.ts";
import { type EndpointClass, ListEndpoint, type ListQuery, type Page } from "../test/corpus/list-endpoint.ts";
import type { StoredSession } from "../test/corpus/memory-data.ts";

const rounds = 3;
const budget = { seconds: 3, megabytes: 500 };
const run = promisify(execFile);
const judge = fileURLToPath(new URL("judge-large-answers.ts", import.meta.url));

/** Its pages of ten are a megabyte: each session has a member of 100,000 characters more. */
class LargePages extends ListEndpoint {
  override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
    return { ...super.item(row, query), log: "x".repeat(100_000) };
  }
}

/** Ignores the size, and every entity that has a session has a thousand. */
class AThousandAtOnce extends ListEndpoint {
  override page(query: ListQuery): Page {
    return { rows: this.ordered(query), next: undefined };
  }

  override visible(query: ListQuery): StoredSession[] {
    const own = super.visible(query);
    const [first] = own;
    if (first === undefined) return own;
    return Array.from({ length: 1000 }, (_, index) => own[index] ?? older(first, index));
  }
}

function older(session: StoredSession, by: number): StoredSession {
  const id = `${String(by).padStart(8, "0")}-0000-4000-8000-${session.id.slice(24)}`;
  return { ...session, id, createdAt: session.createdAt - by * 100 };
}

const servers: Readonly<Record<string, EndpointClass>> = {
  "pages of the usual size": ListEndpoint,
  "pages of 1 MB": LargePages,
  "1,000 sessions where 10 were asked for": AThousandAtOnce,
};

/** What a process of its own says of one run. */
interface Figures {
  /** Judging and measuring, of the processor's time. */
  readonly seconds: number;
  /** The most memory that the whole run took. */
  readonly megabytes: number;
}

/** Prints how long judging and the sensitivity of a run take, and its memory, where answers are large; medians. */
export async function printLargeAnswers(): Promise<void> {
  process.stdout.write(
    `\nJudging and sensitivity, median of ${rounds} rounds (budgets: ${budget.seconds} s, ${budget.megabytes} MB in all)\n`,
  );
  for (const [name, Endpoint] of Object.entries(servers)) {
    const figures: Figures[] = [];
    for (let round = 0; round < rounds; round += 1) figures.push(await measure(Endpoint));
    const of = (member: keyof Figures): number => median(figures.map((one) => one[member]));
    const seconds = `${of("seconds").toFixed(2)} s`.padStart(9);
    process.stdout.write(`  ${name.padEnd(40)}${seconds}${`${of("megabytes").toFixed(0)} MB`.padStart(9)}\n`);
  }
}

async function measure(Endpoint: EndpointClass): Promise<Figures> {
  const server = await startDeployment(Endpoint);
  try {
    const { stdout } = await run(process.execPath, [judge, server.baseUrls[0] ?? "", server.provisionerUrl ?? ""]);
    return JSON.parse(stdout) as Figures;
  } finally {
    await server.close();
  }
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
