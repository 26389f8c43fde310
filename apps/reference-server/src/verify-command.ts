import process from "node:process";
import { RuntimeFailure } from "./cli-error.ts";
import { type Command, DATABASE_FLAG } from "./command.ts";
import { databaseLocation } from "./command-line.ts";
import { openSessionDatabase } from "./open-session-database.ts";

const MAX_PRINTED = 20;

/** `verify`: reads everything, and tells on stdout what is damaged; exit code 1 when anything is. */
export const verifyCommand: Command = {
  name: "verify",
  summary: "read the whole database; exit code 1 if something is damaged",
  flags: [DATABASE_FLAG],
  run: async (flags, environment) => {
    const database = await openSessionDatabase(databaseLocation(flags, environment), { mayCreate: false });
    let damaged = 0;
    try {
      for await (const sentence of database.verify()) {
        damaged += 1;
        if (damaged <= MAX_PRINTED) process.stdout.write(`${sentence}\n`);
      }
    } finally {
      await database.close();
    }
    if (damaged > 0) throw new RuntimeFailure(`The database is damaged in ${damaged} places: restore a back-up.`);
    process.stderr.write("The database is whole.\n");
  },
};
