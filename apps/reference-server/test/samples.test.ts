import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import process from "node:process";
import { fileURLToPath } from "node:url";
import type { Report } from "@live-sessions/conformance";
import { expect, it, onTestFinished } from "vitest";
import { complaints, NONE } from "./complaints.ts";
import { freePort } from "./free-port.ts";
import { outputUntil, Sandbox, type Serving } from "./program.ts";

const CLI = fileURLToPath(new URL("dist/cli.js", import.meta.resolve("@live-sessions/conformance/package.json")));
// Both instances on loopback addresses that Linux alone has of itself.
const HOSTS = ["127.0.0.1", "127.0.0.2"];

const sample = (name: string): string => readFileSync(new URL(`../samples/${name}`, import.meta.url), "utf8");
const isThere = (program: string, ...args: string[]): boolean => spawnSync(program, args).status === 0;

/** A proxy that is started on a sample. */
interface Proxy {
  readonly name: string;
  readonly isInstalled: boolean;
  /** Its command, and the certificate of its signer. */
  readonly prepare: (sandbox: Sandbox, ports: Ports) => { readonly command: readonly string[]; readonly ca: string };
}

interface Ports {
  /** Where the proxy listens. */
  readonly front: number;
  readonly list: number;
  readonly operations: number;
}

const PROXIES: readonly Proxy[] = [
  {
    name: "nginx",
    isInstalled: isThere("nginx", "-v") && isThere("openssl", "version"),
    prepare: (sandbox, { front, list }) => {
      const [certificate, key] = [sandbox.file("certificate.pem"), sandbox.file("key.pem")];
      const names = "subjectAltName=DNS:lists.example.com,IP:127.0.0.1";
      const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
      const written = ["-keyout", key, "-out", certificate, "-subj", "/CN=lists.example.com", "-addext", names];
      expect(spawnSync("openssl", ["req", "-x509", ...kind, ...written]).status).toBe(0);
      const here = sample("nginx.conf")
        .replaceAll(":8080", `:${list}`)
        .replace("listen 443", `listen 127.0.0.1:${front}`)
        .replace("/etc/ssl/lists.example.com.pem", certificate)
        .replace("/etc/ssl/lists.example.com.key", key);
      const folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
        (kindOf) => `${kindOf}_temp_path ${sandbox.folder}/${kindOf};`,
      );
      const around = `daemon off; master_process off; pid ${sandbox.folder}/pid; error_log ${sandbox.folder}/error.log;`;
      writeFileSync(
        sandbox.file("nginx.conf"),
        `${around} events {} http { access_log off; ${folders.join(" ")} ${here} }`,
      );
      return { command: ["nginx", "-c", sandbox.file("nginx.conf"), "-p", sandbox.folder], ca: certificate };
    },
  },
  {
    name: "Caddy",
    isInstalled: isThere("caddy", "version"),
    prepare: (sandbox, { front, list, operations }) => {
      const here = sample("Caddyfile")
        .replaceAll(":8080", `:${list}`)
        .replace("9090", String(operations))
        // An authority of its own, as nobody outside vouches for this address.
        .replace("lists.example.com {", `https://127.0.0.1:${front} {\n\ttls internal`);
      const options = `admin off\nskip_install_trust\nauto_https disable_redirects\nstorage file_system ${sandbox.folder}/caddy`;
      writeFileSync(sandbox.file("Caddyfile"), `{\n${options}\n}\n${here}`);
      return {
        command: ["caddy", "run", "--config", sandbox.file("Caddyfile"), "--adapter", "caddyfile"],
        ca: sandbox.file("caddy/pki/authorities/local/root.crt"),
      };
    },
  },
];

