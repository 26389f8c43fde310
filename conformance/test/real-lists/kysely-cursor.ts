import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import express, { type ErrorRequestHandler } from "express";
import { Kysely, type SqliteDatabase, SqliteDialect } from "kysely";
import {
  base64UrlCodec,
  codecPipe,
  createPaginator,
  PaginationError,
  SqlitePaginationDialect,
  superJsonCodec,
} from "kysely-cursor";
import { documentOf, type Note, notes, type RealList, serve } from "./real-list.ts";

const sorts = [
  { col: "notes.created", dir: "desc", output: "created" },
  { col: "notes.id", dir: "desc", output: "id" },
] as const;

/** A keyset in SQL, as its README shows it. */
export const kyselyCursor: RealList = {
  name: "kysely-cursor on SQLite",
  packages: ["kysely-cursor", "kysely"],
  setUp:
    "83 notes in SQLite, sorted by created and id, as the README has it; a PaginationError is 400 unless its code is that of an internal failure, which the README says, too.",
  document: documentOf({
    path: "/notes",
    parameters: { limit: { type: "integer", minimum: 1 }, cursor: { type: "string" } },
    properties: {
      items: {
        type: "array",
        items: { type: "object", properties: { id: { type: "integer" }, created: { type: "string" } } },
      },
      nextPage: { type: "string" },
    },
  }),
  config: {
    pagination: {
      style: "cursor",
      items: "/items",
      limitParam: "limit",
      cursorParam: "cursor",
      nextCursor: "/nextPage",
    },
    list: { id: "/id", order: ["-/created", "-/id"], errors: { token: 400 }, size: { default: 10 }, noun: "note" },
  },
  because: {
    "pagination.bad-token-rejected":
      'Text that is not a cursor fails in the codec, and paginate makes one error of whatever fails in it: UNEXPECTED_ERROR, the code that a missing table has, too (dist/index.js, "Failed to paginate"). INVALID_TOKEN comes only where the text could be decoded.',
  },
  start: () => {
    const database = databaseOfNotes();
    const db = new Kysely<{ notes: Note }>({ dialect: new SqliteDialect({ database }) });
    const paginator = createPaginator({
      dialect: SqlitePaginationDialect,
      cursorCodec: codecPipe(superJsonCodec, base64UrlCodec),
    });
    const app = express();
    app.get("/notes", async ({ query }, response) => {
      const { limit = "10", cursor } = query;
      const page = await paginator.paginate({
        query: db.selectFrom("notes").select(["id", "title", "created"]),
        sorts,
        limit: Number(limit),
        ...(typeof cursor === "string" ? { cursor: { nextPage: cursor } } : {}),
      });
      response.json(page);
    });
    const onError: ErrorRequestHandler = (error, _request, response, _next) => {
      const isInternal = !(error instanceof PaginationError) || error.code === "UNEXPECTED_ERROR";
      response.status(isInternal ? 500 : 400).json({ error: "the page could not be read" });
    };
    app.use(onError);
    return serve(app, () => database.close());
  },
};

function databaseOfNotes(): SqliteDatabase {
  const database = new DatabaseSync(":memory:");
  database.exec("create table notes (id integer primary key, title text, created text)");
  const insert = database.prepare("insert into notes values (?, ?, ?)");
  for (const { id, title, created } of notes()) insert.run(id, title, created);
  return {
    close: () => database.close(),
    prepare: (sql) => {
      const statement = database.prepare(sql);
      const values = (parameters: readonly unknown[]): SQLInputValue[] =>
        parameters.map((value) => (typeof value === "number" ? value : String(value)));
      return {
        reader: /^select/i.test(sql),
        all: (parameters) => statement.all(...values(parameters)),
        run: (parameters) => statement.run(...values(parameters)),
        iterate: (parameters) => statement.iterate(...values(parameters)),
      };
    },
  };
}
