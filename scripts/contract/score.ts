import { redocly } from "./changes.ts";

/** What `redocly score` says of a document. */
export interface Score {
  /** 0 to 100. */
  readonly agentReadiness: number;
  /** By name, 0 to 1. */
  readonly subscores: Readonly<Record<string, number>>;
}

/** A loss that is put up with: the subscore as it is, and why it is not 1. */
export interface AcceptedLoss {
  readonly subscore: number;
  readonly reason: string;
}

/** Every subscore below 1 that the document is known to have. */
export const acceptedLosses: Readonly<Record<string, AcceptedLoss>> = {
  parameterSimplicity: {
    subscore: 0.7,
    reason:
      "one tenth is taken for each parameter: id, page_size and page_token are what a paged list of a parent needs",
  },
  schemaSimplicity: {
    subscore: 0,
    reason:
      "a page of sessions is three levels deep (body, list, session), and the anyOf of error_type is counted as for " +
      "polymorphismClarity: the string stays open, as clients have to live with values that come later",
  },
  constraintClarity: {
    subscore: 0.75,
    reason:
      "six constraints on eight properties: a maxLength or pattern of a token, an id or a message would make lawful servers break the contract",
  },
  polymorphismClarity: {
    subscore: 0,
    reason:
      "error_type is anyOf the documented values and any string; a discriminator tells objects apart, of which there are none, " +
      "and a closed enum would make a value that comes later a breach",
  },
};

/** What Redocly thinks of the document in `file`. */
export async function scoreOf(file: string): Promise<Score> {
  const { agentReadiness, subscores } = JSON.parse(await redocly("score", file, "--format", "json")) as Score;
  return { agentReadiness, subscores };
}

/** What a score comes to: lines for people, and what is wrong with it. */
export interface JudgedScore {
  readonly lines: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Holds a score against the losses that are accepted: each subscore below 1 needs a reason, and a reason whose
 * subscore has moved, either way, has to be written anew.
 */
export function judgeScore({ agentReadiness, subscores }: Score, accepted: typeof acceptedLosses): JudgedScore {
  const names = [...new Set([...Object.keys(subscores), ...Object.keys(accepted)])];
  const lost = names.filter((name) => subscores[name] !== 1);
  return {
    lines: [
      `Redocly's score: ${agentReadiness} of 100`,
      ...lost.map((name) => `  ${name} ${subscores[name]} of 1: ${accepted[name]?.reason ?? "NO REASON"}`),
    ],
    problems: names.flatMap((name) => problemOf(name, subscores[name], accepted[name]?.subscore ?? 1)),
  };
}

function problemOf(name: string, found: number | undefined, known: number): string[] {
  if (found === known) return [];
  if (found === undefined) return [`Redocly gives no subscore ${name} any more: take its reason away`];
  return [
    `Redocly's subscore ${name} is ${found}; ${known} is what there is a reason for in scripts/contract/score.ts`,
  ];
}
