import { createServer } from 'node:http';

import { type CountEvents } from './counts';
import { createCounters, isWholeNumber, snapshot, valueWithin } from './counters';
import { releaseColumns } from './release-history';
import { absent, jobLabels } from './series';
import { defaultPolicy } from './slo-generator';
import { gaugesOfRun, lastRun } from './slo-generator-history';
import { type World } from './stories';
import { sloGeneratorSlos } from './tool-slos';

const metricTypes: Record<string, { type: 'counter' | 'histogram' | 'gauge'; help: string }> = {
  http_requests_total: { type: 'counter', help: 'Requests answered, by status code.' },
  http_request_duration_seconds: { type: 'histogram', help: 'Time to answer a request.' },
  confirmation_emails_total: { type: 'counter', help: 'Confirmation emails by result.' },
  courier_location_updates_total: { type: 'counter', help: 'Courier positions received, by result.' },
  kitchen_tickets_printed_total: { type: 'counter', help: 'Kitchen tickets by result.' },
  kitchen_print_jobs_total: { type: 'counter', help: 'Print jobs in the kitchen by result.' },
  apiserver_request_total: { type: 'counter', help: 'Requests to the Kubernetes API server, by verb and code.' },
  apiserver_request_sli_duration_seconds: { type: 'histogram', help: 'Time to answer requests to the API server.' },
  service_build_info: { type: 'gauge', help: 'Always 1; the version is in the labels.' },
  restaurant_answers_total: { type: 'counter', help: 'Requests answered, by status code.' },
  restaurant_answer_seconds: { type: 'histogram', help: 'Time to answer a request.' },
  process_start_time_seconds: { type: 'gauge', help: 'Start time of the process since unix epoch in seconds.' },
};

/** A function that prints the metrics of a time (unix seconds) in the text format; times must not go back. */
export type MetricsText = (seconds: number) => string;

/** Continues the counters of a history from a minute mark; `values` are the history's at that mark, `count` its counts. */
export function createMetricsText(world: World, minute: number, values: Float64Array, count: CountEvents): MetricsText {
  const counters = createCounters(world, minute, values);
  let before = new Float64Array(counters.series.length);
  let after = new Float64Array(counters.series.length);
  const step = () => {
    [before, after] = [after, before];
    counters.advance();
    snapshot(counters, after);
  };
  snapshot(counters, after);
  step();
  const { series } = counters;
  const isWhole = series.map(isWholeNumber);
  const releases = releaseColumns(world);
  const families = familiesOf([...series, ...releases]);

  return (seconds) => {
    while (counters.minute <= Math.floor(seconds / 60)) {
      step();
    }
    const share = Math.max(0, seconds / 60 - (counters.minute - 1));
    const valueOf = (index: number) =>
      index < series.length
        ? valueWithin(before[index] ?? absent, after[index] ?? absent, share, isWhole[index] ?? false)
        : releases[index - series.length]?.valueAt(counters.minute - 1 - world.startMinute, share);
    const scraped = families
      .map(({ head, rows }) => {
        const lines = rows.flatMap(({ index, text }) => {
          const value = valueOf(index) ?? absent;
          return value === absent ? [] : [`${text} ${value}\n`];
        });
        return lines.length > 0 ? head + lines.join('') : '';
      })
      .join('');
    return scraped + pushedText(lastRun(Math.floor(seconds / 60)), count);
  };
}

/** What a Pushgateway shows of the last run of slo-generator: it says of its own accord that there is no instance. */
function pushedText(runMinute: number, count: CountEvents): string {
  const gauges = sloGeneratorSlos.flatMap((one) =>
    defaultPolicy.flatMap((step) => gaugesOfRun(one, step, runMinute, count))
  );
  const names = [...new Set(gauges.map(({ labels }) => labels.__name__ ?? ''))];
  return names
    .map((name) => {
      const rows = gauges.filter(({ labels }) => labels.__name__ === name);
      const lines = rows.map(({ labels, value }) => `${labelledText({ ...labels, instance: '' })} ${value}\n`);
      return `# TYPE ${name} gauge\n${lines.join('')}`;
    })
    .join('');
}

interface Family {
  head: string;
  rows: Array<{ index: number; text: string }>;
}

interface Labelled {
  labels: Readonly<Record<string, string>>;
}

function familiesOf(series: readonly Labelled[]): Family[] {
  return Object.entries(metricTypes).map(([family, { type, help }]) => ({
    head: `# HELP ${family} ${help}\n# TYPE ${family} ${type}\n`,
    rows: series.flatMap((one, index) => {
      const name = one.labels.__name__ ?? '';
      const base = type === 'histogram' ? name.replace(/_(bucket|sum|count)$/, '') : name;
      return base === family ? [{ index, text: seriesText(one) }] : [];
    }),
  }));
}

function seriesText({ labels }: Labelled): string {
  // Job and instance of the restaurant come from the scrape configuration.
  const fromScrape: Readonly<Record<string, string>> = jobLabels;
  return labelledText(Object.fromEntries(Object.entries(labels).filter(([name, value]) => fromScrape[name] !== value)));
}

function labelledText({ __name__: name, ...labels }: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return `${name}{${pairs.join(',')}}`;
}

/** Serves the metrics on 127.0.0.1 at `/metrics`; `close` ends it. */
export async function startExporter(port: number, metrics: MetricsText): Promise<{ close(): Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('the metrics are at /metrics\n');
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(metrics(Date.now() / 1000));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
