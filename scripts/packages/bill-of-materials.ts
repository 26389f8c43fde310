// pnpm makes the bill; of our own is the list of licences, read out of it.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../run-command.ts";
import { fileNameOf } from "./pack.ts";

/** A package in a CycloneDX document, as far as it is read here. */
interface Component {
  /** Its scope, with the `@`. */
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly licenses?: readonly { readonly license?: { id?: string; name?: string }; readonly expression?: string }[];
}

/** What a package brings along when it is installed: itself, and everything that it depends on. */
export interface BillOfMaterials {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
}

/**
 * Writes two files into `folder` for each of the packages `names` of the workspace at `root`: its bill of materials in
 * CycloneDX 1.6 (`live-sessions-client.cdx.json`), and the licences in it (`live-sessions-client.licences.txt`). Nothing
 * is asked of a registry: both are made of the lockfile and of what is installed.
 *
 * @throws with pnpm's own words when it fails.
 */
export async function writeBills(root: string, names: readonly string[], folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const format = ["--sbom-format", "cyclonedx", "--sbom-spec-version", "1.6", "--split"];
  const filters = names.flatMap((name) => ["--filter", name]);
  const args = ["sbom", ...format, "--prod", "--exclude-peers", ...filters, "--out", join(folder, "%s.cdx.json")];
  const { code, output } = await runCommand("pnpm", args, root);
  if (code !== 0) throw new Error(`pnpm ${args.join(" ")} exited with ${code}:\n${output}`);
  for (const name of names) {
    writeFileSync(join(folder, `${fileNameOf(name)}.licences.txt`), licenceList(readBill(folder, name)));
  }
}

/** The bill of materials of the package `name` that {@link writeBills} wrote into `folder`. */
export function readBill(folder: string, name: string): BillOfMaterials {
  return JSON.parse(readFileSync(join(folder, `${fileNameOf(name)}.cdx.json`), "utf8")) as BillOfMaterials;
}

/** Each package of a bill with its version and licence, a line each, in the order of the alphabet. */
function licenceList({ metadata, components }: BillOfMaterials): string {
  const lines = [metadata.component, ...components].map(
    (component) => `${fullName(component)} ${component.version} ${licenceOf(component)}\n`,
  );
  return lines.sort().join("");
}

/** Name and scope. */
export function fullName({ group, name }: Component): string {
  return group === undefined ? name : `${group}/${name}`;
}

/** The licence that a package names, as SPDX spells it; `unknown` when it names none. */
export function licenceOf({ licenses = [] }: Component): string {
  const named = licenses.map(({ license, expression }) => expression ?? license?.id ?? license?.name ?? "unknown");
  return named.length === 0 ? "unknown" : named.join(" AND ");
}
