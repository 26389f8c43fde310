import { mostIdlePages } from "../reading/idle-pages.ts";
import { percentEncoded } from "../transport/percent-encoded.ts";
import type { Experiment } from "./experiment.ts";
import { askFirstPage } from "./first-page.ts";
import type { Lab, QueryParameter } from "./lab.ts";
import type { RawExchange } from "./notebook.ts";
import { readQuickly } from "./quick-reading.ts";
import { earlyToken } from "./repeats.ts";
import { alterToken } from "./token-alterations.ts";

const size = "7";

/** Text that no server would hand out as a token; numbers and short words might be one. */
const noTokens: readonly { readonly probe: string; readonly token: string; readonly size?: string }[] = [
  { probe: "a sentence", token: "this isn't a page token, it is a sentence with spaces", size },
  { probe: "an emoji", token: "🦆" },
  { probe: "NUL", token: "\u0000", size },
  { probe: "a path", token: "../../../etc/passwd" },
];

/** Tokens as given, given again, blank, spelled otherwise, altered, invented, and of other entities. */
export const tokens: Experiment = {
  id: "tokens",
  modes: ["provisioned", "read-only"],
  async run(lab) {
    const first = await tokenOf(lab, "populated", "owner");
    await askBlank(lab);
    for (const [index, { probe, token: text, size }] of noTokens.entries()) {
      // Where nothing is to be listed, a server may answer before it has looked at the token.
      const entity = probe === "a path" && lab.has("empty") ? "empty" : "populated";
      const query: QueryParameter[] = [...sizeParameter(size), ["page_token", text]];
      await lab.ask({ entity, role: "garbage", probe, query, instance: (index + 1) % lab.bench.instances });
    }
    const token = first === undefined ? undefined : await askControl(lab, first);
    if (token === undefined) return;
    await ask(lab, "replay", token, undefined, size);
    if (percentEncoded(token) !== token) {
      // As somebody sends it who does not encode: where only this works, the encoded form is not decoded.
      const raw = ["page_token", token.replaceAll(/[^!-~]|[#&%]/gu, percentEncoded), "encoded"] as const;
      await lab.ask({ entity: "populated", role: "unencoded", query: [["page_size", size], raw] });
    }
    await lab.ask({
      entity: "populated",
      role: "encoded",
      query: [
        ["page_size", size],
        ["page_token", percentEncodeAll(token), "encoded"],
      ],
    });
    await askAltered(lab, token);
    await askForeign(lab, token);
  },
};

/** Asks for the page behind a token. One without sessions that says it goes on is lawful, and shows little: then the next. @returns the token of the last page asked for */
async function askControl(lab: Lab, first: string): Promise<string> {
  let token = first;
  for (let empty = 0; empty < mostIdlePages; empty += 1) {
    const page = readQuickly(await ask(lab, "control", token, undefined, size));
    if (page?.nextToken === undefined || page.sessions.length > 0) return token;
    token = page.nextToken;
  }
  await ask(lab, "control", token, undefined, size);
  return token;
}

async function tokenOf(lab: Lab, entity: string, key: string): Promise<string | undefined> {
  const raw = await askFirstPage(lab, { entity, key, role: "source", query: [["page_size", size]] });
  return readQuickly(raw)?.nextToken;
}

function ask(lab: Lab, role: string, token: string, probe?: string, pageSize?: string): Promise<RawExchange> {
  return askOf(lab, "populated", role, token, probe, pageSize);
}

async function askOf(
  lab: Lab,
  entity: string,
  role: string,
  token: string,
  probe?: string,
  pageSize?: string,
): Promise<RawExchange> {
  return lab.ask({
    entity,
    role,
    query: [...sizeParameter(pageSize), ["page_token", token]],
    ...(probe === undefined ? {} : { probe }),
  });
}

function sizeParameter(size: string | undefined): QueryParameter[] {
  return size === undefined ? [] : [["page_size", size]];
}

/** Somebody's own list grows: there the page that a blank token must give is asked for right before it and right after. */
async function askBlank(lab: Lab): Promise<void> {
  const grows = lab.bench.mode === "read-only";
  const sized = [["page_size", size]] as const;
  const blank = ["page_token", ""] as const;
  const populated = { entity: "populated" };
  await askFirstPage(lab, { ...populated, role: "blank", query: [...sized, blank] });
  if (grows) await askFirstPage(lab, { ...populated, role: "source again", query: sized });
  if (grows) await askFirstPage(lab, { ...populated, role: "source at the default size" });
  await askFirstPage(lab, { ...populated, role: "blank at the default size", query: [blank] });
  if (grows) await askFirstPage(lab, { ...populated, role: "source at the default size" });
}

async function askAltered(lab: Lab, token: string): Promise<void> {
  const others = ["sibling"].filter((name) => lab.has(name)).map((name) => lab.entity(name).id);
  for (const altered of alterToken(token, { entityId: lab.entity("populated").id, otherEntityIds: others })) {
    await ask(lab, "altered", altered.token, altered.probe, size);
  }
}

async function askForeign(lab: Lab, token: string): Promise<void> {
  for (const [entity, key] of [
    ["sibling", "owner"],
    ["foreign", "stranger"],
  ] as const) {
    if (!lab.has(entity) || !lab.bench.keys.has(key)) continue;
    const foreign = lab.bench.keepsakes.get(earlyToken(entity)) ?? (await tokenOf(lab, entity, key));
    if (foreign !== undefined) await ask(lab, "foreign", foreign, `of ${entity}`, size);
  }
  if (lab.has("empty")) await askOf(lab, "empty", "foreign", token, "of populated", size);
}

const encodedCharacters = 200;

/**
 * Every byte as %XX, the digits in either case: the same token, for whoever decodes it once (RFC 3986 §2.1 and §2.3). Of
 * a long token only the beginning, as three times its length may be more than a server takes.
 */
function percentEncodeAll(text: string): string {
  const characters = [...text];
  const bytes = Buffer.from(characters.slice(0, encodedCharacters).join(""), "utf8");
  const beginning = [...bytes].map((byte, index) => `%${inHex(byte, index % 2 === 0)}`).join("");
  return beginning + percentEncoded(characters.slice(encodedCharacters).join(""));
}

function inHex(byte: number, isUpper: boolean): string {
  const digits = byte.toString(16).padStart(2, "0");
  return isUpper ? digits.toUpperCase() : digits;
}
