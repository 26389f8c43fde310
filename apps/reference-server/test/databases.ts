import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { inject } from "vitest";
import type { Sandbox } from "./program.ts";

/** Makes an empty PostgreSQL database. @returns its URL */
export async function emptyPostgres(): Promise<string> {
  const server = inject("postgresUrl");
  const name = `t${randomBytes(8).toString("hex")}`;
  const client = new Client({ connectionString: `${server}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return `${server}/${name}`;
}

/** The kinds of database that the program serves, and how to make an empty one of each that processes can share. */
export const DATABASES: readonly (readonly [string, (sandbox: Sandbox) => Promise<string>])[] = [
  ["SQLite", async (sandbox) => sandbox.file("a.sqlite")],
  ["PostgreSQL", () => emptyPostgres()],
];