for (const { name, isInstalled, prepare } of PROXIES) {
  // They are of the operating system, npm has neither; and the second loopback address is Linux's.
  it.skipIf(!isInstalled || process.platform !== "linux")(
    `the sample for ${name} puts TLS and compression before two instances, and what should be kept is, while each is started again`,
    async () => {
      await using sandbox = new Sandbox();
      const ports = { front: await freePort(), list: await freePort(), operations: await freePort() };
      const database = ["--database", sandbox.file("a.sqlite")];
      const start = (host: string): Promise<Serving> => {
        const list = ["--host", host, "--port", String(ports.list)];
        const operations = ["--operations-host", host, "--operations-port", String(ports.operations)];
        return sandbox.serve([...list, ...operations, ...database, "--drain-ms", "200"]);
      };
      const instances = await Promise.all(HOSTS.map(start));
      const { provisioning } = await sandbox.serve(database);
      const { command, ca } = prepare(sandbox, ports);
      const [program = "", ...args] = command;
      const proxy = spawn(program, args, { stdio: "ignore", env: { ...process.env, HOME: sandbox.folder } });
      onTestFinished(() => void proxy.kill());
      await expect.poll(() => isListening(ports.front)).toBe(true);
      let areRestarted = false;
      const restart = async (): Promise<void> => {
        for (const [n, host] of HOSTS.entries()) {
          expect(await instances[n]?.stop()).toMatchObject({ code: 0 });
          await start(host);
        }
      };
      const restarting = restart().finally(() => {
        areRestarted = true;
      });
      const front = `https://127.0.0.1:${ports.front}`;
      while (!areRestarted) {
        const report = await judged(sandbox, front, provisioning, ca);
        expect(complaints(report)).toEqual(NONE);
        // The suite would ask once more for what it got no answer to.
        expect(report.exchanges.filter(({ attempts }) => attempts > 1)).toEqual([]);
        expect(report.exchanges.flatMap(({ response }) => response?.headers ?? [])).toContainEqual([
          "content-encoding",
          "gzip",
        ]);
      }
      await restarting;
    },
  );
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  const [error] = await Promise.race([once(socket, "connect"), once(socket, "error")]).catch((failed) => [failed]);
  socket.destroy();
  return error === undefined;
}

// In a process of its own, as Node reads whom it trusts when it starts.
async function judged(sandbox: Sandbox, front: string, provisioning: string, ca: string): Promise<Report> {
  const file = sandbox.file("report.json");
  const target = ["--base-url", front, "--provisioner", provisioning];
  const how = ["--level", "should", "--seed", "1", "--reporter", `json=${file}`];
  const env = { PATH: process.env["PATH"], NODE_EXTRA_CA_CERTS: ca };
  await once(spawn(process.execPath, [CLI, "run", ...target, ...how], { env, stdio: "ignore" }), "close");
  return JSON.parse(readFileSync(file, "utf8")) as Report;
}

it("the settings of the sample for systemd start two instances on one file", async () => {
  await using sandbox = new Sandbox();
  const unit = sample("live-sessions-server@.service");
  expect(unit).toContain("\nExecStart=/usr/bin/env live-sessions-server serve\n");
  const [list, operations] = [await freePort(), await freePort()];
  const settingsOf = (instance: string): string[] => {
    const text = [...unit.matchAll(/^Environment=(.+)$/gm)].map(([, settings = ""]) => settings).join(" ");
    const here = text.replaceAll("%i", instance).replace("/var/lib/live-sessions-server", sandbox.folder);
    return here.replace("8080", `${list}`).replace("9090", `${operations}`).split(" ");
  };
  const readiness = HOSTS.slice(0, process.platform === "linux" ? 2 : 1).map(async (host) => {
    const environment = settingsOf(host.slice(-1)).map((setting) => setting.split("=") as [string, string]);
    const child = sandbox.start(["serve"], Object.fromEntries(environment));
    expect(await outputUntil(child, "Operations at ")).toContain(`Live sessions at http://${host}:${list}\n`);
    return (await fetch(`http://${host}:${operations}/readyz`)).status;
  });
  expect(new Set(await Promise.all(readiness))).toEqual(new Set([200]));
});

// Of the operating system.
it.skipIf(!isThere("systemd-analyze", "--version"))("the sample for systemd is a unit that systemd takes", async () => {
  await using sandbox = new Sandbox();
  const file = sandbox.file("live-sessions-server@1.service");
  writeFileSync(file, sample("live-sessions-server@.service"));
  const { status, stderr } = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
});
