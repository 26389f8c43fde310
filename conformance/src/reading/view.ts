import type { ListProfile } from "../profile/list-profile.ts";
import { LIVE_SESSIONS, liveSessionsProfile } from "../profile/live-sessions/live-sessions-profile.ts";
import { type ListWords, wordsOf } from "../profile/words.ts";
import { isOfTheProvisioner } from "../questions/provisioning.ts";
import { isAskedBy, type Question, type WalkQuestion } from "../questions/question.ts";
import { undisturbed } from "../questions/walks.ts";
import { type PageReading, readPage } from "../reading/page-reading.ts";
import type { Exchange } from "../recording/exchange.ts";
import type { CollectionReference, Mode, Recording } from "../recording/recording.ts";
import { KnownData } from "./known-data.ts";
import { readWalks, type Walk } from "./walks.ts";

/** A recording as rules look at it. */
export class View {
  readonly recording: Recording;
  /** The list that was judged. */
  readonly profile: ListProfile;
  /** What is known of the data: provisioned runs only. */
  readonly known: KnownData | undefined;
  readonly walks: readonly Walk[];
  /** Requests to the list route, without those to the provisioner. */
  readonly listRequests: readonly Exchange[];
  /** Every 200 to a GET that could be read as a page. */
  readonly pages: readonly (PageReading & { readonly exchange: Exchange })[];
  readonly #byExperiment = new Map<string, Exchange[]>();

  /** @param like a view of the same recording but for some list requests: what does not hang on those is taken from it */
  constructor(recording: Recording, like?: View) {
    this.recording = recording;
    this.profile = recording.list ?? liveSessionsProfile();
    const isProvisioned = recording.mode === "provisioned";
    this.known = like?.known ?? (isProvisioned ? new KnownData(recording.exchanges) : undefined);
    this.listRequests = recording.exchanges.filter(({ purpose }) => !isOfTheProvisioner(purpose));
    this.walks = readWalks(this.listRequests, like?.walks);
    const known = new Map(like?.pages.map((page) => [page.exchange, page]));
    this.pages = this.listRequests.flatMap((exchange) => known.get(exchange) ?? pageOf(exchange));
    for (const exchange of this.listRequests) {
      const { experiment } = exchange.purpose;
      const known = this.#byExperiment.get(experiment);
      if (known) known.push(exchange);
      else this.#byExperiment.set(experiment, [exchange]);
    }
  }

  /** Walks during which the suite changed nothing. */
  get undisturbedWalks(): readonly Walk[] {
    return this.walksOf(...undisturbed);
  }

  /** What sentences about it are made of. */
  get words(): ListWords {
    return wordsOf(this.profile);
  }

  /** True for the list that the contract is about. */
  get isLiveSessions(): boolean {
    return this.profile.name === LIVE_SESSIONS;
  }

  get mode(): Mode {
    return this.recording.mode;
  }

  /** The exchanges that were sent for these questions: question by question, each in the order of the run. */
  of(...questions: readonly Question[]): Exchange[] {
    return questions.flatMap((question) => {
      const candidates = this.#byExperiment.get(question.experiment) ?? [];
      return candidates.filter(({ purpose }) => isAskedBy(purpose, question));
    });
  }

  /** The first exchange that was sent for a question. */
  one(question: Question): Exchange | undefined {
    return this.of(question)[0];
  }

  /** The walk that a question was asked for on. */
  walk(question: WalkQuestion): Walk | undefined {
    return this.walksOf(question)[0];
  }

  /** The walks that one of these questions was asked for on, in the order of the run. */
  walksOf(...questions: readonly Question[]): Walk[] {
    return this.walks.filter(({ purpose }) => questions.some((question) => isAskedBy(purpose, question)));
  }

  /** The exchange of an id. */
  exchange(id: number | undefined): Exchange | undefined {
    return id === undefined ? undefined : this.recording.exchanges.find((exchange) => exchange.id === id);
  }

  collection(name: string): CollectionReference | undefined {
    return this.recording.collections.find((collection) => collection.name === name);
  }
}

function pageOf(exchange: Exchange): (PageReading & { readonly exchange: Exchange })[] {
  if (exchange.request.method !== "GET" || exchange.response?.status !== 200) return [];
  const page = readPage(exchange);
  return "unreadable" in page ? [] : [{ ...page, exchange }];
}
