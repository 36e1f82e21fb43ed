import { AppEvents, DataQueryErrorType } from '@grafana/data';
import { type BackendSrv, type BackendSrvRequest, type FetchError, type FetchResponse } from '@grafana/runtime';
import {
  catchError,
  defer,
  filter,
  lastValueFrom,
  type Observable,
  Subject,
  switchMap,
  takeUntil,
  throwError,
  throwIfEmpty,
} from 'rxjs';
import { fromFetch } from 'rxjs/fetch';
import { subPath } from '../boot';
import { appEvents } from './appEvents';

type Failure = FetchError<{ message: string }>;

function urlOf({ url, params = {} }: BackendSrvRequest): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(params)) {
    [value ?? []].flat().forEach((item: unknown) => search.append(key, String(item)));
  }
  const address = `${subPath}/${url.replace(/^\//, '')}`;
  return search.size > 0 ? `${address}?${search}` : address;
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The data of an error is always an object with a message, whatever the server sent. */
function failureOf(status: number, statusText: string, data: unknown, config: BackendSrvRequest): Failure {
  const fields = typeof data === 'object' && data !== null ? { message: '', ...data } : { message: String(data) };
  return { status, statusText, data: fields, config };
}

/** Callers that deal with the error themselves mark it as handled; they get the time to do so. */
function alertLater(failure: Failure): void {
  const { showErrorAlert = !failure.config.url.includes('/ds/query') } = failure.config;
  setTimeout(() => {
    if (showErrorAlert && !failure.isHandled && failure.data.message) {
      appEvents.emit(AppEvents.alertError, [failure.data.message]);
    }
  }, 50);
}

function send<T>(config: BackendSrvRequest): Observable<FetchResponse<T>> {
  const { method = 'GET', data, headers } = config;
  const body = data === undefined ? {} : { body: JSON.stringify(data) };
  const sent = fromFetch(urlOf(config), {
    method,
    headers: { 'Content-Type': 'application/json', ...headers },
    ...body,
  });
  return sent.pipe(
    switchMap(async (response): Promise<FetchResponse<T>> => {
      const { status, statusText, ok, headers, redirected, type, url } = response;
      const data = await readBody(response);
      if (!ok) {
        throw failureOf(status, statusText, data, config);
      }
      return { data: data as T, status, statusText, ok, headers, redirected, type, url, config };
    }),
    catchError((error: Failure | Error) => {
      const failure = error instanceof Error ? failureOf(0, error.message, error.message, config) : error;
      alertLater(failure);
      return throwError(() => failure);
    })
  );
}

const started = new Subject<string>();

/** Requests with one id replace each other: the earlier one is aborted and reported as cancelled. */
function fetchObservable<T>(config: BackendSrvRequest): Observable<FetchResponse<T>> {
  return defer(() => {
    if (config.requestId) {
      started.next(config.requestId);
    }
    const statusText = 'Request was aborted';
    return send<T>(config).pipe(
      takeUntil(started.pipe(filter((id) => id === config.requestId))),
      throwIfEmpty(() => ({ type: DataQueryErrorType.Cancelled, cancelled: true, status: -1, statusText, config }))
    );
  });
}

async function request<T>(config: BackendSrvRequest): Promise<T> {
  return (await lastValueFrom(fetchObservable<T>(config))).data;
}

export const backendSrv: BackendSrv = {
  fetch: fetchObservable,
  request,
  datasourceRequest: <T>(config: BackendSrvRequest) => lastValueFrom(fetchObservable<T>(config)),
  get: (url, params, _requestId, options) => request({ ...options, method: 'GET', url, params }),
  delete: (url, data, options) => request({ ...options, method: 'DELETE', url, data }),
  post: (url, data, options) => request({ ...options, method: 'POST', url, data }),
  patch: (url, data, options) => request({ ...options, method: 'PATCH', url, data }),
  put: (url, data, options) => request({ ...options, method: 'PUT', url, data }),
  chunked: () => {
    throw new Error('Chunked responses are not available in the preview host.');
  },
};
