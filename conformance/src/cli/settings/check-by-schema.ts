import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { shortText } from "../../report/short-text.ts";
import { didYouMean } from "../suggest.ts";
import { UsageError } from "../usage-error.ts";
import { isDay } from "./value-schema.ts";

const MAX_VALUE = 200;

/**
 * Checks a value by a JSON schema, each part of which has a title that says what a value must be.
 *
 * @param path the file that holds the value, for the message
 * @param others members that an object may have and the schema does not know, for suggestions
 * @throws UsageError that names the file, the JSON pointer, what must be there, and what is
 */
export function checkBySchema(
  value: unknown,
  schema: { readonly [keyword: string]: unknown },
  path: string,
  others: readonly string[] = [],
): void {
  const ajv = new Ajv2020({ strict: false, verbose: true, formats: { date: isDay } });
  const validate = ajv.compile(schema);
  if (validate(value)) return;
  // Of the branches of an anyOf the one that came furthest; an anyOf itself is reported after its branches.
  const errors = (validate.errors ?? []).toReversed();
  const [error] = errors.toSorted((a, b) => b.instancePath.length - a.instancePath.length);
  if (error) throw new UsageError(sentence(error, path, others));
}

function sentence(error: ErrorObject, path: string, others: readonly string[]): string {
  const { instancePath, keyword, params, parentSchema, data } = error;
  const at = instancePath === "" ? path : `${path} ${instancePath}`;
  const properties: Readonly<Record<string, { readonly title?: string }>> = parentSchema?.["properties"] ?? {};
  if (keyword === "additionalProperties") {
    const member = String(params["additionalProperty"]);
    return `${path} ${instancePath}/${member} is not a setting.${didYouMean(member, [...Object.keys(properties), ...others])}`;
  }
  if (keyword === "required") {
    const member = String(params["missingProperty"]);
    return `${path} ${instancePath}/${member} is missing; it must be ${properties[member]?.title}.`;
  }
  // What should name a variable may be the secret itself.
  const got = parentSchema?.["writeOnly"] === true ? "" : `, got ${shortText(JSON.stringify(data), MAX_VALUE)}`;
  return `${at} must be ${parentSchema?.["title"]}${got}.`;
}
