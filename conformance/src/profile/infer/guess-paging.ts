import type { GetOperation } from "../document/list-operation.ts";
import type { ApiDocument, Placed } from "../document/read-document.ts";
import { mayBe, propertiesOf, shapeAtPointer } from "../document/schema-at-pointer.ts";
import { isObject, pointerPart } from "../json-pointer.ts";
import type { Paging } from "../list-profile.ts";

/** A pagination read from names, and which names it was read from. It may be wrong: names mislead. */
export interface GuessedPaging {
  readonly paging: Paging;
  readonly because: string;
}

const LIMITS =
  /^(?:(?:page|max|batch)[-_]?)?(?:limit|size|count|results|per[-_]?page|page[-_]?length|items[-_]?per[-_]?page|n|top|\$top|num|rows|take|first)$/i;
const PAGE_SIZES =
  /^(?:page\[(?:size|limit)\]|max[-_]?(?:results|items|keys|records)|per_page|perPage|pageSize|page_size)$/i;
const CURSORS =
  /^(?:(?:page|next|continuation|pagination|start|sync)?[-_]?(?:token|cursor)|cursor|after|starting[-_]?after|start[-_]?after|page\[(?:cursor|after)\]|marker|continue|last|next|exclusiveStart\w*)$/i;
const OFFSETS = /^(?:offset|skip|\$skip|start|start[-_]?index|page\[offset\])$/i;
const PAGES = /^(?:page|page[-_]?(?:number|num|no|index)|p|current[-_]?page|page\[number\])$/i;
const NEXT_CURSORS =
  /^(?:next[-_]?(?:page)?[-_]?(?:token|cursor|marker|offset|key)|nextToken|cursor|end[-_]?cursor|after|continuation[-_]?token|continue|next)$/i;
const NEXT_LINKS = /^(?:next|next[-_]?(?:link|url|uri|page[-_]?(?:url|uri|link))|@odata\.nextLink|nextLink)$/i;
const HAS_MORE = /^(?:has[-_]?(?:more|next(?:[-_]?page)?)|is[-_]?truncated|more)$/i;
const TOTALS = /^(?:total|(?:total|overall)[-_]?(?:count|items|results|records|entries|rows|size))$/i;
const COUNTS = /^(?:count|(?:item|record|result|row)s?[-_]?count)$/i;
const SECRETS = /(?:token|secret|password|passwd|api[-_]?key|private[-_]?key|credential)s?$/i;
const ENVELOPES = [
  "",
  "/meta",
  "/pagination",
  "/paging",
  "/links",
  "/_links",
  "/page",
  "/page_info",
  "/pageInfo",
  "/metadata",
];

/** What names suggest of an operation's paging; undefined where nothing does. */
export function guessPaging(document: ApiDocument, operation: GetOperation): GuessedPaging | undefined {
  const items = guessItems(document, operation);
  if (items === undefined) return undefined;
  const query = operation.parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
  const named = (pattern: RegExp): string | undefined => query.find((name) => pattern.test(name));
  const limitParam = named(PAGE_SIZES) ?? named(LIMITS);
  const shared = { items, ...(limitParam === undefined ? {} : { limitParam }) };
  const hasMore = memberLike(document, operation, HAS_MORE, ["boolean"]);
  const more = hasMore === undefined ? {} : { hasMore };

  const [cursorParam, nextCursor] = [
    named(CURSORS),
    memberLike(document, operation, NEXT_CURSORS, ["string", "integer"]),
  ];
  if (cursorParam !== undefined && nextCursor !== undefined)
    return {
      paging: { ...shared, ...more, style: "cursor", cursorParam, nextCursor },
      because: `the parameter ${cursorParam} and ${nextCursor} of the page look like a cursor`,
    };
  if (operation.headers.includes("link"))
    return { paging: { ...shared, style: "link" }, because: "the answer declares the header Link" };
  const nextLink = memberLike(document, operation, NEXT_LINKS, ["string"]);
  if (nextLink !== undefined)
    return {
      paging: { ...shared, style: "body-link", nextLink },
      because: `${nextLink} of the page looks like the next page's URL`,
    };
  const numbered = guessNumbered(document, operation, named, { ...shared, ...more });
  if (numbered !== undefined) return numbered;
  if (cursorParam === undefined) return undefined;
  const id = guessId(document, operation, items);
  return id === undefined
    ? undefined
    : {
        paging: { ...shared, ...more, style: "cursor", cursorParam, cursorFrom: id },
        because: `the parameter ${cursorParam} looks like a cursor, and no member of the page like the next one`,
      };
}

