import { Client } from "pg";

/** All entities of a database, held by a transaction, so that whatever changes the sessions of one waits. */
export class HeldEntities {
  readonly #client: Client;

  private constructor(client: Client) {
    this.#client = client;
  }

  static async hold(url: string): Promise<HeldEntities> {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query("begin");
    await client.query("select 1 from live_entities for update");
    return new HeldEntities(client);
  }

  /** How many wait for them at this moment. */
  async waiting(): Promise<number | null> {
    // Within a transaction, PostgreSQL shows the activity that it showed first.
    await this.#client.query("select pg_stat_clear_snapshot()");
    const waiting = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    return (await this.#client.query(waiting)).rowCount;
  }

  async letGo(): Promise<void> {
    await this.#client.query("commit");
    await this.#client.end();
  }
}
