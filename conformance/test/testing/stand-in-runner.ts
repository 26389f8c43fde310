import type { RegisterTest, TestBody, TestRunner } from "../../src/index.ts";

/** What became of one test. */
export interface TestResult {
  readonly title: string;
  readonly status: "passed" | "failed" | "skipped";
  /** The message of what was thrown, or why it was skipped. */
  readonly message: string;
}

/** What a runner hands to a running test: nothing (Jest, Bun), a context (Vitest, node:test), or `this` (Mocha). */
export type Style = "nothing" | "context" | "this";

class Skipped extends Error {
  override readonly name = "Skipped";
}

/** A runner that keeps the rules of the real ones, so that what they would show can be compared. */
export class StandInRunner implements TestRunner {
  readonly groups: string[] = [];
  readonly tests: { readonly title: string; readonly body: TestBody; readonly timeoutMs: number }[] = [];
  /** Titles of tests that were registered as not to run. */
  readonly notToRun: string[] = [];
  readonly #style: Style;

  constructor(style: Style) {
    this.#style = style;
  }

  readonly describe = (title: string, body: () => void): void => {
    this.groups.push(title);
    body();
  };

  readonly it = (title: string, body: TestBody, timeoutMs: number): void => {
    this.tests.push({ title, body, timeoutMs });
  };

  /** This runner with what the real ones have too: a way to register a test that does not run. */
  withSkip(): TestRunner {
    const it: RegisterTest = Object.assign(
      (title: string, body: TestBody, timeoutMs: number) => this.it(title, body, timeoutMs),
      {
        skip: (title: string) => void this.notToRun.push(title),
      },
    );
    return { describe: this.describe, it };
  }

  /** Runs the tests one after the other, as every runner does within a file. */
  async run(): Promise<TestResult[]> {
    const results: TestResult[] = [];
    for (const { title, body } of this.tests) results.push({ title, ...(await this.#outcomeOf(body)) });
    return results;
  }

  async #outcomeOf(body: TestBody): Promise<Omit<TestResult, "title">> {
    try {
      await this.#call(body);
      return { status: "passed", message: "" };
    } catch (error) {
      const status = error instanceof Skipped ? "skipped" : "failed";
      return { status, message: error instanceof Error ? error.message : String(error) };
    }
  }

  async #call(body: TestBody): Promise<void> {
    const skip = (reason: string): never => {
      throw new Skipped(reason);
    };
    // Jest and Bun take a parameter for a callback, and would wait for it for ever.
    if (body.length > 0) throw new Error("the test asks for a callback");
    if (this.#style === "this") await body.call({ skip });
    else if (this.#style === "context") await body.call(undefined, { skip });
    else await body.call(undefined);
  }
}
