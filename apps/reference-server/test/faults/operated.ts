import type { Sandbox } from "../program.ts";

/** An account that an operator made, with a key and a live entity. */
export interface Operated {
  readonly account: string;
  readonly authorization: string;
  readonly entityId: string;
}

/** Makes an account, a key and a live entity by the commands of an operator. */
export async function operated(sandbox: Sandbox, database: string): Promise<Operated> {
  const printed = async (...args: string[]): Promise<string> => {
    const { code, stdout, stderr } = await sandbox.run([...args, "--database", database]);
    if (code !== 0) throw new Error(stderr);
    return stdout.trim();
  };
  const account = await printed("accounts", "create");
  return {
    account,
    authorization: await printed("keys", "create", "--account", account),
    entityId: await printed("entities", "create", "--account", account),
  };
}
