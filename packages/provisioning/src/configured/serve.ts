import { once } from "node:events";
import { createServer } from "node:http";
import { toNodeListener } from "@live-sessions/server";
import { createProvisioningHandler } from "../provisioning-handler.ts";
import { checkTables } from "./check-tables.ts";
import type { Configuration } from "./configuration.ts";
import { ConfigurationError } from "./configuration-error.ts";
import { messageOf, openDatabase } from "./open-database.ts";
import { createSqlFunctions } from "./sql-functions.ts";

/** A provisioner that listens. */
export interface ListeningProvisioner {
  readonly url: string;
  close(): Promise<void>;
}

/** How a provisioner is started, apart from its configuration. */
export interface ServeOptions {
  /** The key that a request must carry; undefined: none. */
  readonly key: string | undefined;
  /** Told of what is behind a 500. */
  readonly onError: (message: string) => void;
}

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** Opens the database, makes sure that all is there, and listens. @throws {ConfigurationError} */
export async function serve(
  configuration: Configuration,
  { key, onError }: ServeOptions,
): Promise<ListeningProvisioner> {
  const database = await openDatabase(configuration.database);
  try {
    await checkTables(database, configuration);
    const handler = createProvisioningHandler(createSqlFunctions(database, configuration), {
      ...(key === undefined ? {} : { authorize: (authorization) => authorization === key }),
      ...(LOOPBACK.includes(configuration.host) ? { hosts: LOOPBACK } : {}),
      onError: (error) => onError(messageOf(error)),
    });
    const server = createServer(toNodeListener(handler));
    server.listen(configuration.port, configuration.host);
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address !== null ? address.port : configuration.port;
    return {
      url: `http://${configuration.host}:${port}`,
      close: async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error instanceof ConfigurationError ? error : new ConfigurationError(`${messageOf(error)}.`);
  }
}

/** Opens the database, makes sure that all is there, and closes it. @throws {ConfigurationError} */
export async function checkConfiguration(configuration: Configuration): Promise<void> {
  const database = await openDatabase(configuration.database);
  try {
    await checkTables(database, configuration);
  } finally {
    await database.close();
  }
}
