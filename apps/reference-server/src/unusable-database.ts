/** Why a database whose schema has another version than the program's is not opened. */
export function otherSchema(database: string, version: number, known: number): string {
  const remedy = version > known ? "use a newer release" : "no release of it reads that one";
  return `${database} has schema version ${version}, and this program knows versions up to ${known}: ${remedy}.`;
}

/** Why a database that is not there is not opened. */
export function notMade(database: string): string {
  return `There is no database ${database}. Create one with serve or accounts create.`;
}
