import type { Pool, PoolClient } from "pg";

/** Runs `work` in a transaction on a connection of its own: all of it happens, or, if it rejects, nothing. */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
  begin = "begin",
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query("commit");
    client.release();
    return result;
  } catch (error) {
    // Ending the connection rolls back too, and also when the connection itself is what broke.
    client.release(true);
    throw error;
  }
}
