import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false });
// Draft 04 as far as it is draft 07 too: `id` alone is spelt otherwise.
const { $schema: _, id: __, ...described } = schema;
const validate = ajv.compile(described);

/** What is wrong with a SARIF log, by OASIS' schema of 2.1.0 and by what GitHub asks of each result. */
export function sarifFaults(text: string): string[] {
  const log: unknown = JSON.parse(text);
  validate(log);
  const bySchema = (validate.errors ?? []).map(({ instancePath, message }) => `sarif: ${instancePath} ${message}`);
  return [...bySchema, ...forGitHub(log as SarifLog)];
}

interface SarifLog {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly SarifResult[];
  }[];
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: object };
  }[];
  readonly partialFingerprints: object;
}

// docs.github.com, "SARIF support for code scanning": a place in a relative path, a message, a rule of the list.
function forGitHub({ runs }: SarifLog): string[] {
  return runs.flatMap(({ tool, results }) =>
    results.flatMap(({ ruleId, ruleIndex, message, locations, partialFingerprints }) => {
      const place = locations[0]?.physicalLocation;
      const uri = place?.artifactLocation.uri ?? "";
      return [
        ...(tool.driver.rules[ruleIndex]?.id === ruleId ? [] : [`sarif: rule ${ruleIndex} is not ${ruleId}`]),
        ...(message.text === "" ? ["sarif: a result without a message"] : []),
        ...(/^[\w%.~!'()*-]+(\/[\w%.~!'()*-]+)*$/.test(uri) ? [] : [`sarif: the place ${JSON.stringify(uri)}`]),
        ...(place && "startLine" in place.region ? [] : ["sarif: a result without a line"]),
        ...(Object.keys(partialFingerprints).length > 0 ? [] : ["sarif: a result without a fingerprint"]),
      ];
    }),
  );
}
