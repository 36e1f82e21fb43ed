import { type DurationBound } from './services';

/** What counts as a bad event of an SLO. */
export type BadEvents =
  { kind: 'serverErrors' } | { kind: 'slowerThan'; bound: DurationBound } | { kind: 'outcome'; result: string };

/** Why an SLO is in the demo: the state somebody sees when the demo opens. */
export type Story =
  | 'healthy'
  | 'fastBurnNow'
  | 'fastBurnEnded'
  | 'slowBurn'
  | 'breached'
  | 'atRisk'
  | 'badRelease'
  | 'idleNights'
  | 'neverFailed'
  | 'metricGone';

/** One SLO as if made by Sloth. `id` is Sloth's: `<service>-<name>`. */
export interface DemoSlo {
  id: string;
  service: string;
  name: string;
  description: string;
  /** Objective in percent, as written in a Sloth specification. */
  objectivePercent: number;
  story: Story;
  /** Ids of the sources whose events are summed. */
  sourceIds: readonly string[];
  bad: BadEvents;
  /** Sloth user labels. */
  labels: Readonly<Record<string, string>>;
  alertName: string;
}

/** Which of the restaurant's events an SLO counts. */
export type CountedEvents = Pick<DemoSlo, 'id' | 'sourceIds' | 'bad'>;

/** Error budget period of every SLO: Sloth knows one per process. */
export const periodSeconds = 30 * 86_400;
export const periodText = '30d';

/** Windows Sloth records for its default 30-day alert catalogue, ascending. */
export const alertWindows = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'] as const;
export type AlertWindow = (typeof alertWindows)[number];

export const windowSeconds: Record<AlertWindow, number> = {
  '5m': 300,
  '30m': 1800,
  '1h': 3600,
  '2h': 7200,
  '6h': 21_600,
  '1d': 86_400,
  '3d': 259_200,
};

const teams: Record<string, { owner: string; team: string }> = {
  reservations: { owner: 'maitre-d', team: 'front-of-house' },
  orders: { owner: 'waiters', team: 'front-of-house' },
  kitchen: { owner: 'head-chef', team: 'back-of-house' },
  payments: { owner: 'cashiers', team: 'finance' },
  delivery: { owner: 'dispatchers', team: 'couriers' },
};

const serverErrors: BadEvents = { kind: 'serverErrors' };

function slo(
  service: string,
  name: string,
  objectivePercent: number,
  story: Story,
  sourceIds: readonly string[],
  bad: BadEvents,
  place: Record<string, string>,
  description: string
): DemoSlo {
  const words = `${service}-${name}`.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return {
    id: `${service}-${name}`,
    service,
    name,
    description,
    objectivePercent,
    story,
    sourceIds,
    bad,
    labels: { ...teams[service], ...place },
    alertName: `${words.join('')}ErrorBudgetBurn`,
  };
}

const aws = { region: 'eu', provider: 'aws' };
const azure = { region: 'eu', provider: 'azure' };
const gcp = { region: 'us', provider: 'gcp' };

/** All SLOs of the demo. */
export const slos: readonly DemoSlo[] = [
  slo(
    'reservations',
    'availability-eu',
    99.9,
    'healthy',
    ['reservations-eu-aws'],
    serverErrors,
    aws,
    'Guests in Europe can book a table.'
  ),
  slo(
    'reservations',
    'availability-us',
    99.9,
    'atRisk',
    ['reservations-us-gcp'],
    serverErrors,
    gcp,
    'Guests in America can book a table.'
  ),
  slo(
    'reservations',
    'latency-eu',
    99,
    'healthy',
    ['reservations-eu-aws'],
    { kind: 'slowerThan', bound: '0.5' },
    aws,
    'Bookings are answered within half a second.'
  ),
  slo(
    'reservations',
    'confirmation-emails',
    99.5,
    'neverFailed',
    ['confirmation-emails-eu'],
    { kind: 'outcome', result: 'failed' },
    aws,
    'Confirmation emails leave the house.'
  ),
  slo(
    'orders',
    'availability-eu',
    99.9,
    'fastBurnNow',
    ['orders-eu-aws'],
    serverErrors,
    aws,
    'Orders in Europe are accepted.'
  ),
  slo(
    'orders',
    'availability-us',
    99.9,
    'fastBurnEnded',
    ['orders-us-gcp'],
    serverErrors,
    gcp,
    'Orders in America are accepted.'
  ),
  slo(
    'orders',
    'latency-us',
    99,
    'healthy',
    ['orders-us-gcp'],
    { kind: 'slowerThan', bound: '0.3' },
    gcp,
    'Orders are accepted within 300 ms.'
  ),
  slo(
    'kitchen',
    'availability-eu',
    99.5,
    'badRelease',
    ['kitchen-eu-aws'],
    serverErrors,
    aws,
    'The kitchen in Europe takes its tickets.'
  ),
  slo(
    'kitchen',
    'availability-us',
    99.5,
    'healthy',
    ['kitchen-us-gcp'],
    serverErrors,
    gcp,
    'The kitchen in America takes its tickets.'
  ),
  slo(
    'kitchen',
    'latency-eu',
    95,
    'badRelease',
    ['kitchen-eu-aws'],
    { kind: 'slowerThan', bound: '1.0' },
    aws,
    'Tickets reach the stove within a second.'
  ),
  slo(
    'kitchen',
    'ticket-printing',
    99,
    'metricGone',
    ['tickets-printed-eu'],
    { kind: 'outcome', result: 'jammed' },
    aws,
    'Kitchen tickets are printed. The metric was renamed and the SLO was forgotten.'
  ),
  slo(
    'payments',
    'availability-eu-aws',
    99.95,
    'healthy',
    ['payments-eu-aws'],
    serverErrors,
    aws,
    'Payments in Europe go through, first provider.'
  ),
  slo(
    'payments',
    'availability-eu-azure',
    99.9,
    'healthy',
    ['payments-eu-azure'],
    serverErrors,
    azure,
    'Payments in Europe go through, second provider.'
  ),
  slo(
    'payments',
    'availability-us',
    99.95,
    'slowBurn',
    ['payments-us-gcp'],
    serverErrors,
    gcp,
    'Payments in America go through.'
  ),
  slo(
    'payments',
    'latency-us',
    99,
    'healthy',
    ['payments-us-gcp'],
    { kind: 'slowerThan', bound: '0.75' },
    gcp,
    'Payments are answered within 750 ms.'
  ),
  slo(
    'delivery',
    'availability-eu',
    99,
    'idleNights',
    ['delivery-eu-aws'],
    serverErrors,
    aws,
    'Deliveries in Europe can be tracked; closed at night.'
  ),
  slo(
    'delivery',
    'availability-us',
    99.5,
    'breached',
    ['delivery-us-gcp'],
    serverErrors,
    gcp,
    'Deliveries in America can be tracked.'
  ),
  slo(
    'delivery',
    'location-updates',
    98,
    'healthy',
    ['courier-updates-eu', 'courier-updates-us'],
    { kind: 'outcome', result: 'dropped' },
    {},
    'Courier positions arrive, in all regions.'
  ),
];

/** The SLO of an id; throws for an unknown one. */
export function sloById(id: string): DemoSlo {
  const found = slos.find((slo) => slo.id === id);
  if (!found) {
    throw new Error(`no SLO "${id}" in the demo; known: ${slos.map((slo) => slo.id).join(', ')}`);
  }
  return found;
}
