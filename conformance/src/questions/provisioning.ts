import type { Asked, Question } from "./question.ts";

/** The scenario that a run's data are made by. */
export const scenario: Question = { experiment: "provisioning", role: "scenario" };

/** What experiments ask of the provisioner while they run. */
export type ProvisionerRequest = "insert" | "update" | "delete" | "fault" | "make scenario" | "drop scenario";

const requests: ReadonlySet<string> = new Set<ProvisionerRequest>([
  ...(["insert", "update", "delete", "fault"] as const),
  ...(["make scenario", "drop scenario"] as const),
]);

/** What an exchange asked of the provisioner during an experiment; undefined for a request to the target. */
export function provisionerRequestOf({ role }: Pick<Asked, "role">): ProvisionerRequest | undefined {
  return isProvisionerRequest(role) ? role : undefined;
}

/** True for an exchange with the provisioner. */
export function isOfTheProvisioner(asked: Asked): boolean {
  return asked.experiment === scenario.experiment || isProvisionerRequest(asked.role);
}

function isProvisionerRequest(role: string): role is ProvisionerRequest {
  return requests.has(role);
}
