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
  id: { description: "Pointer from an item to its unique id.", type: "string" },
  order: {
    description: "Pointers to the sort keys; - means descending.",
    type: "array",
    items: { type: "string", pattern: "^-?(/|$)" },
    minItems: 1,
  },
  size: { type: "object", properties: sizes, additionalProperties: false },
  total: { description: "Pointer from the page to the total number of items.", type: "string" },
  secrets: {
    description: "Members of an item that no report may show.",
    type: "array",
    items: { type: "string" },
    minItems: 1,
  },
  errors: {
    description: "The statuses that answer a bad size and a bad position.",
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
      "For a list of your own instead of live sessions: the path of its OpenAPI document (3.0 or 3.1), relative to this file.",
    ...texts,
  },
  operation: { description: 'The list\'s operationId, or "GET /path".', ...texts },
  path: { description: "Values of the path's parameters.", ...values },
  query: { description: "Values of extra query parameters, sent with every request.", ...values },
  pagination: {
    description:
      "How the list is paged, as in x-redoclyPagination; members that the document declares may be left out.",
    type: "object",
    properties: paging,
    additionalProperties: false,
  },
  list: {
    description: "Facts that a declaration of paging does not have; each one lets a run judge more rules.",
    type: "object",
    properties: facts,
    additionalProperties: false,
  },
};

/** Their names. */
export const LIST_MEMBERS: readonly string[] = Object.keys(LIST_SCHEMAS);
