const time = "(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?";
const offset = "(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)";
const leapYear = "(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
const dayOfAnyYear =
  "\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))";

/**
 * `date-time` of RFC 3339 §5.6 as one regular expression, calendar included (29 February in leap years only).
 *
 * One expression, since Ajv writes it into the compiled validators as it stands, whereas the functions of ajv-formats
 * would have to be required at run time.
 */
export const dateTimeFormat: RegExp = new RegExp(`^(?:${dayOfAnyYear}|${leapYear}-02-29)T${time}${offset}$`, "i");
