import { contractDocument } from "../../contract/contract-document.ts";
import { openTarget } from "../../running/open-target.ts";
import type { ConformanceOptions } from "../../running/options.ts";
import type { Invocation } from "../command.ts";
import { type DoctorCheck, fine } from "../doctor/check.ts";
import { checkNode } from "../doctor/check-node.ts";
import { examineProvisioner } from "../doctor/examine-provisioner.ts";
import { examineTarget } from "../doctor/examine-target.ts";
import { runLine } from "../doctor/next-step.ts";
import { openOutputs } from "../outputs.ts";
import { withConfigFile } from "../settings/config-file.ts";
import { runOptions } from "../settings/run-options.ts";
import { UsageError } from "../usage-error.ts";

/** Says whether a run with the same flags could start, and what it would have to judge by; it judges nothing. */
export async function doctorCommand({ given, terminal }: Invocation): Promise<number> {
  const settings = withConfigFile(given);
  const options = await runOptions(settings, terminal.environment);
  if (options.list)
    throw new UsageError(
      "doctor is only for live sessions. For a list of your own, run says what is wrong before it judges.",
    );
  openOutputs(settings);
  const checks = [checkNode(process.versions.node), ...(await examine(options))];
  terminal.out(checks.map(({ severity, text }) => `${severity.padEnd(5)}  ${text}\n`).join(""));
  const exitCode = checks.find((check) => check.exitCode !== undefined)?.exitCode ?? 0;
  terminal.out(
    exitCode === 0
      ? `A run could start.\nNext: ${runLine(given)}\n`
      : "A run could not start.\nNext: correct what is marked error, and run doctor again.\n",
  );
  return exitCode;
}

async function examine(options: ConformanceOptions): Promise<DoctorCheck[]> {
  const target = await openTarget(options, contractDocument());
  try {
    const mode = fine(`Mode ${target.mode}.`);
    return [mode, ...(await examineProvisioner(target, options)), ...(await examineTarget(target, options))];
  } finally {
    await target.close();
  }
}
