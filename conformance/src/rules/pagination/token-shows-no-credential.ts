import { Evidence } from "../../findings/evidence.ts";
import { ShownCredentials } from "../../findings/shown-credentials.ts";
import { MEMBERS } from "../../profile/live-sessions/members.ts";
import type { RuleDefinition } from "../rule.ts";

/** Clause pagination.token-shows-no-credential. */
export const rule: RuleDefinition = {
  modes: ["provisioned", "read-only", "mock"],
  reads: "everything",
  explanation: {
    why: "Tokens stand in URLs, and URLs in access logs, histories and bug reports: a stream key there lets anybody go live.",
    probe:
      "Every token of the run, for the keys that were sent and the stream keys that were listed: as they are, escaped, in hexadecimal digits and in base64.",
    example: `The token is base64 of the last session's JSON, ${MEMBERS.streamKey} included.`,
    remedy: `Put into a token what the next page needs, which is ${MEMBERS.createdAt} and the id, and nothing else.`,
  },
  judge(view) {
    const evidence = new Evidence();
    const shown = new ShownCredentials(view);
    for (const { nextToken, exchange } of view.pages) {
      if (nextToken === undefined) continue;
      const credential = shown.in(nextToken);
      evidence.compare(
        credential && {
          message: `A token shows ${credential.what}.`,
          pointer: view.words.nextPointer,
          expected: "a token without credentials",
          actual: `${credential.text} inside it`,
          exchanges: [exchange.id],
        },
      );
    }
    return evidence.finding("no token was given");
  },
};
