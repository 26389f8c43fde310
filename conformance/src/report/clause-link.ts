/** What links in a report lead to. */
export interface LinkSettings {
  /** Address of the reference site, whose page of requirements has an anchor for each clause; without it a clause is text. */
  readonly siteUrl?: string;
}

/** The address of a clause on the reference site; undefined without one. */
export function clauseLink(clause: string, { siteUrl }: LinkSettings): string | undefined {
  if (siteUrl === undefined || !URL.canParse(siteUrl)) return undefined;
  const site = new URL(siteUrl);
  if (!["http:", "https:"].includes(site.protocol) || site.username !== "" || site.password !== "") return undefined;
  site.search = "";
  site.hash = "";
  if (!site.pathname.endsWith("/")) site.pathname += "/";
  return new URL(`requirements.html#${encodeURIComponent(clause.replace(/\p{Cs}/gu, "\uFFFD"))}`, site).href;
}
