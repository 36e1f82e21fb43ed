/** The text of THIRD_PARTY_LICENSES.txt for files of node_modules; throws for a package without a licence file. */
export function licencesOf(files: readonly string[]): string;
