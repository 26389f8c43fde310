import { type Exchange, jsonReply, type Reply } from "../corpus/exchange.ts";
import { ListEndpoint, type ListQuery, type Page } from "../corpus/list-endpoint.ts";
import type { Account, Entity, StoredSession } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";
import { overlap, SingleFlight } from "./single-flight.ts";

/** Answers other methods than GET and HEAD in its own way; the key is checked first. */
abstract class OtherMethods extends ListEndpoint {
  override async methodRefused(exchange: Exchange, id: string): Promise<Reply> {
    const account = await this.authenticate(exchange);
    const entity = account && this.entityOf(account, id, undefined);
    const refusal = await super.methodRefused(exchange, id);
    return entity === undefined ? refusal : this.perform(exchange, entity, refusal);
  }
  abstract perform(exchange: Exchange, entity: Entity, refusal: Reply): Reply | Promise<Reply>;
}

/** Adds a header to every list. */
function withHeader(name: string, value: string): typeof ListEndpoint {
  return class extends ListEndpoint {
    override success(...args: Parameters<ListEndpoint["success"]>): Reply {
      const reply = super.success(...args);
      return { ...reply, headers: { ...reply.headers, [name]: value } };
    }
  };
}

/** Faults of safety, concurrency and methods. */
export const httpMutants: readonly Mutant[] = [
  mutant(
    "list-touches-sessions",
    ["http.safe", "representation.faithful"],
    "Reading a session sets its updated_at.",
    class extends ListEndpoint {
      override async list(query: ListQuery): Promise<Reply> {
        const reply = await super.list(query);
        const [newest] = this.ordered(query);
        if (newest !== undefined) this.data.update(newest.entityId, newest.id, { updatedAt: newest.updatedAt + 1 });
        return reply;
      }
    },
  ),
  mutant(
    "head-touches-sessions",
    { clauses: ["http.safe", "representation.faithful"], killedBy: ["representation.faithful"] },
    "HEAD is counted as a heartbeat of the newest session: its updated_at moves. Needs a HEAD between two equal GETs.",
    class extends ListEndpoint {
      override async list(query: ListQuery): Promise<Reply> {
        const reply = await super.list(query);
        const [newest] = this.ordered(query);
        if (newest !== undefined && query.exchange.method === "HEAD")
          this.data.update(newest.entityId, newest.id, { updatedAt: newest.updatedAt + 1 });
        return reply;
      }
    },
  ),
  mutant(
    "views-counted-in-the-list",
    ["http.safe"],
    "Each session has a further member that counts how often it was listed.",
    class extends ListEndpoint {
      readonly views: Map<string, number> = new Map();
      override item(row: StoredSession, query: ListQuery): Readonly<Record<string, unknown>> {
        const views = (this.views.get(row.id) ?? 0) + 1;
        this.views.set(row.id, views);
        return { ...super.item(row, query), views };
      }
    },
  ),
  mutant(
    "reading-closes-stale-sessions",
    {
      clauses: ["http.safe", "representation.in-progress-has-no-duration"],
      killedBy: ["representation.in-progress-has-no-duration"],
    },
    "A read repairs: a session in progress that is not the newest is ended when it is first listed. Needs an older session in progress, listed twice.",
    class extends ListEndpoint {
      override async list(query: ListQuery): Promise<Reply> {
        const reply = await super.list(query);
        const [, ...older] = this.ordered(query);
        for (const row of older.filter(({ duration }) => duration === undefined))
          this.data.update(row.entityId, row.id, { updatedAt: row.updatedAt, duration: 0 });
        return reply;
      }
    },
  ),
  mutant(
    "entity-in-a-shared-variable",
    {
      clauses: ["http.concurrent", "representation.own-sessions-only"],
      killedBy: ["representation.own-sessions-only"],
    },
    "The entity of the request is kept in a module's variable across an await. Needs two entities asked for at the same time.",
    class extends ListEndpoint {
      current: Entity | undefined;
      override async page(query: ListQuery): Promise<Page> {
        this.current = query.entity;
        await overlap();
        return super.page({ ...query, entity: this.current });
      }
    },
  ),
  mutant(
    "account-in-a-shared-variable",
    { clauses: ["http.concurrent", "errors.foreign-entity-closed"], killedBy: ["http.concurrent"] },
    "The account of the request is kept in a module's variable across an await. Needs two accounts that ask at the same time.",
    class extends ListEndpoint {
      current: Account | undefined;
      override async authenticate(exchange: Exchange): Promise<Account | undefined> {
        this.current = await super.authenticate(exchange);
        await overlap();
        return this.current;
      }
    },
  ),
  mutant(
    "size-in-a-shared-variable",
    ["http.concurrent", "pagination.page-size-is-a-ceiling"],
    "The page size is kept in a module's variable across an await. Needs two sizes asked for at the same time.",
    class extends ListEndpoint {
      size = 10;
      override async page(query: ListQuery): Promise<Page> {
        this.size = query.size;
        await overlap();
        return super.page({ ...query, size: this.size });
      }
    },
  ),
  mutant(
    "requests-coalesced-by-path",
    ["http.concurrent"],
    "Requests for one path at the same time share one answer, whatever their query. Needs two pages or sizes of one entity asked for at once.",
    class extends SingleFlight {
      override keyOf({ exchange: { method, path, headers } }: ListQuery): string {
        return `${method} ${path} ${headers["if-none-match"]}`;
      }
    },
  ),
  mutant(
    "database-is-locked",
    ["http.concurrent"],
    "A second request while one is inside meets SQLITE_BUSY: 500. Needs two requests at the same time.",
    class extends ListEndpoint {
      inside = 0;
      override async list(query: ListQuery): Promise<Reply> {
        if (this.inside > 0) throw new Error("database is locked");
        this.inside += 1;
        await overlap();
        this.inside -= 1;
        return super.list(query);
      }
    },
  ),
  mutant(
    "refusals-cached-by-url",
    { clauses: ["http.concurrent", "http.safe"], killedBy: ["http.concurrent"] },
    "A 401 or 404 is cached under the URL: once a stranger has asked for a page, its owner gets the stranger's answer. Needs a refused request for exactly a URL that the owner asks for later.",
    class extends ListEndpoint {
      readonly refused: Map<string, Reply> = new Map();
      override async route(exchange: Exchange): Promise<Reply> {
        const known = this.refused.get(exchange.target);
        if (known !== undefined && this.accountOf(exchange.headers.authorization ?? "") !== undefined) return known;
        const reply = await super.route(exchange);
        if (reply.status === 401 || reply.status === 404) this.refused.set(exchange.target, reply);
        return reply;
      }
    },
  ),
  mutant(
    "post-lists",
    ["http.other-methods"],
    "The route answers POST as it does GET.",
    class extends OtherMethods {
      async perform(exchange: Exchange, entity: Entity, refusal: Reply): Promise<Reply> {
        const account = await this.authenticate(exchange);
        if (exchange.method !== "POST" || account === undefined) return refusal;
        return this.list({ exchange, account, entity, size: this.defaultSize, after: undefined });
      }
    },
  ),
  mutant(
    "post-creates",
    ["http.other-methods"],
    "The generic resource has a create: POST is 201, and a session more is listed.",
    class extends OtherMethods {
      perform(exchange: Exchange, entity: Entity, refusal: Reply): Reply {
        if (exchange.method !== "POST") return refusal;
        const now = Math.floor(Date.now() / 1000);
        const session = { createdAt: now, updatedAt: now, duration: undefined, streamKey: undefined };
        return jsonReply(201, { id: this.data.insert(entity.id, session)?.id });
      }
    },
  ),
  mutant(
    "delete-deletes",
    ["http.other-methods"],
    "The generic resource has a destroy: DELETE is 204, and the entity's sessions are gone.",
    class extends OtherMethods {
      perform(exchange: Exchange, entity: Entity, refusal: Reply): Reply {
        if (exchange.method !== "DELETE") return refusal;
        entity.sessions.length = 0;
        return { status: 204, headers: {}, body: "" };
      }
    },
  ),
  mutant(
    "put-is-500",
    ["http.other-methods"],
    "PUT reaches a handler that parses an empty body.",
    class extends OtherMethods {
      perform(exchange: Exchange, _entity: Entity, refusal: Reply): Reply {
        return exchange.method === "PUT" ? this.crashed(undefined, exchange) : refusal;
      }
    },
  ),
  mutant(
    "patch-is-200",
    ["http.other-methods"],
    "PATCH answers 200 with nothing done.",
    class extends OtherMethods {
      perform(exchange: Exchange, _entity: Entity, refusal: Reply): Reply {
        return exchange.method === "PATCH" ? jsonReply(200, {}) : refusal;
      }
    },
  ),
  mutant(
    "refusal-without-allow",
    ["http.method-not-allowed"],
    "405 without Allow.",
    class extends ListEndpoint {
      override methodRefused(): Reply {
        return this.error(405, "Method not allowed.");
      }
    },
  ),
  mutant(
    "other-methods-are-404",
    ["http.method-not-allowed"],
    "The router matches method and path at once: 404.",
    class extends ListEndpoint {
      override methodRefused(): Reply {
        return this.unknownRoute();
      }
    },
  ),
  mutant(
    "head-is-405",
    ["http.head"],
    "HEAD is refused.",
    class extends ListEndpoint {
      override async route(exchange: Exchange): Promise<Reply> {
        return exchange.method === "HEAD" ? this.error(405, "GET only.", { allow: "GET" }) : super.route(exchange);
      }
    },
  ),
  mutant(
    "head-is-always-200",
    ["errors.unknown-entity", "http.head"],
    "With a valid key HEAD is 200 whatever is asked: an unknown entity and a bad size too.",
    class extends ListEndpoint {
      override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
        const reply = await super.authorized(exchange, account, id);
        return exchange.method === "HEAD" && reply.status < 500 ? { ...reply, status: 200 } : reply;
      }
    },
  ),
  mutant(
    "head-of-no-length",
    ["http.head"],
    "HEAD says Content-Length: 0 and text/plain, as the framework's empty answer does.",
    class extends ListEndpoint {
      override async handle(exchange: Exchange): Promise<Reply> {
        const reply = await super.handle(exchange);
        if (exchange.method !== "HEAD") return reply;
        return {
          ...reply,
          headers: { ...reply.headers, "content-type": "text/plain", "content-length": "0" },
          body: "",
        };
      }
    },
  ),
  mutant(
    "accept-is-500",
    ["http.accept"],
    "Content negotiation throws on types that nobody registered.",
    class extends ListEndpoint {
      override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
        const accept = exchange.headers.accept ?? "*/*";
        if (!/json|\*\/\*|application\/\*/.test(accept)) throw new Error("No renderer");
        return super.authorized(exchange, account, id);
      }
    },
  ),
  mutant(
    "browsable-html",
    ["http.accept"],
    "A client that accepts text/html gets the list as a page, as DRF's browsable API does.",
    class extends ListEndpoint {
      override async list(query: ListQuery): Promise<Reply> {
        const reply = await super.list(query);
        if (reply.status !== 200 || !query.exchange.headers.accept?.includes("text/html")) return reply;
        const body = `<!doctype html><pre>${String(reply.body)}</pre>`;
        return { ...reply, headers: { "content-type": "text/html; charset=utf-8" }, body };
      }
    },
  ),
  mutant(
    "accept-xml-is-xml",
    ["http.accept"],
    "A client that asks for application/xml gets it.",
    class extends ListEndpoint {
      override async list(query: ListQuery): Promise<Reply> {
        const reply = await super.list(query);
        if (reply.status !== 200 || query.exchange.headers.accept !== "application/xml") return reply;
        return { ...reply, headers: { "content-type": "application/xml" }, body: "<data/>" };
      }
    },
  ),
  mutant(
    "unknown-parameters-are-400",
    ["http.unknown-parameters"],
    "Query parameters that the route does not know are refused.",
    class extends ListEndpoint {
      override async authorized(exchange: Exchange, account: Account, id: string): Promise<Reply> {
        const names = [...new URLSearchParams(exchange.query).keys()];
        const isKnown = names.every((name) => name === "page_size" || name === "page_token");
        return isKnown ? super.authorized(exchange, account, id) : this.badRequest("Unknown parameter.");
      }
    },
  ),
  mutant(
    "limit-is-an-alias",
    ["http.unknown-parameters"],
    "`limit`, a left-over of the older version, still changes the page.",
    class extends ListEndpoint {
      override async page(query: ListQuery): Promise<Page> {
        const limit = Number(new URLSearchParams(query.exchange.query).get("limit") ?? query.size);
        return super.page({ ...query, size: Math.min(query.size, limit || query.size) });
      }
    },
  ),
  mutant(
    "publicly-cached",
    ["http.not-publicly-cached"],
    "A middleware marks every GET as public for a minute.",
    withHeader("cache-control", "public, max-age=60"),
  ),
  mutant(
    "kept-by-shared-caches",
    ["http.not-publicly-cached"],
    "s-maxage lets a shared cache keep the page though the request has a key (RFC 9111 §3.5).",
    withHeader("cache-control", "max-age=0, s-maxage=30"),
  ),
  mutant(
    "must-revalidate-alone",
    ["http.not-publicly-cached"],
    "must-revalidate without private lets a shared cache keep the page (RFC 9111 §3.5).",
    withHeader("cache-control", "max-age=60, must-revalidate"),
  ),
];
