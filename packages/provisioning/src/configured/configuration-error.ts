/** The configuration cannot be used: what is wrong with it, where, and what would be right. The program ends with 2. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}
