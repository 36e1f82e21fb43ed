import { safeUrl, type SloLink, type SloLinkKind } from '../../core/slo/links';
import { asRecords, asText, oneOf } from './values';

const KINDS = ['runbook', 'dashboard', 'logs', 'traces', 'other'] as const satisfies readonly SloLinkKind[];

/** The links that may be followed, the most wanted at three in the morning first. */
export function readLinks(value: unknown): SloLink[] {
  return asRecords(value)
    .flatMap((link) => {
      const url = safeUrl(asText(link.url));
      return url === null ? [] : [{ kind: oneOf(link.kind, KINDS) ?? 'other', title: asText(link.title), url }];
    })
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}

/**
 * A link to a dashboard with the time range and the variables of the one it stands on; what the link says itself wins.
 *
 * @param context URL query text, such as `from=now-7d&to=now&var-service=cart`
 */
export function keepContext(url: string, context: string): string {
  if (!/^\/d(-solo)?\//.test(url)) {
    return url;
  }
  const [, path = '', query = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(url) ?? [];
  const own = new URLSearchParams(query);
  const kept = [...new URLSearchParams(context)].filter(([key]) => !own.has(key));
  const more = new URLSearchParams(kept).toString();
  return more === '' ? url : `${path}${query === '' ? '?' : `${query}&`}${more}${hash}`;
}
