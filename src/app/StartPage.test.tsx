import React, { type ReactNode } from 'react';
import {
  createDataFrame,
  FieldType,
  type DataFrame,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
} from '@grafana/data';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NEVER, of, throwError, type Observable } from 'rxjs';
import datasourcePlugin from '../datasource/plugin.json';
import { OPTIONS_SCHEMA_VERSION } from '../datasource/types';
import { StartPage } from './StartPage';

const mockPost = jest.fn();
let mockDataSources: DataSourceInstanceSettings[] = [];
let mockPermissions: string[] = [];
const mockReload = jest.fn();
const answers = new Map<string, (request: DataQueryRequest) => Observable<DataQueryResponse>>();
const mockGet = ({ uid }: { uid: string }) =>
  Promise.resolve({ getRef: () => ({ type: 'prometheus', uid }), query: answers.get(uid) });

jest.mock('@grafana/runtime', () => ({
  getDataSourceSrv: () => ({
    getList: ({ filter }: { filter: (settings: DataSourceInstanceSettings) => boolean }) =>
      mockDataSources.filter(filter),
    get: mockGet,
    reload: mockReload,
  }),
  getBackendSrv: () => ({ post: mockPost }),
  hasPermission: (action: string) => mockPermissions.includes(action),
  PluginPage: ({ children }: { children: ReactNode }) => <main>{children}</main>,
}));

function add(settings: { uid: string; name: string; type: string; jsonData?: object }): void {
  mockDataSources.push({ jsonData: {}, ...settings } as DataSourceInstanceSettings);
}

/** A Prometheus data source that holds so many SLOs of Sloth, and these metrics. */
function prometheus(name: string, slos = 0, metrics: string[] = [], notice?: string): void {
  add({ uid: name, name, type: 'prometheus' });
  answers.set(name, ({ targets }) => {
    const data = (targets as Array<{ refId: string; expr: string }>).flatMap(({ refId, expr }) => {
      if (expr.startsWith('sloth_slo_info')) {
        return Array.from({ length: slos }, (_, index) => frame(refId, { sloth_id: `slo-${index}` }, notice));
      }
      return expr.includes('probe_success')
        ? metrics.map((metric) => frame(refId, { __name__: metric, job: 'cart', code: '500' }))
        : [];
    });
    return of({ data });
  });
}

function failing(name: string, message: string): void {
  add({ uid: name, name, type: 'prometheus' });
  answers.set(name, () => throwError(() => ({ status: 502, data: { message } })));
}

function frame(refId: string, labels: Record<string, string>, notice?: string): DataFrame {
  return createDataFrame({
    refId,
    meta: notice === undefined ? {} : { notices: [{ severity: 'warning', text: notice }] },
    fields: [
      { name: 'Time', type: FieldType.time, values: [1_790_000_000_000] },
      { name: 'Value', type: FieldType.number, labels, values: [1] },
    ],
  });
}

async function open() {
  render(<StartPage />);
  await act(async () => undefined);
}

const source = (name: string) => within(screen.getByText(name).closest('li')!);
const addButton = () => screen.queryByRole('button', { name: 'Add the SLO data source' });
const sent = () => mockPost.mock.lastCall[1];

beforeEach(() => {
  mockDataSources = [];
  mockPermissions = ['datasources:create', 'datasources:write'];
  answers.clear();
  mockReload.mockReset().mockImplementation(async () => {
    if (mockPost.mock.lastCall) {
      add({ uid: 'created', ...sent() });
    }
  });
  mockPost.mockReset().mockResolvedValue({ datasource: { uid: 'created' } });
});

