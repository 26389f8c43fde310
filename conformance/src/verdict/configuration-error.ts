/** The run was set up wrongly: a key that the target does not know, a collection that it has not, a mock given as a real target. The CLI exits with 2. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}
