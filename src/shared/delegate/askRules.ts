import type { DataSourceApi } from '@grafana/data';
import { getDataSourceSrv, isFetchError, type DataSourceWithBackend } from '@grafana/runtime';
import { catchError, defer, from, map, of, switchMap, timeout, type Observable } from 'rxjs';
import { readRules } from '../../core/rules/read';
import type { RulesAnswer } from '../../core/rules/rules';
import type { Upstream } from '../../core/slo/slo';
import { describeError } from './answers';

/** As long as Grafana itself waits for a Prometheus by default. */
const MOST_MILLISECONDS = 30_000;

/** Asks an upstream for its rules; answers once, whatever goes wrong. */
export function askRules(upstream: Pick<Upstream, 'uid'>): Observable<RulesAnswer> {
  return defer(() => from(getDataSourceSrv().get({ uid: upstream.uid }))).pipe(
    switchMap((delegate) => resource(delegate)),
    map(readRules),
    timeout({ first: MOST_MILLISECONDS, with: () => of(unreadable('unavailable', '')) }),
    catchError((error: unknown) => of(unreadable(causeOf(error), describeError(error))))
  );
}

/** Not by class: a data source that is a plugin of its own may have been built with a class of its own. */
function hasResources(delegate: DataSourceApi): delegate is DataSourceWithBackend {
  return 'getResource' in delegate && typeof delegate.getResource === 'function';
}

async function resource(delegate: DataSourceApi): Promise<unknown> {
  if (!hasResources(delegate)) {
    throw new NoResources();
  }
  return delegate.getResource('api/v1/rules', { exclude_alerts: true }, { showErrorAlert: false });
}

class NoResources extends Error {}

function causeOf(error: unknown): Extract<RulesAnswer, { state: 'unreadable' }>['cause'] {
  if (error instanceof NoResources) {
    return 'missing';
  }
  const status = isFetchError(error) ? error.status : 0;
  if (status === 401 || status === 403) {
    return 'forbidden';
  }
  return status === 404 || status === 405 || status === 501 ? 'missing' : 'unavailable';
}

function unreadable(cause: Extract<RulesAnswer, { state: 'unreadable' }>['cause'], message: string): RulesAnswer {
  return { state: 'unreadable', cause, message };
}
