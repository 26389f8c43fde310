/** Where a run was made. */
export interface RunOrigin {
  /** The CI service: `GitHub Actions`. */
  readonly ci?: string;
  /** What was checked out there, as a full hash. */
  readonly commit?: string;
  /** The page of the run, http or https, without credentials and query. */
  readonly url?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

interface Service {
  readonly name: string;
  /** Variable that is set there alone. */
  readonly mark: string;
  readonly commit: string;
  url(variables: (name: string) => string): string;
}

const services: readonly Service[] = [
  {
    name: "GitHub Actions",
    mark: "GITHUB_ACTIONS",
    commit: "GITHUB_SHA",
    url: (of) => `${of("GITHUB_SERVER_URL")}/${of("GITHUB_REPOSITORY")}/actions/runs/${of("GITHUB_RUN_ID")}`,
  },
  { name: "GitLab CI", mark: "GITLAB_CI", commit: "CI_COMMIT_SHA", url: (of) => of("CI_JOB_URL") },
  { name: "Buildkite", mark: "BUILDKITE", commit: "BUILDKITE_COMMIT", url: (of) => of("BUILDKITE_BUILD_URL") },
  { name: "CircleCI", mark: "CIRCLECI", commit: "CIRCLE_SHA1", url: (of) => of("CIRCLE_BUILD_URL") },
  { name: "Jenkins", mark: "JENKINS_URL", commit: "GIT_COMMIT", url: (of) => of("BUILD_URL") },
  {
    name: "Azure Pipelines",
    mark: "TF_BUILD",
    commit: "BUILD_SOURCEVERSION",
    url: (of) =>
      `${of("SYSTEM_COLLECTIONURI")}${encodeURIComponent(of("SYSTEM_TEAMPROJECT"))}/_build/results?buildId=${of("BUILD_BUILDID")}`,
  },
  {
    name: "Bitbucket Pipelines",
    mark: "BITBUCKET_BUILD_NUMBER",
    commit: "BITBUCKET_COMMIT",
    url: (of) =>
      `https://bitbucket.org/${of("BITBUCKET_REPO_FULL_NAME")}/pipelines/results/${of("BITBUCKET_BUILD_NUMBER")}`,
  },
  { name: "Travis CI", mark: "TRAVIS", commit: "TRAVIS_COMMIT", url: (of) => of("TRAVIS_BUILD_WEB_URL") },
  { name: "TeamCity", mark: "TEAMCITY_VERSION", commit: "BUILD_VCS_NUMBER", url: (of) => of("BUILD_URL") },
  { name: "Woodpecker", mark: "CI_PIPELINE_URL", commit: "CI_COMMIT_SHA", url: (of) => of("CI_PIPELINE_URL") },
  { name: "Drone", mark: "DRONE", commit: "DRONE_COMMIT_SHA", url: (of) => of("DRONE_BUILD_LINK") },
];

/** Where this process runs, as its variables tell; undefined where they tell of no CI service. */
export function originIn(environment: Environment): RunOrigin | undefined {
  const service = services.find(({ mark }) => (environment[mark] ?? "") !== "");
  if (!service) return undefined;
  const commit = commitOf(environment[service.commit] ?? "");
  const url = safeLink(service.url((name) => environment[name] ?? ""));
  return {
    ci: service.name,
    ...(commit === undefined ? {} : { commit }),
    ...(url === undefined ? {} : { url }),
  };
}

/** A commit's hash; undefined for any other text. */
export function commitOf(text: string): string | undefined {
  return /^[0-9a-f]{7,64}$/i.test(text) ? text : undefined;
}

const MAX_LINK = 500;
/** The one query that is no credential: Azure Pipelines has the number of a run there. */
const buildId = /^\?buildId=\d{1,20}$/;

/**
 * An address that may be shown and followed: http or https, no longer than 500 characters, and without what may be a credential
 * (a URL with a user or a password is none; fragment and query are left out, but for the number of a build).
 */
export function safeLink(text: string): string | undefined {
  if (text.length > MAX_LINK || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (!["http:", "https:"].includes(url.protocol) || url.username !== "" || url.password !== "") return undefined;
  if (!buildId.test(url.search)) url.search = "";
  url.hash = "";
  return url.href.length > MAX_LINK ? undefined : url.href;
}
