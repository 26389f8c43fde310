import type { ServedLiveSession } from "@live-sessions/contract";
import type { OneEntity } from "./scenario.ts";

/** What the ingest listener answered. */
export interface Reported {
  readonly status: number;
  readonly body: ServedLiveSession;
}

/** Reports an event of a session (`start`, `signal`, `end`), as a media server does. */
export async function report(
  base: string,
  { authorization }: Pick<OneEntity, "authorization">,
  event: string,
  body: object,
): Promise<Reported> {
  const init = { method: "POST", headers: { authorization }, body: JSON.stringify(body) };
  const response = await fetch(`${base}/ingest/sessions/${event}`, init);
  return { status: response.status, body: (await response.json()) as ServedLiveSession };
}
