import { contractDocument } from "../../contract/contract-document.ts";
import { declaredAuthentication, declaredErrorTypes, declaredSize } from "../document/declared-facts.ts";
import { declaredPaging } from "../document/declared-paging.ts";
import { operationNamed } from "../document/list-operation.ts";
import { ApiDocument } from "../document/read-document.ts";
import type { ListProfile } from "../list-profile.ts";
import { MEMBERS } from "./members.ts";

/** Name of the contract's own profile. */
export const LIVE_SESSIONS = "live-sessions";

/** The parameter of the path that says whose sessions are listed. */
const COLLECTION = "id";

let known: ListProfile | undefined;

/** The list that the contract is about: what its document declares, and what its clauses add. */
export function liveSessionsProfile(): ListProfile {
  known ??= makeProfile();
  return known;
}

function makeProfile(): ListProfile {
  const document = ApiDocument.of(contractDocument(), "openapi.json");
  const operation = operationNamed(document, "listLiveSessions");
  const declared = declaredPaging(document, operation, undefined);
  if (!declared) throw new Error("the contract's document declares no paging");
  const { paging, from } = declared;
  const authentication = declaredAuthentication(document, operation);
  return {
    name: LIVE_SESSIONS,
    path: operation.path,
    collectionParam: COLLECTION,
    pathValues: {},
    query: {},
    paging,
    id: "/id",
    order: [{ pointer: `/${MEMBERS.createdAt}`, isDescending: true }],
    size: { ...declaredSize(document, operation, paging.limitParam), zero: "reject" },
    secrets: [`/${MEMBERS.streamKey}`],
    ...(authentication === undefined || authentication === "none" ? {} : { authentication: authentication.scheme }),
    errors: {
      size: 400,
      token: 400,
      declared: operation.statuses.filter((status) => !/^[23]/.test(status)),
      types: declaredErrorTypes(document, operation),
    },
    hasHead: true,
    nouns: { item: "session", items: "sessions", collection: "live entity" },
    sources: {
      paging: from,
      id: "clauses",
      order: "clauses",
      "size.zero": "clauses",
      head: "clauses",
      noun: "clauses",
    },
  };
}
