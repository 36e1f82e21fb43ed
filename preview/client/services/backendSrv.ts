import { AppEvents, DataQueryErrorType } from '@grafana/data';
import { type BackendSrv, type BackendSrvRequest, type FetchError, type FetchResponse } from '@grafana/runtime';
import { filter, lastValueFrom, Observable, Subject, takeUntil, throwIfEmpty } from 'rxjs';
import { subPath } from '../boot';
import { appEvents } from './appEvents';

const CANCELLED = -1;

function isLocal(url: string): boolean {
  return !/^https?:/.test(url);
}

function urlOf({ url, params }: BackendSrvRequest): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(params ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) {
        search.append(key, String(item));
      }
    }
  }
  const full = isLocal(url) ? `${subPath}/${url.replace(/^\//, '')}` : url;
  const query = search.toString();
  return query ? `${full}${full.includes('?') ? '&' : '?'}${query}` : full;
}

function initOf(
  { method = 'GET', data, headers = {}, credentials }: BackendSrvRequest,
  signal: AbortSignal
): RequestInit {
  const sent = new Headers(headers as Record<string, string>);
  sent.set('accept', sent.get('accept') ?? 'application/json, text/plain, */*');
  const isRaw = data === undefined || data === null || typeof data === 'string' || data instanceof Blob;
  if (method !== 'GET' && !sent.has('content-type')) {
    sent.set('content-type', 'application/json');
  }
  const isJson = sent.get('content-type')?.includes('json');
  const body = isRaw ? data : isJson ? JSON.stringify(data) : new URLSearchParams(data);
  return {
    method,
    headers: sent,
    signal,
    ...(method === 'GET' ? {} : { body }),
    ...(credentials ? { credentials } : {}),
  };
}

async function readBody(response: Response, responseType: BackendSrvRequest['responseType']): Promise<unknown> {
  if (responseType === 'blob') {
    return response.blob();
  }
  if (responseType === 'arraybuffer') {
    return response.arrayBuffer();
  }
  const text = await response.text();
  try {
    return responseType === 'text' ? text : JSON.parse(text);
  } catch {
    return text;
  }
}

/** The data of an error is always an object with a message, whatever the server sent. */
function errorData(data: unknown, statusText: string): { message: string } & Record<string, unknown> {
  if (typeof data === 'object' && data !== null) {
    const { message, error } = data as { message?: string; error?: unknown };
    return { ...data, message: message ?? (typeof error === 'string' ? error : '') };
  }
  return data ? { message: String(data), error: statusText, response: data } : { message: 'Unexpected error' };
}

function alertLater(error: FetchError<{ message: string }>): void {
  const { showErrorAlert, url } = error.config;
  const isSilent =
    showErrorAlert === false || (showErrorAlert === undefined && (!isLocal(url) || url.includes('/ds/query')));
  if (isSilent || !error.data.message) {
    return;
  }
  // Callers that deal with the error themselves mark it as handled; they get the time to do so.
  setTimeout(() => {
    if (!error.isHandled) {
      appEvents.emit(error.status < 500 ? AppEvents.alertWarning : AppEvents.alertError, [error.data.message]);
    }
  }, 50);
}

/** Requests with one id replace each other: the earlier one is aborted and reported as cancelled. */
const started = new Subject<string>();

function send<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
  return new Observable<FetchResponse<T>>((subscriber) => {
    const controller = new AbortController();
    options.abortSignal?.addEventListener('abort', () => controller.abort());
    fetch(urlOf(options), initOf(options, controller.signal))
      .then(async (response) => {
        const { status, statusText, ok, headers, redirected, type, url } = response;
        const data = await readBody(response, options.responseType);
        if (!ok) {
          throw { status, statusText, data: errorData(data, statusText), config: options };
        }
        if (options.showSuccessAlert && (data as { message?: string })?.message) {
          appEvents.emit(AppEvents.alertSuccess, [(data as { message: string }).message]);
        }
        subscriber.next({ data: data as T, status, statusText, ok, headers, redirected, type, url, config: options });
        subscriber.complete();
      })
      .catch((error: unknown) => {
        if (controller.signal.aborted) {
          return subscriber.complete();
        }
        const failure = (
          error instanceof Error
            ? {
                status: 0,
                statusText: error.message,
                data: { message: error.message },
                message: error.message,
                config: options,
              }
            : error
        ) as FetchError<{ message: string }>;
        alertLater(failure);
        subscriber.error(failure);
      });
    return () => controller.abort();
  });
}

function fetchObservable<T>(options: BackendSrvRequest): Observable<FetchResponse<T>> {
  return new Observable<FetchResponse<T>>((subscriber) => {
    if (options.requestId) {
      started.next(options.requestId);
    }
    const cancelled = started.pipe(filter((id) => id === options.requestId));
    return send<T>(options)
      .pipe(
        takeUntil(cancelled),
        throwIfEmpty(() => ({
          type: DataQueryErrorType.Cancelled,
          cancelled: true,
          data: null,
          status: CANCELLED,
          statusText: 'Request was aborted',
          config: options,
        }))
      )
      .subscribe(subscriber);
  });
}

async function request<T>(options: BackendSrvRequest): Promise<T> {
  return (await lastValueFrom(fetchObservable<T>(options))).data;
}

export const backendSrv: BackendSrv = {
  fetch: fetchObservable,
  request,
  datasourceRequest: <T>(options: BackendSrvRequest) => lastValueFrom(fetchObservable<T>(options)),
  get: (url, params, requestId, options) =>
    request({ ...options, method: 'GET', url, params, ...(requestId ? { requestId } : {}) }),
  delete: (url, data, options) => request({ ...options, method: 'DELETE', url, data }),
  post: (url, data, options) => request({ ...options, method: 'POST', url, data }),
  patch: (url, data, options) => request({ ...options, method: 'PATCH', url, data }),
  put: (url, data, options) => request({ ...options, method: 'PUT', url, data }),
  chunked: () => {
    throw new Error('Chunked responses are not available in the preview host.');
  },
};
