import { readFileSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { JsonReporter, type Reporter, type TestModule, type Vitest } from "vitest/node";

type SerializedError = Parameters<NonNullable<Reporter["onTestRunEnd"]>>[1][number];

/** An error that no test stands for: a rejection that nobody waits for, or a worker that died. */
export interface OutsideError {
  /** The test file that ran, relative to its package, where that is known. */
  readonly file?: string;
  /** The first line of what it says. */
  readonly message: string;
}

/**
 * Vitest's own JSON report and, as `outsideErrors`, the errors outside of any test: they end the run with exit code 1,
 * and Vitest's report says `success: true` all the same.
 */
export class ReportWithErrors extends JsonReporter {
  #vitest: Vitest | undefined;

  constructor() {
    super({});
  }

  override onInit(vitest: Vitest): void {
    super.onInit(vitest);
    this.#vitest = vitest;
  }

  override async onTestRunEnd(
    modules: readonly TestModule[],
    errors: readonly SerializedError[] = [],
    ..._: unknown[]
  ): Promise<void> {
    await super.onTestRunEnd(modules);
    const config = this.#vitest?.config;
    if (config === undefined || errors.length === 0) return;
    const file = typeof config.outputFile === "string" ? config.outputFile : config.outputFile?.["json"];
    if (file === undefined) return;
    const path = resolve(config.root, file);
    const report = JSON.parse(readFileSync(path, "utf8")) as object;
    const outsideErrors = errors.map((error) => outsideError(config.root, error));
    writeFileSync(path, JSON.stringify({ ...report, outsideErrors }));
  }
}

function outsideError(root: string, error: SerializedError): OutsideError {
  const file = error["VITEST_TEST_PATH"] as unknown;
  const message = `${error.name ?? "Error"}: ${error.message.split("\n")[0] ?? ""}`;
  return typeof file === "string" ? { file: relative(root, file), message } : { message };
}
