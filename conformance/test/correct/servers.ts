import { startDeployment } from "../corpus/deployment.ts";
import type { CorpusServer } from "../corpus/server-under-test.ts";
import { keysetInMemory } from "./keyset-in-memory.ts";
import { offsetOverImmutableData } from "./offset-over-immutable-data.ts";
import { sql } from "./sql.ts";

/** The server from which mutants and lawful servers are made, as it is, with two instances. */
const base: CorpusServer = {
  name: "base",
  story: "Strict wherever the contract leaves a choice; two instances on the same data.",
  start: () => startDeployment(undefined, { instances: 2 }),
};

/** Independent servers that meet every clause, SHOULD included, and differ lawfully. */
export const correctServers: readonly CorpusServer[] = [base, keysetInMemory, sql, offsetOverImmutableData];
