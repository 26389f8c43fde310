import { Client, type ClientBase, DatabaseError } from "pg";

/**
 * How connections reach PostgreSQL. `session`: each is a backend of its own. `transaction`: a pooler such as PgBouncer lends one
 * for a transaction, so nothing may be kept on it from one to the next, neither settings nor prepared statements.
 */
export type Pooling = "session" | "transaction";

const PARAMETER = "pooling";

/**
 * Takes the parameter `pooling` from a URL.
 *
 * @throws {Error} for a value that is none
 */
export function poolingOf(url: string): { readonly connectionString: string; readonly pooling: Pooling | undefined } {
  const [, value] = new RegExp(`[?&]${PARAMETER}=([^&]*)`).exec(url) ?? [];
  if (value !== undefined && value !== "session" && value !== "transaction") {
    throw new Error(`${PARAMETER} in the URL is session or transaction, not ${JSON.stringify(value)}`);
  }
  const connectionString = url.replace(new RegExp(`([?&])${PARAMETER}=[^&]*&?`), "$1").replace(/[?&]$/, "");
  return { connectionString, pooling: value };
}

/**
 * Finds out how a URL reaches PostgreSQL. Who connects is told the number of its backend; a pooler has to make one up, as it
 * knows none yet, and the backend itself then says another.
 */
export async function detectPooling(connectionString: string, connectTimeoutMs: number): Promise<Pooling> {
  const client = new Client({ connectionString, connectionTimeoutMillis: connectTimeoutMs });
  // A connection that breaks later is no exception of the process.
  client.on("error", () => {});
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    return rows[0]?.pid === toldPid(client) ? "session" : "transaction";
  } finally {
    await client.end();
  }
}

function toldPid(client: ClientBase): unknown {
  return "processID" in client ? client.processID : undefined;
}

/** What a pooler says of a parameter that only a connection of its own could keep; undefined of every other error. */
export function refusedParameter(error: unknown): string | undefined {
  if (!(error instanceof DatabaseError)) return undefined;
  return /unsupported startup parameter: (\w+)/.exec(error.message)?.[1];
}
