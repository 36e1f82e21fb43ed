import { type GrafanaSlo } from './grafana-slo-rules';
import { type PyrraFlags, type PyrraSlo } from './pyrra';
import { type Matcher, type Selector } from './sli';
import { type SloGeneratorSlo } from './slo-generator';
import { type CountedEvents } from './slos';

/** Calls to the API server by their verbs; bad are the failed and the slow. */
export interface ApiserverEvents {
  id: string;
  bad: { kind: 'apiserver'; verbs: readonly string[] };
}

/** Which of the generator's events an SLO counts. */
export type Measured = CountedEvents | ApiserverEvents;

/** A row that an SLO of another tool than Sloth makes. */
interface RowOfTool {
  tool: 'pyrra' | 'grafana-slo' | 'slo-generator' | 'kubernetes-mixin';
  /** As the tool's labels say it, or the tool itself. */
  service: string;
  /** What the tool calls the SLO; of slo-generator the feature and the SLO. */
  name: string;
  /** What tells the row from others of the SLO. */
  groups: Readonly<Record<string, string>>;
  /** 0..1. */
  objectiveRatio: number;
  windowSeconds: number;
}

export type ToolRow = RowOfTool & Measured;

const day = 86_400;

const is = (label: string, value: string): Matcher => ({ label, op: '=', value });
const serverErrors: Matcher = { label: 'code', op: '=~', value: '5..' };
const requests = (...matchers: Matcher[]): Selector => ({ metric: 'http_requests_total', matchers });

/** An SLO of Pyrra, and the flags of the process that makes its rules. */
export interface DemoPyrra {
  slo: PyrraSlo;
  flags: PyrraFlags;
}

const reservations: PyrraSlo = {
  name: 'reservations-availability',
  targetPercent: '99.9',
  windowSeconds: 28 * day,
  description: 'Guests can book a table, wherever they are.',
  labels: { team: 'front-of-house' },
  indicator: {
    kind: 'ratio',
    errors: requests(is('service', 'reservations'), serverErrors),
    total: requests(is('service', 'reservations')),
  },
};

const kitchenPlace = [is('service', 'kitchen'), is('region', 'us')];
const kitchen: PyrraSlo = {
  name: 'kitchen-latency',
  targetPercent: '95',
  windowSeconds: 28 * day,
  description: 'Tickets in America reach the stove within a second.',
  labels: { team: 'back-of-house' },
  indicator: {
    kind: 'latency',
    success: { metric: 'http_request_duration_seconds_bucket', matchers: [...kitchenPlace, is('le', '1')] },
    total: { metric: 'http_request_duration_seconds_count', matchers: kitchenPlace },
  },
};

const payments: PyrraSlo = {
  name: 'payments-availability',
  targetPercent: '99.9',
  windowSeconds: 30 * day,
  description: 'Payments go through, with every provider.',
  labels: { team: 'finance' },
  annotations: { runbook: 'https://wiki.example.org/payments' },
  indicator: {
    kind: 'ratio',
    errors: requests(is('service', 'payments'), serverErrors),
    total: requests(is('service', 'payments')),
    grouping: ['provider'],
  },
};

/** With generic rules, on default flags, and grouped. */
export const pyrraSlos: readonly DemoPyrra[] = [
  { slo: reservations, flags: { genericRules: true } },
  { slo: kitchen, flags: {} },
  { slo: payments, flags: {} },
];

export const grafanaSlo: GrafanaSlo = {
  uuid: 'b7w2k9orders4us',
  objectiveRatio: 0.995,
  windowText: '28d',
  windowSeconds: 28 * day,
  labels: { service: 'orders', team: 'front-of-house' },
  nameLabels: { grafana_slo_name: 'Orders in America' },
  query: {
    type: 'ratio',
    success: requests(is('service', 'orders'), is('region', 'us'), { label: 'code', op: '=~', value: '[24]..' }),
    total: requests(is('service', 'orders'), is('region', 'us')),
  },
};

const booking: SloGeneratorSlo = {
  serviceName: 'reservations',
  featureName: 'booking',
  sloName: 'availability',
  goal: 0.999,
  labels: { team: 'front-of-house' },
};
const tickets: SloGeneratorSlo = {
  serviceName: 'kitchen',
  featureName: 'tickets',
  sloName: 'latency',
  goal: 0.95,
  labels: { team: 'back-of-house' },
};

/** SLOs of slo-generator with the events that its runs count. */
export const sloGeneratorSlos: ReadonlyArray<{ slo: SloGeneratorSlo; measured: CountedEvents }> = [
  {
    slo: booking,
    measured: {
      id: 'reservations/booking/availability',
      sourceIds: ['reservations-eu-aws'],
      bad: { kind: 'serverErrors' },
    },
  },
  {
    slo: tickets,
    measured: {
      id: 'kitchen/tickets/latency',
      sourceIds: ['kitchen-eu-aws'],
      bad: { kind: 'slowerThan', bound: '1.0' },
    },
  },
];

/** Every row that the demo shows besides those of Sloth and of its documents. */
export const toolRows: readonly ToolRow[] = [
  {
    tool: 'pyrra',
    id: 'pyrra/reservations-availability',
    service: 'reservations',
    name: reservations.name,
    groups: {},
    objectiveRatio: 0.999,
    windowSeconds: reservations.windowSeconds,
    sourceIds: ['reservations-eu-aws', 'reservations-us-gcp'],
    bad: { kind: 'serverErrors' },
  },
  {
    tool: 'pyrra',
    id: 'pyrra/kitchen-latency',
    service: 'kitchen',
    name: kitchen.name,
    groups: {},
    objectiveRatio: 0.95,
    windowSeconds: kitchen.windowSeconds,
    sourceIds: ['kitchen-us-gcp'],
    bad: { kind: 'slowerThan', bound: '1.0' },
  },
  ...[
    ['aws', 'payments-eu-aws'],
    ['azure', 'payments-eu-azure'],
    ['gcp', 'payments-us-gcp'],
  ].map(([provider = '', sourceId = '']): ToolRow => ({
    tool: 'pyrra',
    id: `pyrra/payments-availability/${provider}`,
    service: 'payments',
    name: payments.name,
    groups: { provider },
    objectiveRatio: 0.999,
    windowSeconds: payments.windowSeconds,
    sourceIds: [sourceId],
    bad: { kind: 'serverErrors' },
  })),
  {
    tool: 'grafana-slo',
    id: `grafana-slo/${grafanaSlo.uuid}`,
    service: 'orders',
    name: 'Orders in America',
    groups: {},
    objectiveRatio: grafanaSlo.objectiveRatio,
    windowSeconds: grafanaSlo.windowSeconds,
    sourceIds: ['orders-us-gcp'],
    bad: { kind: 'serverErrors' },
  },
  ...sloGeneratorSlos.map(({ slo, measured }): ToolRow => ({
    ...measured,
    tool: 'slo-generator',
    service: slo.serviceName,
    name: `${slo.featureName}-${slo.sloName}`,
    groups: {},
    objectiveRatio: slo.goal,
    windowSeconds: 28 * day,
  })),
  ...(
    [
      ['all', ['GET', 'LIST', 'POST']],
      ['read', ['GET', 'LIST']],
      ['write', ['POST']],
    ] as const
  ).map(([verb, verbs]): ToolRow => ({
    tool: 'kubernetes-mixin',
    id: `kubernetes-mixin/${verb}`,
    service: 'kube-apiserver',
    name: 'apiserver',
    groups: { verb },
    objectiveRatio: 0.99,
    windowSeconds: 30 * day,
    bad: { kind: 'apiserver', verbs },
  })),
];
