import type { ConformanceOptions } from "../../src/running/options.ts";
import { provision, type Scenario } from "../corpus/scripted-client.ts";
import type { ServerUnderTest } from "../corpus/server-under-test.ts";

/** A session as the provisioning protocol takes it. */
type NewSession = Readonly<Record<string, unknown>>;

const newest = Date.UTC(2024, 5, 1, 12, 0, 0);

/**
 * Sessions of somebody's own entity: every fourth to seventh share a second, the newest is in progress. No row is like
 * one of the suite's own scenario.
 */
function ownSessions(count: number): readonly NewSession[] {
  return Array.from({ length: count }, (_, index) => {
    const second = index - (index % 7 > 3 ? (index % 7) - 3 : 0);
    const createdAt = newest - second * 61_000;
    const ended = { duration: 30.5 + index / 1000, updated_at: spell(createdAt + 31_000) };
    return { created_at: spell(createdAt), ...(index === 0 ? {} : ended) };
  });
}

function spell(ms: number): string {
  return new Date(ms).toISOString().replace(".000Z", "Z");
}

/** Options of a read-only run on data that were made by hand, through the server's provisioner. */
export async function readOnlyOptions(started: ServerUnderTest, count: number): Promise<ConformanceOptions> {
  const entity = (name: string, sessions: readonly NewSession[], account = "owner") => ({
    name,
    account,
    live_sessions: sessions,
  });
  const scenario = (await provision(started, "POST", "/scenarios", {
    accounts: ["owner", "stranger"],
    live_entities: [
      entity("own", ownSessions(count)),
      entity("other", ownSessions(12)),
      entity("empty", []),
      entity("foreign", ownSessions(9), "stranger"),
    ],
  })) as Scenario;
  const { settle_ms: settleMs } = (await provision(started, "GET", "/capabilities")) as { readonly settle_ms: number };
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const id = (name: string): string => scenario.live_entities[name]?.id ?? "";
  return {
    baseUrl: started.baseUrls,
    authorization: scenario.accounts["owner"]?.authorization ?? "",
    liveEntity: id("own"),
    otherLiveEntity: id("other"),
    emptyLiveEntity: id("empty"),
    foreignLiveEntity: id("foreign"),
  };
}
