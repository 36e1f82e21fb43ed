import { getBackendSrv } from '@grafana/runtime';
import { catchError, map, of, timeout, type Observable } from 'rxjs';
import { describeError } from '../shared/delegate/answers';

const MOST_ANNOTATIONS = 20;
const LONGEST_TEXT = 120;
/** What burns is not kept waiting for it. */
const PATIENCE_MILLISECONDS = 5000;

/** What somebody, or something such as a deployment, has marked in Grafana. */
export interface Mark {
  atMilliseconds: number;
  text: string;
}

export type Marks = { state: 'ok'; marks: readonly Mark[] } | { state: 'failed'; message: string };

interface Annotation {
  time?: number;
  text?: string;
  tags?: string[];
}

/** The newest annotations of Grafana between two times, whatever their tags. */
export function annotationsBetween(fromMilliseconds: number, toMilliseconds: number): Observable<Marks> {
  const params = { from: fromMilliseconds, to: toMilliseconds, type: 'annotation', limit: MOST_ANNOTATIONS };
  return getBackendSrv()
    .fetch<Annotation[]>({ url: '/api/annotations', method: 'GET', params, showErrorAlert: false })
    .pipe(
      timeout({ first: PATIENCE_MILLISECONDS }),
      map(({ data }): Marks => ({ state: 'ok', marks: data.flatMap(markOf) })),
      catchError((error: unknown) => of<Marks>({ state: 'failed', message: describeError(error) }))
    );
}

function markOf({ time, text = '', tags = [] }: Annotation): Mark[] {
  // Annotations may hold markup, and are shown as text.
  const plain = [
    text
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
    tags.join(', '),
  ]
    .filter((part) => part !== '')
    .join(' · ');
  return time === undefined || plain === ''
    ? []
    : [{ atMilliseconds: time, text: plain.length > LONGEST_TEXT ? `${plain.slice(0, LONGEST_TEXT)}…` : plain }];
}
