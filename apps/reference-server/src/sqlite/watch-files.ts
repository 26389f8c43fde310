import { statSync } from "node:fs";

/**
 * Remembers which files a connection has open.
 *
 * @param file the database's, with a connection in WAL mode on it
 * @returns a function that says when one of them is gone or another one stands in its place: what is written then is in no
 *   file that a later start finds
 */
export function watchFiles(file: string): () => string | undefined {
  if (file === ":memory:") return () => undefined;
  const paths = [file, `${file}-wal`, `${file}-shm`];
  const before = paths.map(identityOf);
  return () => {
    const changed = paths.find((path, n) => before[n] !== undefined && identityOf(path) !== before[n]);
    return changed === undefined ? undefined : `${changed} was removed or replaced under the running server.`;
  };
}

function identityOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && `${stat.dev}:${stat.ino}`;
}
