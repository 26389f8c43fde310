import type { ServerUnderTest } from "../corpus/server-under-test.ts";

/** A live entity with sessions, for runs that read what is there. */
export interface ProvisionedEntity {
  readonly key: string;
  readonly id: string;
}

/** Has a server's provisioner make one entity whose sessions were created at these instants; the fourth is in progress. */
export async function provisionEntity(
  server: ServerUnderTest,
  createdAt: readonly string[],
): Promise<ProvisionedEntity> {
  const response = await fetch(`${server.provisionerUrl}/scenarios`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      accounts: ["owner"],
      live_entities: [
        {
          name: "populated",
          account: "owner",
          live_sessions: createdAt.map((at, index) =>
            index === 3 ? { created_at: at } : { created_at: at, duration: 1.5 },
          ),
        },
      ],
    }),
  });
  const { accounts, live_entities: entities } = (await response.json()) as {
    accounts: { owner: { authorization: string } };
    live_entities: { populated: { id: string } };
  };
  return { key: accounts.owner.authorization, id: entities.populated.id };
}

/** Thirty instants, of which each pair of neighbours at 9 and 10, and 19 and 20, is one. */
export const thirtyWithTies: readonly string[] = Array.from({ length: 30 }, (_, index) => {
  const step = index - (index >= 10 ? 1 : 0) - (index >= 20 ? 1 : 0);
  return new Date(Date.UTC(2024, 0, 1, 12) - step * 61_000).toISOString().replace(".000Z", "Z");
});
