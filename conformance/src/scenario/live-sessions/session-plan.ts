/** A session as the provisioning protocol takes it; without `duration` it is in progress. */
export interface SessionPlan {
  readonly created_at: string;
  readonly updated_at?: string;
  readonly duration?: number;
  readonly stream_key?: string;
}
