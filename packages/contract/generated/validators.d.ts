// Generated from @live-sessions/openapi/openapi.json by `pnpm --filter @live-sessions/contract run generate`. Not edited by hand.

/** A compiled validator: `true` when the value fits, else `false` with the failures in `errors`. */
export interface CompiledValidator {
  (value: unknown): boolean;
  errors?: readonly { readonly instancePath: string; readonly message: string }[] | null;
}
export declare const validateLiveSessionPage: CompiledValidator;
export declare const validateLiveSession: CompiledValidator;
export declare const validateErrorBody: CompiledValidator;
