export type SloLinkKind = 'runbook' | 'dashboard' | 'logs' | 'traces' | 'other';

export interface SloLink {
  kind: SloLinkKind;
  /** For people; empty where the kind says it all. */
  title: string;
  /** Absolute http(s) address or a path within Grafana; anything else never gets this far. */
  url: string;
}

/** Control, format and unassigned characters, lone surrogates, every kind of space, and the backslash browsers read as `/`. */
const UNSAFE_CHARACTER = /[\p{C}\p{Z}\\]/u;
/** A host must follow, and no user name: `https://grafana.example@evil.example` is not where it seems to be. */
const WEB = /^https?:\/\/[^/?#@]+(?:[/?#]|$)/i;
/** One slash at a time: `//host` is an address, and dot segments could make a path one. */
const ROOT_RELATIVE = /^(?:\/(?!\/|(?:\.|%2e){1,2}(?:[/?#]|$))[^/?#]*)+(?:[?#]|$)/i;

/**
 * The address unchanged when it may be followed, otherwise null: absolute http or https, or a path within Grafana such
 * as `/d/abc`. It is refused rather than repaired, so that what was checked is what a browser gets.
 */
export function safeUrl(url: string): string | null {
  return !UNSAFE_CHARACTER.test(url) && (WEB.test(url) || ROOT_RELATIVE.test(url)) ? url : null;
}

const PLACEHOLDER = /\$\{([^}]*)\}/g;
const SCHEME_AND_HOST = /^[^/]*\/\/(?:\$\{[^}]*\}|[^/?#])*/;
/** One part of a host name: with dots a value could choose the whole host. */
const HOST_LABEL = /^[a-z0-9-]+$/i;
/** No encoding hides dots from a browser; an empty value would join what stands around it. */
const CHANGES_FOLDER: ReadonlySet<string> = new Set(['', '.', '..']);
const LONE_SURROGATE = /\p{Cs}/u;

/**
 * Puts label values in place of `${label}`, encoded so that a value stays within the part of the address it stands in.
 *
 * @returns null when a label is missing or empty, a value cannot stand where it should, or the outcome is no `safeUrl`
 */
export function fillUrl(template: string, labels: Readonly<Record<string, string>>): string | null {
  const pathStart = SCHEME_AND_HOST.exec(template)?.[0].length ?? 0;
  let fits = true;
  const filled = template.replace(PLACEHOLDER, (_, label: string, offset: number) => {
    const value = Object.hasOwn(labels, label) ? (labels[label] ?? '') : '';
    fits &&= offset < pathStart ? HOST_LABEL.test(value) : !CHANGES_FOLDER.has(value) && !LONE_SURROGATE.test(value);
    return fits ? encodeURIComponent(value) : '';
  });
  return fits ? safeUrl(filled) : null;
}
