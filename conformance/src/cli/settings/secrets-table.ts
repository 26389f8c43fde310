/** A credential. It comes from the environment only, because process lists show flags. */
export interface SecretSetting {
  /** The action's input, and what somebody may write as a flag. */
  readonly name: string;
  readonly variable: string;
  readonly text: string;
}

/** Variable of the API key. */
export const KEY_VARIABLE = "LIVE_SESSIONS_AUTHORIZATION";
/** Variable of the provisioner's key. */
export const PROVISIONER_KEY_VARIABLE = "LIVE_SESSIONS_PROVISIONER_AUTHORIZATION";
/** Variable of what a list of your own wants from its clients: the whole value of the header, parameter or cookie. */
export const LIST_KEY_VARIABLE = "LIST_AUTHORIZATION";

/** Every credential that `run` takes. */
export const secretSettings: readonly SecretSetting[] = [
  {
    name: "authorization",
    variable: KEY_VARIABLE,
    text: "read-only mode: the API key, as sent in the Authorization header",
  },
  {
    name: "provisioner-authorization",
    variable: PROVISIONER_KEY_VARIABLE,
    text: "the Authorization header for the provisioner, if it requires one",
  },
  {
    name: "list-authorization",
    variable: LIST_KEY_VARIABLE,
    text: "for a list of your own: the whole value of the header, parameter or cookie that authenticates",
  },
];
