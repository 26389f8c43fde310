const texts = { type: "string", minLength: 1 };
const values = { type: "object", additionalProperties: { type: ["string", "number", "boolean"] } };
const count = { type: "integer", minimum: 0 };
const pointer = { type: "string", pattern: "^/" };
const refusal = { type: "integer", minimum: 400, maximum: 499 };

const paging = {
  style: { enum: ["cursor", "offset", "page", "link", "body-link"] },
  items: { type: "string" },
  limitParam: texts,
  cursorParam: texts,
  nextCursor: pointer,
  cursorFrom: { type: "string" },
  hasMore: pointer,
  offsetParam: texts,
  nextLink: pointer,
};

const sizes = {
  minimum: count,
  maximum: count,
  default: count,
  zero: { enum: ["reject", "default", "empty"] },
  over: { enum: ["reject", "clamp"] },
};

const facts = {
  id: { description: "From an item to what tells it apart.", type: "string" },
  order: {
    description: "Sort keys, - for descending.",
    type: "array",
    items: { type: "string", pattern: "^-?(/|$)" },
    minItems: 1,
  },
  size: { type: "object", properties: sizes, additionalProperties: false },
  total: { description: "From the page to the number of all items.", type: "string" },
  secrets: {
    description: "Members of an item that no report may show.",
    type: "array",
    items: { type: "string" },
    minItems: 1,
  },
  errors: {
    description: "How a bad size and a bad position are answered.",
    type: "object",
    properties: { size: refusal, token: refusal },
    additionalProperties: false,
  },
  noun: { description: "What an item is called.", ...texts },
};

/** JSON schema of the members of a configuration that say which list is judged; they are checked with the list's document. */
export const LIST_SCHEMAS: Readonly<Record<string, object>> = {
  document: {
    description:
      "A list of your own in place of live sessions: its OpenAPI document (3.0 or 3.1), seen from this file's folder.",
    ...texts,
  },
  operation: { description: 'The list\'s operationId, or "GET /path".', ...texts },
  path: { description: "Values of the path's parameters.", ...values },
  query: { description: "Values of further query parameters, sent with every request.", ...values },
  pagination: {
    description: "How the list goes on, as in x-redoclyPagination; it may name only what the document leaves out.",
    type: "object",
    properties: paging,
    additionalProperties: false,
  },
  list: {
    description: "Facts that no declaration of paging has; each has more rules judged.",
    type: "object",
    properties: facts,
    additionalProperties: false,
  },
};

/** Their names. */
export const LIST_MEMBERS: readonly string[] = Object.keys(LIST_SCHEMAS);
