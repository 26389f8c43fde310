import type { Exchange } from "../corpus/exchange.ts";
import { ListEndpoint } from "../corpus/list-endpoint.ts";
import type { Account } from "../corpus/memory-data.ts";
import type { Mutant } from "../corpus/server-under-test.ts";
import { mutant } from "./mutant.ts";

const keyOf = (exchange: Exchange): string => exchange.headers.authorization ?? "";

/** The pattern of SQL's LIKE as a regular expression. */
function likePattern(pattern: string): RegExp {
  const text = pattern.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${text.replaceAll("%", ".*").replaceAll("_", ".")}$`);
}

/** Faults in what is done with a header that is not of a key's form, and at which instance. */
export const credentialMutants: readonly Mutant[] = [
  mutant(
    "key-compared-by-like",
    ["errors.key-exact"],
    "The key is looked up by LIKE, so that case could be folded: uap-% is everybody's. Needs a key with a wildcard.",
    class extends ListEndpoint {
      override accountOf(key: string): Account | undefined {
        if (key === "") return undefined;
        return [...this.data.accounts.values()].find(({ authorization }) => likePattern(key).test(authorization));
      }
    },
  ),
  mutant(
    "key-pasted-into-the-statement",
    ["errors.key-first"],
    "The key is pasted into the text of a statement: x' or 'x'='x finds the first account. Needs a key with a quote.",
    class extends ListEndpoint {
      override accountOf(key: string): Account | undefined {
        const isTrue = /' or '(\w*)'='\1$/i.test(key);
        return isTrue ? [...this.data.accounts.values()][0] : super.accountOf(key);
      }
    },
  ),
  mutant(
    "key-of-two-parts-is-500",
    ["errors.key-exact"],
    "The header is split at its hyphens and the third part hashed at once: where there is none, the answer is 500.",
    class extends ListEndpoint {
      override authenticate(exchange: Exchange): Account | undefined {
        const key = keyOf(exchange);
        if (key !== "" && key.split("-").length < 3) throw new TypeError("The data argument must be of type string.");
        return this.accountOf(key);
      }
    },
  ),
  mutant(
    "basic-without-colon-is-500",
    ["errors.key-exact"],
    "Basic is taken too, and its decoder splits at a colon that need not be there. Needs another scheme.",
    class extends ListEndpoint {
      override authenticate(exchange: Exchange): Account | undefined {
        const basic = /^basic (.*)/i.exec(keyOf(exchange))?.[1];
        if (basic === undefined) return this.accountOf(keyOf(exchange));
        const [, password] = Buffer.from(basic, "base64").toString().split(":");
        if (password === undefined) throw new TypeError("not enough values to unpack");
        return this.accountOf(password);
      }
    },
  ),
  mutant(
    "second-instance-takes-any-key",
    ["errors.key-exact"],
    "One of two instances runs with the settings of a developer's machine: a wrong key is taken for the first account's. Needs wrong keys at every instance.",
    class extends ListEndpoint {
      override accountOf(key: string): Account | undefined {
        const any = this.instance === 1 && key !== "" ? [...this.data.accounts.values()][0] : undefined;
        return super.accountOf(key) ?? any;
      }
    },
    { instances: 2 },
  ),
  mutant(
    "key-decoded-from-hex",
    ["errors.key-exact"],
    "What follows uap- is decoded from hexadecimal digits and compared as bytes, so that its case says nothing. Needs the prefix as it is and the rest in the other case.",
    class extends ListEndpoint {
      override accountOf(key: string): Account | undefined {
        return super.accountOf(key.startsWith("uap-") ? key.toLowerCase() : key);
      }
    },
  ),
];
