// Generated from @live-sessions/openapi/openapi.json by `pnpm --filter @live-sessions/contract run generate`. Not edited by hand.

// @ts-nocheck
/** A compiled validator: true when the value fits, else false with the failures in `errors`. */
export interface CompiledValidator {
  (value: unknown): boolean;
  errors?: readonly { readonly instancePath: string; readonly message: string }[] | null;
}
var ucs2length = (text) => [...text].length;
var validateLiveSessionPage: CompiledValidator = validate52;
var func1 = ucs2length, formats0 = /^(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/i;
function validate53(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
    let vErrors = null, errors = 0;
    if (data && typeof data == "object" && !Array.isArray(data)) {
        if (data.id === void 0 && ((vErrors ??= []).push({ instancePath, message: "must have required property 'id'" }), errors++), data.entity_id === void 0 && ((vErrors ??= []).push({ instancePath, message: "must have required property 'entity_id'" }), errors++), data.stream_key === void 0 && ((vErrors ??= []).push({ instancePath, message: "must have required property 'stream_key'" }), errors++), data.created_at === void 0 && ((vErrors ??= []).push({ instancePath, message: "must have required property 'created_at'" }), errors++), data.updated_at === void 0 && ((vErrors ??= []).push({ instancePath, message: "must have required property 'updated_at'" }), errors++), data.id !== void 0) {
            let data0 = data.id;
            typeof data0 == "string" ? func1(data0) < 1 && ((vErrors ??= []).push({ instancePath: instancePath + "/id", message: "must NOT have fewer than 1 characters" }), errors++) : ((vErrors ??= []).push({ instancePath: instancePath + "/id", message: "must be string" }), errors++);
        }
        if (data.entity_id !== void 0) {
            let data1 = data.entity_id;
            typeof data1 == "string" ? func1(data1) < 1 && ((vErrors ??= []).push({ instancePath: instancePath + "/entity_id", message: "must NOT have fewer than 1 characters" }), errors++) : ((vErrors ??= []).push({ instancePath: instancePath + "/entity_id", message: "must be string" }), errors++);
        }
        if (data.stream_key !== void 0 && typeof data.stream_key != "string" && ((vErrors ??= []).push({ instancePath: instancePath + "/stream_key", message: "must be string" }), errors++), data.duration !== void 0) {
            let data3 = data.duration;
            !(typeof data3 == "number" && isFinite(data3)) && data3 !== null && ((vErrors ??= []).push({ instancePath: instancePath + "/duration", message: "must be number,null" }), errors++), typeof data3 == "number" && isFinite(data3) && (data3 < 0 || isNaN(data3)) && ((vErrors ??= []).push({ instancePath: instancePath + "/duration", message: "must be >= 0" }), errors++);
        }
        if (data.created_at !== void 0) {
            let data4 = data.created_at;
            typeof data4 == "string" ? formats0.test(data4) || ((vErrors ??= []).push({ instancePath: instancePath + "/created_at", message: "must match format \"date-time\"" }), errors++) : ((vErrors ??= []).push({ instancePath: instancePath + "/created_at", message: "must be string" }), errors++);
        }
        if (data.updated_at !== void 0) {
            let data5 = data.updated_at;
            typeof data5 == "string" ? formats0.test(data5) || ((vErrors ??= []).push({ instancePath: instancePath + "/updated_at", message: "must match format \"date-time\"" }), errors++) : ((vErrors ??= []).push({ instancePath: instancePath + "/updated_at", message: "must be string" }), errors++);
        }
    }
    else
        (vErrors ??= []).push({ instancePath, message: "must be object" }), errors++;
    return validate53.errors = vErrors, errors === 0;
}
function validate52(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
    let vErrors = null, errors = 0;
    if (data && typeof data == "object" && !Array.isArray(data)) {
        if (data.data === void 0 && ((vErrors ??= []).push({ instancePath, message: "must have required property 'data'" }), errors++), data.data !== void 0) {
            let data0 = data.data;
            if (Array.isArray(data0)) {
                data0.length > 100 && ((vErrors ??= []).push({ instancePath: instancePath + "/data", message: "must NOT have more than 100 items" }), errors++);
                let len0 = data0.length;
                for (let i0 = 0; i0 < len0; i0++)
                    validate53(data0[i0], { instancePath: instancePath + "/data/" + i0, parentData: data0, parentDataProperty: i0, rootData }) || (vErrors = vErrors === null ? validate53.errors : vErrors.concat(validate53.errors), errors = vErrors.length);
            }
            else
                (vErrors ??= []).push({ instancePath: instancePath + "/data", message: "must be array" }), errors++;
        }
        if (data.next_page_token !== void 0) {
            let data2 = data.next_page_token;
            typeof data2 != "string" && data2 !== null && ((vErrors ??= []).push({ instancePath: instancePath + "/next_page_token", message: "must be string,null" }), errors++);
        }
    }
    else
        (vErrors ??= []).push({ instancePath, message: "must be object" }), errors++;
    return validate52.errors = vErrors, errors === 0;
}
var validateLiveSession: CompiledValidator = validate53, validateErrorBody: CompiledValidator = validate55;
function validate56(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
    let vErrors = null, errors = 0;
    return typeof data != "string" && ((vErrors ??= []).push({ instancePath, message: "must be string" }), errors++), data === "invalid_request_error" || data === "api_error" || data === "authentication_error" || data === "rate_limit_error" || data === "api_connection_error" || data === "video_error" || ((vErrors ??= []).push({ instancePath, message: "must be equal to one of the allowed values" }), errors++), validate56.errors = vErrors, errors === 0;
}
function validate55(data, { instancePath = "", parentData, parentDataProperty, rootData = data } = {}) {
    let vErrors = null, errors = 0;
    if (data && typeof data == "object" && !Array.isArray(data)) {
        if (data.message === void 0 && ((vErrors ??= []).push({ instancePath, message: "must have required property 'message'" }), errors++), data.error_type === void 0 && ((vErrors ??= []).push({ instancePath, message: "must have required property 'error_type'" }), errors++), data.message !== void 0) {
            let data0 = data.message;
            typeof data0 == "string" ? func1(data0) < 1 && ((vErrors ??= []).push({ instancePath: instancePath + "/message", message: "must NOT have fewer than 1 characters" }), errors++) : ((vErrors ??= []).push({ instancePath: instancePath + "/message", message: "must be string" }), errors++);
        }
        if (data.error_type !== void 0) {
            let data1 = data.error_type, _errs4 = errors, valid1 = !1, _errs5 = errors;
            validate56(data1, { instancePath: instancePath + "/error_type", parentData: data, parentDataProperty: "error_type", rootData }) || (vErrors = vErrors === null ? validate56.errors : vErrors.concat(validate56.errors), errors = vErrors.length);
            var _valid0 = _errs5 === errors;
            if (valid1 = valid1 || _valid0, !valid1) {
                let _errs6 = errors;
                typeof data1 != "string" && ((vErrors ??= []).push({ instancePath: instancePath + "/error_type", message: "must be string" }), errors++);
                var _valid0 = _errs6 === errors;
                valid1 = valid1 || _valid0;
            }
            valid1 ? (errors = _errs4, vErrors !== null && (_errs4 ? vErrors.length = _errs4 : vErrors = null)) : ((vErrors ??= []).push({ instancePath: instancePath + "/error_type", message: "must match a schema in anyOf" }), errors++);
        }
    }
    else
        (vErrors ??= []).push({ instancePath, message: "must be object" }), errors++;
    return validate55.errors = vErrors, errors === 0;
}
export { validateErrorBody, validateLiveSession, validateLiveSessionPage };
