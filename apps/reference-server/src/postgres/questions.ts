import type { GatheredSql } from "./gathered-sql.ts";

/** What is asked about an entity. */
export interface EntityQuestion {
  readonly entityId: string;
}

/** A row that says which question it answers, the first of a statement being 1. */
export type NumberedRow = readonly [n: number, ...unknown[]];

/** Questions of one kind. */
export interface QuestionKind<Question> {
  /** Of the statement, where it is prepared once for a connection. */
  readonly name: string;
  readonly sql: GatheredSql;
  /** The statement's further parameters, an array each, a value for each question. */
  readonly parameters: (questions: readonly Question[]) => unknown[][];
}

/** @returns what loads the row of one question; undefined when there is none */
export type Asking = <Question extends EntityQuestion, Row extends NumberedRow>(
  kind: QuestionKind<Question>,
) => (question: Question) => Promise<Row | undefined>;
