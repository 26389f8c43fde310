import { once } from "node:events";
import { connect } from "node:net";
import { afterAll } from "vitest";

// Set by `pnpm test`, which runs several packages at a time; one package alone has no more workers than there are cores.
const path = process.env["LIVE_SESSIONS_TEST_TURNS"];
if (path !== undefined) {
  const socket = connect(path);
  socket.on("error", () => undefined);
  socket.write(process.env["LIVE_SESSIONS_TEST_HALVES"] ?? "2");
  // Before the file is loaded: nobody's limit of time runs yet.
  await Promise.race([once(socket, "data"), once(socket, "close")]);
  socket.unref();
  afterAll(() => void socket.destroy());
}
