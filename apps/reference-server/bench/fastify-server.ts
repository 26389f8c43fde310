// What anyone would write on Fastify: routes by its router, rows as objects, its own serialisation of what is returned.
import process from "node:process";
import { DatabaseSync } from "node:sqlite";
import fastify from "fastify";

interface ListRequest {
  readonly Params: { readonly id: string };
  readonly Querystring: { readonly page_size?: string; readonly page_token?: string };
}

const database = new DatabaseSync(process.argv[2] ?? "");
const accountOf = database.prepare("select account_id from api_keys where key = ?");
const entityOf = database.prepare("select id from live_entities where id = ? and account_id = ?");
const first = database.prepare(
  "select * from live_sessions where entity_id = ? order by created_at desc, id desc limit ?",
);
const after = database.prepare(
  `select * from live_sessions where entity_id = ? and (created_at, id) < (?, ?)
   order by created_at desc, id desc limit ?`,
);
const instant = (seconds: unknown): string => new Date(Number(seconds) * 1000).toISOString().replace(".000", "");

const app = fastify();
app.get<ListRequest>("/v1/live_entities/:id/live_sessions", (request, reply) => {
  const { id } = request.params;
  const account = accountOf.get(request.headers.authorization ?? "")?.["account_id"];
  if (account === undefined || !entityOf.get(id, account)) return reply.code(404).send({ message: "not found" });
  const { page_size: size = "10", page_token: token } = request.query;
  const limit = Number(size) + 1;
  const position = token ? JSON.parse(Buffer.from(token, "base64url").toString()) : undefined;
  const rows = position ? after.all(id, position[2], position[3], limit) : first.all(id, limit);
  const last = rows[limit - 2];
  const next = rows.length === limit && last ? JSON.stringify([1, id, last["created_at"], last["id"]]) : "";
  const data = rows.slice(0, limit - 1).map((row) => ({
    ...row,
    created_at: instant(row["created_at"]),
    updated_at: instant(row["updated_at"]),
  }));
  return reply.send({ data, next_page_token: Buffer.from(next).toString("base64url") });
});
await app.listen({ port: 0, host: "127.0.0.1" });
process.stdout.write(`Live sessions at ${JSON.stringify(app.server.address())}\n`);
