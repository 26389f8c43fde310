export {
  type BodyReader,
  type PlainRequest,
  type PlainResponse,
  toFetchHandler,
  toNodeListener,
} from "@live-sessions/server";
export { InvalidInput } from "./invalid-input.ts";
export {
  type LiveSession,
  type LiveSessionChange,
  type NewLiveSession,
  parseLiveSessionChange,
  parseNewLiveSession,
} from "./live-session.ts";
export { parseName, parseObject } from "./parse-value.ts";
export type { Capabilities, Capability, ProvisioningFunctions } from "./provisioning-functions.ts";
export {
  createProvisioningHandler,
  type ProvisioningHandler,
  type ProvisioningOptions,
} from "./provisioning-handler.ts";
export { BodyTooLarge, readBody } from "./request-body.ts";
export type { NewLiveEntity, NewScenario, Scenario } from "./scenario.ts";
