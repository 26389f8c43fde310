/** The internal fault that provisioning asked for; no bug, so nothing for the log. */
export class InjectedFault extends Error {
  override readonly name = "InjectedFault";

  constructor() {
    super("A fault that was asked for through the provisioning protocol.");
  }
}
