import { type PageReading, readPage } from "../reading/page-reading.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { EntityReference, Mode, Recording } from "../recording/recording.ts";
import { KnownData } from "./known-data.ts";
import { readWalks, type Walk } from "./walks.ts";

/** A recording as rules look at it. */
export class View {
  readonly recording: Recording;
  /** What is known of the data: provisioned runs only. */
  readonly known: KnownData | undefined;
  readonly walks: readonly Walk[];
  /** Requests to the list route, without those to the provisioner. */
  readonly listRequests: readonly Exchange[];
  /** Every 200 to a GET that could be read as a page. */
  readonly pages: readonly (PageReading & { readonly exchange: Exchange })[];
  readonly #byExperiment = new Map<string, Exchange[]>();

  constructor(recording: Recording) {
    this.recording = recording;
    this.known = recording.mode === "provisioned" ? new KnownData(recording.exchanges) : undefined;
    this.listRequests = recording.exchanges.filter(({ purpose }) => !isProvisioning(purpose.role, purpose.experiment));
    this.walks = readWalks(this.listRequests);
    this.pages = this.listRequests.flatMap(pageOf);
    for (const exchange of this.listRequests) {
      const { experiment } = exchange.purpose;
      const known = this.#byExperiment.get(experiment);
      if (known) known.push(exchange);
      else this.#byExperiment.set(experiment, [exchange]);
    }
  }

  /** Walks during which the suite changed nothing. */
  get undisturbedWalks(): readonly Walk[] {
    return this.walks.filter(({ experiment }) => experiment.startsWith("walks"));
  }

  get mode(): Mode {
    return this.recording.mode;
  }

  /** Exchanges of an experiment, in order; of one role, if it is named. */
  of(experiment: string, role?: string): Exchange[] {
    const all = this.#byExperiment.get(experiment) ?? [];
    return role === undefined ? all : all.filter(({ purpose }) => purpose.role === role);
  }

  /** The first exchange of a role, with a certain probe if it is named. */
  one(experiment: string, role: string, probe?: string): Exchange | undefined {
    return this.of(experiment, role).find(({ purpose }) => probe === undefined || purpose.probe === probe);
  }

  entity(name: string): EntityReference | undefined {
    return this.recording.entities.find((entity) => entity.name === name);
  }
}

function pageOf(exchange: Exchange): (PageReading & { readonly exchange: Exchange })[] {
  if (exchange.request.method !== "GET" || exchange.response?.status !== 200) return [];
  const page = readPage(exchange);
  return "fault" in page ? [] : [{ ...page, exchange }];
}

const provisioningRoles: ReadonlySet<string> = new Set(["insert", "update", "delete", "fault"]);

function isProvisioning(role: string, experiment: string): boolean {
  return experiment === "provisioning" || provisioningRoles.has(role);
}
