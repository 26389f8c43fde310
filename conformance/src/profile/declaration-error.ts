/** What a document or a configuration says of a list does not fit, and nothing was sent. The CLI exits with 2. */
export class DeclarationError extends Error {
  override readonly name = "DeclarationError";
}
