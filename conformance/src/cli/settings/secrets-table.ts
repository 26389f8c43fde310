/** A credential. It comes from the environment alone, as flags show in process lists. */
export interface SecretSetting {
  /** The action's input, and what somebody may write as a flag. */
  readonly name: string;
  readonly variable: string;
  readonly text: string;
}

/** Variable of the API key. */
export const keyVariable = "LIVE_SESSIONS_AUTHORIZATION";
/** Variable of the provisioner's key. */
export const provisionerKeyVariable = "LIVE_SESSIONS_PROVISIONER_AUTHORIZATION";
/** Variable of what a list of your own wants from its clients: the whole value of the header, parameter or cookie. */
export const listKeyVariable = "LIST_AUTHORIZATION";

/** Every credential that `run` takes. */
export const secretSettings: readonly SecretSetting[] = [
  { name: "authorization", variable: keyVariable, text: "read-only: the API key, as sent in Authorization" },
  {
    name: "provisioner-authorization",
    variable: provisionerKeyVariable,
    text: "the provisioner's Authorization, if it wants one",
  },
  {
    name: "list-authorization",
    variable: listKeyVariable,
    text: "a list of your own: the whole value of the header, parameter or cookie",
  },
];