describe('what the data sources hold', () => {
  it('is counted for each, and those that hold something are chosen', async () => {
    prometheus('prom-eu', 37, []);
    prometheus('prom-us', 0, ['http_requests_total', 'grpc_server_handled_total']);
    prometheus('prom-test');
    await open();
    expect(source('prom-eu').getByText('37 SLOs recorded')).toBeVisible();
    expect(source('prom-us').getByText('No SLOs recorded')).toBeVisible();
    expect(
      source('prom-us').getByText(
        '2 metrics that SLOs can be made from: grpc_server_handled_total, http_requests_total'
      )
    ).toBeVisible();
    expect(screen.getByRole('checkbox', { name: 'prom-eu' })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: 'prom-us' })).toBeChecked();
    expect(screen.getByRole('checkbox', { name: 'prom-test' })).not.toBeChecked();
    expect(screen.getByRole('status')).toHaveTextContent('37 SLOs found.');
    expect(screen.getByRole('checkbox', { name: 'prom-eu' })).toHaveAccessibleDescription(/37 SLOs/);
  });

  it('is asked of every type that speaks PromQL, and of no other', async () => {
    prometheus('prom-eu', 1);
    add({ uid: 'amp', name: 'Managed', type: 'grafana-amazonprometheus-datasource' });
    answers.set('amp', () => of({ data: [] }));
    add({ uid: 'loki', name: 'Logs', type: 'loki' });
    await open();
    expect(screen.getAllByRole('checkbox').map((box) => box.parentElement?.parentElement?.textContent)).toEqual([
      'prom-eu',
      'Managed',
    ]);
  });

  it('that fails says why, once, and costs the others nothing', async () => {
    failing('prom-down', 'connection refused <here>');
    prometheus('prom-eu', 2);
    await open();
    expect(source('prom-down').getByText(/cannot be reached.* Error: connection refused <here>/)).toBeVisible();
    expect(source('prom-eu').getByText('2 SLOs recorded')).toBeVisible();
    expect(screen.getByRole('checkbox', { name: 'prom-down' })).not.toBeChecked();
    expect(screen.getByRole('status')).toHaveTextContent('2 SLOs found. 1 data source gave no answer.');
  });

  it('is given up after 10 seconds, without holding up the others', async () => {
    jest.useFakeTimers();
    try {
      prometheus('prom-slow');
      answers.set('prom-slow', () => NEVER);
      prometheus('prom-eu', 2);
      await open();
      expect(source('prom-eu').getByText('2 SLOs recorded')).toBeVisible();
      expect(source('prom-slow').getByText('Looking …')).toBeVisible();
      expect(screen.getByRole('status')).toHaveTextContent('Looking into 2 data sources …');
      expect(addButton()).toBeEnabled();
      await act(() => jest.advanceTimersByTimeAsync(9_900));
      expect(source('prom-slow').getByText('Looking …')).toBeVisible();
      await act(() => jest.advanceTimersByTimeAsync(200));
      expect(source('prom-slow').getByText(/No answer within 10 s/)).toBeVisible();
    } finally {
      jest.useRealTimers();
    }
  });

  it('counts SLOs although the search for metrics is refused', async () => {
    prometheus('prom-eu', 2);
    const whole = answers.get('prom-eu')!;
    answers.set('prom-eu', (request) =>
      request.targets.some(({ refId }) => refId.startsWith('sloth'))
        ? whole(request)
        : of({ data: [], errors: request.targets.map(({ refId }) => ({ refId, message: 'too many series' })) })
    );
    await open();
    expect(source('prom-eu').getByText('2 SLOs recorded')).toBeVisible();
    expect(source('prom-eu').getByText('too many series')).toBeVisible();
  });

  it('says that an answer may be incomplete', async () => {
    prometheus('thanos', 2, [], 'a store did not answer');
    await open();
    expect(source('thanos').getByText('The answer may be incomplete: a store did not answer')).toBeVisible();
  });

  it('is looked at again, with data sources that have come since', async () => {
    prometheus('prom-eu', 2);
    await open();
    prometheus('prom-eu-2', 5);
    await userEvent.click(screen.getByRole('button', { name: 'Look again' }));
    expect(await screen.findByText('5 SLOs recorded')).toBeVisible();
  });

  it('says what to do where nothing is found', async () => {
    prometheus('prom-empty');
    await open();
    expect(screen.getByText(/nothing here to make SLOs from yet/)).toBeVisible();
    expect(addButton()).toBeDisabled();
    await userEvent.click(screen.getByRole('checkbox', { name: 'prom-empty' }));
    expect(addButton()).toBeEnabled();
  });

  it('says what to do where there are metrics only', async () => {
    prometheus('prom-us', 0, ['http_requests_total']);
    await open();
    expect(screen.getByText(/define SLOs in its settings/)).toBeVisible();
  });

  it('says what to do where nothing answers', async () => {
    failing('prom-down', 'connection refused');
    await open();
    expect(screen.getByText(/None of your data sources answered/)).toBeVisible();
    expect(screen.queryByText(/nothing here to make SLOs from/)).not.toBeInTheDocument();
  });
});

