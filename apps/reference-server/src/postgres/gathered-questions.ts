import DataLoader from "dataloader";
import { DatabaseError, type Pool } from "pg";
import type { GatheredSql } from "./gathered-sql.ts";
import { readArraysAgain } from "./read-again.ts";

/** The most questions that one statement answers. */
const MAX_GATHERED = 64;

/** A row that says which question it answers, the first of a statement being 1. */
export type NumberedRow = readonly [n: number, ...unknown[]];

/** What is asked about an entity. */
export interface EntityQuestion {
  readonly entityId: string;
}

/** How questions are asked. */
export interface GatheringOptions<Question> {
  readonly pool: Pool;
  /** Of the prepared statement; undefined: none is kept, as behind a pooler that lends connections for a transaction. */
  readonly name: string | undefined;
  readonly sql: GatheredSql;
  /** The statement's further parameters, an array each, a value for each question. */
  readonly parameters: (questions: readonly Question[]) => unknown[][];
  /** Whether each statement is about one entity. */
  readonly isSharded: boolean;
}

/**
 * Asks the questions of one turn of the event loop in one statement: the trip to a database and back costs more than what
 * is read. No question waits for another to come, and none gets what was read before it was asked.
 *
 * @returns what loads the row of one question; undefined when there is none
 */
export function gatherQuestions<Question extends EntityQuestion, Row extends NumberedRow>(
  options: GatheringOptions<Question>,
): (question: Question) => Promise<Row | undefined> {
  const answerAll = async (questions: readonly Question[]): Promise<(Row | undefined | Error)[]> => {
    const statements = options.isSharded ? byEntity(questions) : [questions];
    const answers = await Promise.all(statements.map((each) => answersTo<Question, Row>(options, each)));
    const found = new Map(answers.flat());
    return questions.map((question) => found.get(question));
  };
  const loader = new DataLoader(answerAll, {
    // What is asked later is about what is there then.
    cache: false,
    maxBatchSize: MAX_GATHERED,
    batchScheduleFn: setImmediate,
  });
  return (question) => loader.load(question);
}

function byEntity<Question extends EntityQuestion>(questions: readonly Question[]): Question[][] {
  const entityIds = new Set(questions.map(({ entityId }) => entityId));
  return [...entityIds].map((id) => questions.filter(({ entityId }) => entityId === id));
}

type Answer<Question, Row> = readonly [Question, Row | Error | undefined];

async function answersTo<Question extends EntityQuestion, Row extends NumberedRow>(
  options: GatheringOptions<Question>,
  questions: readonly Question[],
): Promise<Answer<Question, Row>[]> {
  try {
    const rows = await rowsFor<Question, Row>(options, questions);
    const byNumber = new Map(rows.map((row) => [row[0], row]));
    return questions.map((question, index) => [question, byNumber.get(index + 1)]);
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error));
    if (questions.length === 1 || !isDataException(error)) return questions.map((question) => [question, cause]);
    // A value that the database does not take must not fail those that came beside it.
    return (await Promise.all(questions.map((question) => answersTo<Question, Row>(options, [question])))).flat();
  }
}

async function rowsFor<Question extends EntityQuestion, Row extends NumberedRow>(
  { pool, name, sql, parameters, isSharded }: GatheringOptions<Question>,
  questions: readonly Question[],
): Promise<Row[]> {
  const ids = questions.map(({ entityId }) => entityId);
  const { rows } = await readArraysAgain<[...Row]>(pool, {
    ...(name === undefined ? {} : { name }),
    text: isSharded ? sql.ofOne : sql.ofAny,
    values: [isSharded ? ids[0] : ids, ...parameters(questions)],
    rowMode: "array",
  });
  return rows;
}

// Class 22 of the SQLSTATE codes, as of a text with a NUL.
function isDataException(error: unknown): boolean {
  return error instanceof DatabaseError && error.code?.startsWith("22") === true;
}
