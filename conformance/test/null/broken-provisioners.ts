import { underTest } from "../corpus/deployment.ts";
import { type Answer, type Exchange, jsonReply, type Reply } from "../corpus/exchange.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import { listen } from "../corpus/listener.ts";
import { MemoryData } from "../corpus/memory-data.ts";
import { createProvisioner } from "../corpus/provisioner.ts";
import type { CorpusServer } from "../corpus/server-under-test.ts";

/** A correct server whose provisioner is not; `change` gets the right answer. */
function broken(name: string, story: string, change: (reply: Reply, exchange: Exchange) => Reply): CorpusServer {
  return {
    name,
    story,
    start: async () => {
      const data = new MemoryData();
      const endpoint = new ListEndpoint(data, 0);
      const right = createProvisioner(data);
      const wrong: Answer = async (exchange) => change(await right(exchange), exchange);
      return underTest([await listen((exchange) => endpoint.handle(exchange))], "", await listen(wrong));
    },
  };
}

const isScenario = ({ method, path }: Exchange): boolean => method === "POST" && path === "/scenarios";

function edited({ status, body }: Reply, edit: (scenario: Record<string, unknown>) => object): Reply {
  return jsonReply(status, edit(JSON.parse(String(body)) as Record<string, unknown>));
}

const html: Reply = { status: 200, headers: { "content-type": "text/html" }, body: "<h1>It works!</h1>" };

/** Correct servers with broken provisioners: a run blames the provisioner, never the server. */
export const brokenProvisioners: readonly CorpusServer[] = [
  broken("provisioner-is-a-web-page", "Everything is 200 in HTML.", () => html),
  broken("provisioner-is-404", "Nothing is there.", () => jsonReply(404, {})),
  broken("provisioner-scenario-500", "Capabilities are told; scenarios are 500.", (reply, exchange) =>
    isScenario(exchange) ? jsonReply(500, { message: "disk full" }) : reply,
  ),
  broken("provisioner-version-2", "It speaks another version of the protocol.", (reply, { path }) =>
    path === "/capabilities" ? jsonReply(200, { version: "2", capabilities: [], settle_ms: 0 }) : reply,
  ),
  broken(
    "provisioner-without-sessions",
    "Scenarios come back with entities but without their sessions.",
    (reply, exchange) =>
      isScenario(exchange) ? edited(reply, ({ live_entities: _, ...rest }) => ({ ...rest, live_entities: {} })) : reply,
  ),
  broken("provisioner-without-accounts", "Scenarios come back without accounts.", (reply, exchange) =>
    isScenario(exchange) ? edited(reply, ({ accounts: _, ...rest }) => rest) : reply,
  ),
  broken("provisioner-cannot-insert", "It says that it can insert, and answers 501.", (reply, { method, path }) =>
    method === "POST" && path.endsWith("/live_sessions") ? jsonReply(501, {}) : reply,
  ),
];
