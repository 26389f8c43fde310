export { toFetchHandler } from "./fetch-handler.ts";
export { InvalidInput } from "./invalid-input.ts";
export {
  type LiveSession,
  type LiveSessionChange,
  type NewLiveSession,
  parseLiveSessionChange,
  parseNewLiveSession,
} from "./live-session.ts";
export { toNodeListener } from "./node-listener.ts";
export { parseName, parseObject } from "./parse-value.ts";
export type { BodyReader, PlainRequest, PlainResponse } from "./plain-http.ts";
export type { Capabilities, Capability, ProvisioningFunctions } from "./provisioning-functions.ts";
export {
  createProvisioningHandler,
  type ProvisioningHandler,
  type ProvisioningOptions,
} from "./provisioning-handler.ts";
export { BodyTooLarge, readBody } from "./request-body.ts";
export type { NewLiveEntity, NewScenario, Scenario } from "./scenario.ts";
