import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import type { IncomingMessage, RequestListener } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { withListener } from "../lists/invoice-server.ts";
import { withFolder } from "./run-cli.ts";

interface Step {
  readonly if?: string;
  readonly run?: string;
}

const folderOfAction = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const { runs } = parse(readFileSync(join(folderOfAction, "action.yml"), "utf8")) as {
  runs: { steps: readonly Step[] };
};
const step = runs.steps.find(({ run }) => run?.includes("comment.sh"));
const token = "token-of-the-job";

interface Comment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly type: string };
}

/** What GitHub's API is for the action: comments of one pull request. */
class Comments {
  readonly all: Comment[];
  readonly asked: string[] = [];
  readonly #status: number;

  constructor(all: readonly Comment[] = [], status = 200) {
    this.all = [...all];
    this.#status = status;
  }

  answer(method: string, url: URL, authorization: string | undefined, body: string): readonly [number, unknown] {
    this.asked.push(`${method} ${url.pathname}`);
    if (authorization !== `Bearer ${token}` || this.#status !== 200)
      return [this.#status === 200 ? 401 : this.#status, {}];
    const page = Number(url.searchParams.get("page") ?? 1);
    if (method === "GET") return [200, this.all.slice((page - 1) * 100, page * 100)];
    const text = (JSON.parse(body) as { body: string }).body;
    if (text.length > 65_536) return [422, {}];
    const id = Number(/\/issues\/comments\/(\d+)$/.exec(url.pathname)?.[1] ?? this.all.length + 1);
    const before = this.all.findIndex((comment) => comment.id === id);
    const comment = { id, body: text, user: { type: "Bot" } };
    if (before === -1) this.all.push(comment);
    else this.all[before] = comment;
    return [method === "POST" ? 201 : 200, comment];
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += String(chunk);
  return text;
}

/** Runs the action's step once for each summary, as a runner does. @returns what it printed, with its exit codes */
function comment(
  comments: Comments,
  summaries: readonly (string | undefined)[],
  event: object = { pull_request: { number: 7 } },
): Promise<string> {
  const serve: RequestListener = (request, response) => {
    const url = new URL(request.url ?? "/", "http://api");
    textOf(request).then(
      (body) => {
        const [status, answer] = comments.answer(request.method ?? "", url, request.headers.authorization, body);
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
      },
      () => response.destroy(),
    );
  };
  return withListener(serve, (api) =>
    withFolder(async (folder) => {
      writeFileSync(join(folder, "event.json"), JSON.stringify(event));
      mkdirSync(join(folder, "conformance-report"));
      let printed = "";
      for (const summary of summaries) {
        if (summary !== undefined) writeFileSync(join(folder, "conformance-report/report.md"), summary);
        printed += await runStep(folder, api);
      }
      return printed;
    }),
  );
}

function runStep(folder: string, api: string): Promise<string> {
  const child = spawn("bash", ["-e", "-c", step?.run ?? "exit 1"], {
    cwd: folder,
    env: {
      PATH: process.env["PATH"],
      INPUT_REPORT_FOLDER: "conformance-report",
      INPUT_GITHUB_TOKEN: token,
      GITHUB_ACTION_PATH: folderOfAction,
      GITHUB_API_URL: api,
      GITHUB_REPOSITORY: "team/api",
      GITHUB_EVENT_PATH: join(folder, "event.json"),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text) => (printed += text));
    child.once("error", reject).once("close", (code) => resolve(`${printed}exit ${code}\n`));
  });
}

test("nothing is written to a pull request that did not ask for it", () => {
  expect(step?.if).toContain("inputs.comment == 'true'");
});

test("the action writes one comment, and the next run puts its own report in its place", async () => {
  const strange = {
    id: 1,
    body: "<!-- live-sessions-conformance conformance-report -->\nmine",
    user: { type: "User" },
  };
  const comments = new Comments([strange]);
  expect(await comment(comments, ["## first `run`\n", "## second\n"])).toBe("exit 0\nexit 0\n");
  expect(comments.all).toEqual([
    strange,
    { id: 2, body: "<!-- live-sessions-conformance conformance-report -->\n## second\n", user: { type: "Bot" } },
  ]);
  expect(comments.asked.filter((asked) => !asked.startsWith("GET"))).toEqual([
    "POST /repos/team/api/issues/7/comments",
    "PATCH /repos/team/api/issues/comments/2",
  ]);
});

test("the action finds its comment behind hundreds of others", async () => {
  const others = Array.from({ length: 250 }, (_, index) => ({ id: index + 1, body: "hm", user: { type: "Bot" } }));
  const own = { id: 251, body: "<!-- live-sessions-conformance conformance-report -->\nold", user: { type: "Bot" } };
  const comments = new Comments([...others, own]);
  await comment(comments, ["new"]);
  expect(comments.all).toHaveLength(251);
  expect(comments.all.at(-1)?.body).toMatch(/\nnew$/);
});

test("a report that is longer than a comment may be ends before its first folded block, and says so", async () => {
  const comments = new Comments();
  await comment(comments, [`## verdict\n\n<details>\n\n\`\`\`\n${"x".repeat(70_000)}\n\`\`\`\n</details>\n`]);
  expect(comments.all[0]?.body).toMatch(/\n## verdict\n\nMore than fits here: see the summary of the job\.\n$/);
});

test("a comment that cannot be written is said, without the token, and fails nothing", async () => {
  const forbidden = await comment(new Comments([], 403), ["## verdict"]);
  expect(forbidden).toMatch(/^The pull request has no comment: .*403.*\nexit 0\n$/);
  expect(forbidden).not.toContain(token);
  expect(await comment(new Comments(), ["## verdict"], { push: true })).toMatch(/not started by one\.\nexit 0\n$/);
  expect(await comment(new Comments(), [undefined])).toMatch(/nothing was judged\.\nexit 0\n$/);
});