/** What looks like an offset or a page number, one vendor's offsets that are cursors included. */
function guessNumbered(
  document: ApiDocument,
  operation: GetOperation,
  named: (pattern: RegExp) => string | undefined,
  shared: { readonly items: string; readonly limitParam?: string; readonly hasMore?: string },
): GuessedPaging | undefined {
  const offsetParam = named(OFFSETS);
  const nextOffset = memberLike(document, operation, /^(?:next[-_]?)?offset$/i, ["string"]);
  if (offsetParam !== undefined && nextOffset !== undefined && isText(document, operation, offsetParam))
    return {
      paging: { ...shared, style: "cursor", cursorParam: offsetParam, nextCursor: nextOffset },
      because: `the parameter ${offsetParam} takes text, and ${nextOffset} of the page looks like the next one`,
    };
  if (offsetParam !== undefined)
    return {
      paging: { ...shared, style: "offset", offsetParam },
      because: `the parameter ${offsetParam} looks like an offset`,
    };
  const page = named(PAGES);
  if (page !== undefined)
    return {
      paging: { ...shared, style: "page", offsetParam: page },
      because: `the parameter ${page} looks like a page number`,
    };
  return undefined;
}

/** True for a parameter that takes text: one vendor calls its token `offset`. */
function isText(document: ApiDocument, operation: GetOperation, name: string): boolean {
  const schema = operation.parameters.find((one) => one.in === "query" && one.name === name)?.schema;
  return schema !== undefined && shapeAtPointer(document, schema, "")?.types.has("string") === true;
}

/** Where the items of a page are: the body, or its only array of objects, or the one of a usual name. */
export function guessItems(document: ApiDocument, { page }: GetOperation): string | undefined {
  if (!page) return undefined;
  const whole = shapeAtPointer(document, page, "");
  if (!whole) return undefined;
  if (whole.types.has("array")) return "";
  const arrays = [...propertiesOf(document, page)].filter(([name]) => {
    const shape = shapeAtPointer(document, page, `/${pointerPart(name)}`);
    return shape?.types.has("array") === true;
  });
  const usual = arrays.find(([name]) =>
    /^(?:data|items|results|value|values|records|entries|content|list)$/i.test(name),
  );
  const only = arrays.length === 1 ? arrays[0] : usual;
  return only && `/${pointerPart(only[0])}`;
}

/** The member of an item that is likely to tell it apart. */
export function guessId(document: ApiDocument, operation: GetOperation, items: string): string | undefined {
  const element = elementOf(document, operation, items);
  if (!element) return undefined;
  const shape = shapeAtPointer(document, element, "");
  if (shape?.types.has("string")) return "";
  const names = [...propertiesOf(document, element).keys()];
  const found = ["id", "gid", "uuid", "guid", "key", "_id", "Id", "ID", "name"].find((name) => names.includes(name));
  const name = found ?? names.find((one) => /(?:^|_)id$|Id$/.test(one));
  return name === undefined ? undefined : `/${pointerPart(name)}`;
}

/** The member of a page that is likely to say how many items there are. */
export function guessTotal(document: ApiDocument, operation: GetOperation): string | undefined {
  const types = ["integer", "number"];
  // A count next to a total is that of the page.
  return memberLike(document, operation, TOTALS, types) ?? memberLike(document, operation, COUNTS, types);
}

/** Members of an item that are likely to hold what no report may show. */
export function guessSecrets(document: ApiDocument, operation: GetOperation, items: string): string[] {
  const element = elementOf(document, operation, items);
  const names = element ? [...propertiesOf(document, element).keys()] : [];
  return names.filter((name) => SECRETS.test(name)).map((name) => `/${pointerPart(name)}`);
}

/** The schema of an item. */
function elementOf(document: ApiDocument, { page }: GetOperation, items: string): Placed | undefined {
  const list = page && shapeAtPointer(document, page, items);
  return list?.schemas.flatMap(({ value, file }) =>
    isObject(value) && value["items"] !== undefined ? [{ value: value["items"], file }] : [],
  )[0];
}

function memberLike(
  document: ApiDocument,
  { page }: GetOperation,
  pattern: RegExp,
  types: readonly string[],
): string | undefined {
  if (!page) return undefined;
  for (const envelope of ENVELOPES) {
    const shape = shapeAtPointer(document, page, envelope);
    for (const schema of shape?.schemas ?? []) {
      const { value } = schema;
      const properties = isObject(value) && isObject(value["properties"]) ? Object.keys(value["properties"]) : [];
      const name = properties.find((one) => {
        const member = pattern.test(one)
          ? shapeAtPointer(document, page, `${envelope}/${pointerPart(one)}`)
          : undefined;
        return member !== undefined && mayBe(member, ...types) && !member.types.has("array");
      });
      if (name !== undefined) return `${envelope}/${pointerPart(name)}`;
    }
  }
  return undefined;
}
