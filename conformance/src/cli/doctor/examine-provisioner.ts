import type { OpenTarget } from "../../running/open-target.ts";
import type { ConformanceOptions } from "../../running/options.ts";
import { parseCapabilities } from "../../scenario/provisioner.ts";
import { plainMessage } from "../plain-message.ts";
import { type DoctorCheck, fault, fine, note } from "./check.ts";

/** Asks the provisioner what it can do; it makes no data. */
export async function examineProvisioner(target: OpenTarget, options: ConformanceOptions): Promise<DoctorCheck[]> {
  if (!target.provisioner) return [];
  const authorization =
    options.provisionerAuthorization === undefined ? {} : { authorization: options.provisionerAuthorization };
  const request = {
    method: "GET",
    instance: 0,
    target: "/capabilities",
    headers: { accept: "application/json", ...authorization },
  };
  const signal = options.signal ?? new AbortController().signal;
  try {
    const { capabilities, settleMs, declaredSettleMs } = parseCapabilities(
      await target.provisioner.send(request, signal),
    );
    const missing = ["insert", "update", "delete", "fault"].filter((name) => !capabilities.some((one) => one === name));
    return [
      fine(
        `The provisioner can ${capabilities.join(", ") || "only make scenarios"}; changes show after ${settleMs} ms${declaredSettleMs > settleMs ? `, the maximum (it declares ${declaredSettleMs})` : ""}.`,
      ),
      ...(missing.length === 0
        ? []
        : [note(`It cannot ${missing.join(", ")}: the rules that need it will not apply.`)]),
    ];
  } catch (error) {
    return [fault(plainMessage(error instanceof Error ? error.message : String(error)), 4)];
  }
}
