import { targetOf } from "../../experiments/list-request.ts";
import { liveSessionsProfile } from "../../profile/live-sessions/live-sessions-profile.ts";
import type { OpenTarget } from "../../running/open-target.ts";
import type { ConformanceOptions } from "../../running/options.ts";
import { cleanUp, provision } from "../../running/provisioning.ts";
import { smallScenario } from "../../scenario/live-sessions/protocol.ts";
import { parseCapabilities } from "../../scenario/live-sessions/provisioner.ts";
import { percentEncoded } from "../../transport/percent-encoded.ts";
import type { WireResult } from "../../transport/wire.ts";
import { plainMessage } from "../plain-message.ts";
import { type DoctorCheck, failed, fine, note } from "./check.ts";

const plan = smallScenario("owner", "doctor", [{ createdAt: "2024-05-05T05:05:05Z", duration: 5.5 }]);

/** Has the provisioner make an account with one collection and one session, asks the target for it, and has all of it deleted. */
async function examineScenario(target: OpenTarget, options: ConformanceOptions): Promise<DoctorCheck[]> {
  const { provisioner } = target;
  if (!provisioner) return [];
  const signal = options.signal ?? new AbortController().signal;
  const authorization = options.provisionerAuthorization;
  const { scenario, collections } = await provision(provisioner, authorization, plan, signal);
  const id = percentEncoded(collections.get("doctor")?.id ?? "");
  const request = {
    method: "GET",
    instance: 0,
    target: targetOf(liveSessionsProfile(), id, []),
    headers: { accept: "application/json", ...options.headers, authorization: scenario.keys.get("owner") ?? "" },
  };
  const result = await target.sender.send(request, signal);
  const failure = await cleanUp(provisioner, authorization, scenario.id, signal);
  return [
    listCheck(result),
    failure === undefined ? fine("The provisioner deletes what it made.") : failed(failure, 4),
  ];
}

function listCheck(result: WireResult): DoctorCheck {
  if ("failure" in result)
    return failed(`The target does not answer for a live entity that was made: ${result.failure.message}.`, 4);
  const { status } = result.response;
  return status === 200
    ? fine("The target lists a live entity that the provisioner made.")
    : failed(
        `The target answers ${status} for a live entity that the provisioner made, with its key: the two may work on different databases, or the base URL lacks a prefix, or has one too many.`,
        2,
      );
}

/** Asks the provisioner what it can do, and has it make and delete one small scenario. */
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
      ...(await examineScenario(target, options)),
    ];
  } catch (error) {
    return [failed(plainMessage(error instanceof Error ? error.message : String(error)), 4)];
  }
}
