import DataLoader from "dataloader";
import { DatabaseError, type Pool } from "pg";
import type { Pooling } from "../postgres/pooling.ts";
import type { Asking, EntityQuestion, NumberedRow, QuestionKind } from "../postgres/questions.ts";
import { readArraysAgain } from "../postgres/read-again.ts";

/** The most questions that one statement answers. */
const MAX_GATHERED = 64;

/** How questions are asked. */
export interface GatheringOptions {
  /** Whether the tables are sharded by entity: each statement then reads of one alone, so that one shard answers it. */
  readonly isSharded: boolean;
  /** Whether statements may be prepared once for a connection. */
  readonly pooling: Pooling;
}

/**
 * Asks the questions of one turn of the event loop in one statement: the trip to a database and back costs more than what
 * is read. No question waits for another to come, and none gets what was read before it was asked.
 */
export function gatherQuestions(pool: Pool, options: GatheringOptions): Asking {
  return (kind) => gathering(new GatheredStatements(pool, options, kind));
}

function gathering<Question extends EntityQuestion, Row extends NumberedRow>(
  statements: GatheredStatements<Question, Row>,
): (question: Question) => Promise<Row | undefined> {
  const loader = new DataLoader((questions: readonly Question[]) => statements.answers(questions), {
    // What is asked later is about what is there then.
    cache: false,
    maxBatchSize: MAX_GATHERED,
    batchScheduleFn: setImmediate,
  });
  return (question) => loader.load(question);
}

type Answer<Question, Row> = readonly [Question, Row | Error | undefined];

class GatheredStatements<Question extends EntityQuestion, Row extends NumberedRow> {
  readonly #pool: Pool;
  readonly #options: GatheringOptions;
  readonly #kind: QuestionKind<Question>;

  constructor(pool: Pool, options: GatheringOptions, kind: QuestionKind<Question>) {
    this.#pool = pool;
    this.#options = options;
    this.#kind = kind;
  }

  async answers(questions: readonly Question[]): Promise<(Row | undefined | Error)[]> {
    const statements = this.#options.isSharded ? byEntity(questions) : [questions];
    const answers = await Promise.all(statements.map((each) => this.#answersTo(each)));
    const found = new Map(answers.flat());
    return questions.map((question) => found.get(question));
  }

  async #answersTo(questions: readonly Question[]): Promise<Answer<Question, Row>[]> {
    try {
      const rows = await this.#rowsFor(questions);
      const byNumber = new Map(rows.map((row) => [row[0], row]));
      return questions.map((question, index) => [question, byNumber.get(index + 1)]);
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      if (questions.length === 1 || !isDataException(error)) return questions.map((question) => [question, cause]);
      // A value that the database does not take must not fail those that came with it.
      return (await Promise.all(questions.map((question) => this.#answersTo([question])))).flat();
    }
  }

  async #rowsFor(questions: readonly Question[]): Promise<Row[]> {
    const { name, sql, parameters } = this.#kind;
    const { isSharded, pooling } = this.#options;
    const ids = questions.map(({ entityId }) => entityId);
    const { rows } = await readArraysAgain<[...Row]>(this.#pool, {
      ...(pooling === "session" ? { name } : {}),
      text: isSharded ? sql.ofOne : sql.ofAny,
      values: [isSharded ? ids[0] : ids, ...parameters(questions)],
      rowMode: "array",
    });
    return rows;
  }
}

function byEntity<Question extends EntityQuestion>(questions: readonly Question[]): Question[][] {
  const entityIds = new Set(questions.map(({ entityId }) => entityId));
  return [...entityIds].map((id) => questions.filter(({ entityId }) => entityId === id));
}

// Class 22 of the SQLSTATE codes, as of a text with a NUL.
function isDataException(error: unknown): boolean {
  return error instanceof DatabaseError && error.code?.startsWith("22") === true;
}