describe('without a Prometheus data source', () => {
  it('whoever may add one is shown where', async () => {
    await open();
    expect(screen.getByRole('link', { name: 'Add a data source' })).toHaveAttribute(
      'href',
      '/connections/datasources/new'
    );
  });

  it('whoever may not is told whom to ask', async () => {
    mockPermissions = [];
    await open();
    expect(screen.getByText(/Ask an administrator/)).toBeVisible();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});

describe('adding the data source', () => {
  it('takes one click, and leads on to the overview of what was added', async () => {
    prometheus('prom-eu', 2);
    prometheus('prom-us', 1);
    prometheus('prom-test');
    await open();
    await userEvent.click(screen.getByRole('checkbox', { name: 'prom-us' }));
    await userEvent.click(addButton()!);
    expect(mockPost).toHaveBeenCalledTimes(1);
    expect(mockPost.mock.lastCall[0]).toBe('/api/datasources');
    expect(sent()).toEqual({
      name: 'Reliability SLOs',
      type: datasourcePlugin.id,
      access: 'proxy',
      jsonData: { schemaVersion: OPTIONS_SCHEMA_VERSION, upstreams: [{ uid: 'prom-eu' }] },
    });
    expect(mockReload).toHaveBeenCalledTimes(1);
    const overview = await screen.findByRole('link', { name: 'Open the overview of Reliability SLOs' });
    expect(overview).toHaveAttribute('href', '/d/reliability-overview?var-datasource=created');
    expect(overview).toHaveFocus();
    expect(screen.getByText('“Reliability SLOs” was added')).toBeVisible();
    expect(addButton()).not.toBeInTheDocument();
    expect(source('prom-eu').getByText('Read by Reliability SLOs')).toBeVisible();
    expect(source('prom-us').getByText(/Not read yet/)).toBeVisible();
  });

  it('leads on to the settings where nothing is recorded yet', async () => {
    prometheus('prom-us', 0, ['http_requests_total']);
    prometheus('prom-test');
    await open();
    await userEvent.click(addButton()!);
    expect(await screen.findByRole('link', { name: 'Settings of Reliability SLOs' })).toHaveFocus();
    expect(source('prom-test').queryByText(/Not read yet/)).not.toBeInTheDocument();
  });

  it('sends one request however often the button is pressed', async () => {
    prometheus('prom-eu', 2);
    mockPost.mockReturnValue(new Promise(() => undefined));
    await open();
    await userEvent.dblClick(addButton()!);
    expect(mockPost).toHaveBeenCalledTimes(1);
  });

  it('takes a name that is free, among data sources that cannot be seen as well', async () => {
    prometheus('prom-eu', 2);
    add({ uid: 'other', name: 'Reliability SLOs', type: 'loki' });
    mockPost.mockRejectedValueOnce({ status: 409, data: { message: 'name exists' } });
    await open();
    await userEvent.click(addButton()!);
    expect(mockPost.mock.calls.map(([, { name }]) => name)).toEqual(['Reliability SLOs 2', 'Reliability SLOs 3']);
    expect(await screen.findByText('“Reliability SLOs 3” was added')).toBeVisible();
  });

  it('gives up when every name is taken', async () => {
    prometheus('prom-eu', 2);
    mockPost.mockRejectedValue({ status: 409, data: { message: 'name exists' } });
    await open();
    await userEvent.click(addButton()!);
    expect(await screen.findByRole('alert')).toHaveTextContent('The data source was not addedname exists');
    expect(mockPost).toHaveBeenCalledTimes(5);
  });

  it('that fails says why and can be tried again', async () => {
    prometheus('prom-eu', 2);
    mockPost.mockRejectedValueOnce({ status: 500, data: { message: 'Failed to add datasource' } });
    await open();
    await userEvent.click(addButton()!);
    expect(await screen.findByRole('alert')).toHaveTextContent('Failed to add datasource');
    await userEvent.click(addButton()!);
    expect(await screen.findByText('“Reliability SLOs” was added')).toBeVisible();
  });

  it('that is refused gives the file for an administrator', async () => {
    prometheus('prom-eu', 2);
    mockPost.mockRejectedValue({ status: 403, data: { message: 'Permissions needed: datasources:create' } });
    await open();
    await userEvent.click(addButton()!);
    expect(await screen.findByRole('alert')).toHaveTextContent('Permissions needed: datasources:create');
    expect(screen.getByRole('region', { name: 'Provisioning file' })).toBeVisible();
    expect(addButton()).not.toBeInTheDocument();
  });

  it('says so when Grafana does not show what was added', async () => {
    prometheus('prom-eu', 2);
    mockReload.mockRejectedValue({ status: 500, data: { message: 'no settings' } });
    await open();
    await userEvent.click(addButton()!);
    expect(await screen.findByText(/Reload this page to use it.*no settings/)).toBeVisible();
    expect(addButton()).not.toBeInTheDocument();
  });
});

test('whoever may not add data sources gets a provisioning file of what is chosen', async () => {
  mockPermissions = [];
  prometheus('prom-eu', 2);
  prometheus('prom-us', 1);
  await open();
  expect(addButton()).not.toBeInTheDocument();
  const file = screen.getByRole('region', { name: 'Provisioning file' });
  expect(file).toHaveTextContent(/uid: "prom-eu" # prom-eu.*uid: "prom-us" # prom-us/);
  await userEvent.click(screen.getByRole('checkbox', { name: 'prom-us' }));
  expect(file).not.toHaveTextContent('prom-us');
});

describe('where there is an SLO data source', () => {
  const connect = (documents?: string) =>
    add({
      uid: 'slos',
      name: 'Our SLOs',
      type: datasourcePlugin.id,
      jsonData: { upstreams: [{ uid: 'prom-eu' }], documents },
    });

  it('leads to it, and does not push to add another', async () => {
    prometheus('prom-eu', 2);
    connect();
    await open();
    expect(screen.getByRole('link', { name: 'Open the overview of Our SLOs' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Settings of Our SLOs' })).toHaveAttribute(
      'href',
      '/connections/datasources/edit/slos'
    );
    expect(addButton()).not.toBeInTheDocument();
    expect(screen.queryByRole('checkbox')).not.toBeInTheDocument();
    expect(source('prom-eu').getByText('Read by Our SLOs')).toBeVisible();
  });

  it('shows the settings to those only who may change them', async () => {
    mockPermissions = [];
    prometheus('prom-eu', 2);
    connect();
    await open();
    expect(screen.queryByRole('link', { name: /Settings/ })).not.toBeInTheDocument();
  });

  it('says that it has no SLOs, unless some are defined in it', async () => {
    prometheus('prom-eu');
    connect();
    await open();
    expect(screen.getByText(/Has no SLOs yet/)).toBeVisible();
  });

  it('says that it reads from nowhere, whatever is defined in it', async () => {
    prometheus('prom-eu');
    add({
      ...{ uid: 'slos', name: 'Our SLOs', type: datasourcePlugin.id },
      jsonData: { upstreams: [], documents: 'apiVersion: openslo/v1' },
    });
    await open();
    expect(screen.getByText(/no Prometheus data source is chosen/)).toBeVisible();
    expect(screen.queryByText(/Has no SLOs yet/)).not.toBeInTheDocument();
  });

  it('with SLOs defined in it is not empty', async () => {
    prometheus('prom-eu');
    connect('apiVersion: openslo/v1');
    await open();
    expect(screen.queryByText(/Has no SLOs yet/)).not.toBeInTheDocument();
  });
});
