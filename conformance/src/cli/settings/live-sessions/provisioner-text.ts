/** The form in which such a database usually keeps an instant. */
const usualTimes: Readonly<Record<string, string>> = { sqlite: "text", postgresql: "timestamp", mysql: "timestamp" };

/**
 * A configuration of `live-sessions-provisioner` (`@live-sessions/provisioning`) to be filled in: it names every table and column
 * as the contract would.
 *
 * @param database `sqlite`, `postgresql` or `mysql`
 */
export function provisionerText(database: string): string {
  const location =
    database === "sqlite" ? { driver: database, file: "test.db" } : { driver: database, url_from: "TEST_DATABASE_URL" };
  const configuration = {
    $schema: "./node_modules/@live-sessions/provisioning/provisioner.schema.json",
    database: location,
    live_sessions: {
      table: "live_sessions",
      ids: "uuid",
      columns: {
        id: "id",
        entity: "entity_id",
        stream_key: "stream_key",
        created_at: "created_at",
        updated_at: "updated_at",
        duration: "duration",
      },
      times: usualTimes[database] ?? "text",
      durations: "seconds",
    },
    live_entities: { table: "live_entities", ids: "uuid", columns: { id: "id", account: "account_id" } },
    accounts: { table: "accounts", ids: "uuid", columns: { id: "id", key: "api_key" }, keys: "plain" },
    faults: { table: "planted_errors" },
    settle_ms: 0,
    listen: { port: 9090 },
  };
  return `${JSON.stringify(configuration, null, 2)}\n`;
}
