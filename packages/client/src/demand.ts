/**
 * Holds an argument to its rule.
 *
 * @throws RangeError which says the rule and never the value, as that may be a credential.
 */
export function demand(holds: boolean, rule: string): asserts holds {
  if (!holds) throw new RangeError(rule);
}
