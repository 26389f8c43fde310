/** Clauses that no rule proves, each with the reason. */
export const excludedClauses: Readonly<Record<string, string>> = {};
