import { column, type Column } from './columns';
import { mixinDefaults, type MixinVerb, mixinWindows } from './kubernetes-mixin-rules';
import { combined, type Group, type Rates } from './rates';
import { meanOverTime } from './recorded';
import { absent } from './series';
import { type Matcher, type Selector } from './sli';
import { windowSeconds } from './slos';

const requests = 'apiserver_request_total';
const duration = 'apiserver_request_sli_duration_seconds';
const { clusterLabel, days } = mixinDefaults;
const periodMinutes = days * 1440;
const period = `${days}d`;

const verbs: Record<MixinVerb, Matcher> = {
  read: { label: 'verb', op: '=~', value: 'LIST|GET' },
  write: { label: 'verb', op: '=~', value: 'POST|PUT|PATCH|DELETE' },
};
/** Scope and bound of what is fast enough. */
const fast: Record<MixinVerb, ReadonlyArray<[scope: string, le: string]>> = {
  read: [
    ['resource', '1.0'],
    ['namespace', '5.0'],
    ['cluster', '30.0'],
  ],
  write: [['resource', '1.0']],
};

/** What the mixin's rules for the API server would have recorded. */
export function mixinColumns(rates: Rates): Column[] {
  return [...burnrateColumns(rates), ...availabilityColumns(rates)];
}

function burnrateColumns({ length, sumBy }: Rates): Column[] {
  return (Object.keys(verbs) as MixinVerb[]).flatMap((verb) =>
    mixinWindows.flatMap((window) => {
      const sum = (metric: string, ...matchers: Matcher[]) =>
        sumBy({ metric, matchers: [verbs[verb], ...matchers] }, [clusterLabel], windowSeconds[window] / 60)[0];
      const is = (label: string, value: string): Matcher => ({ label, op: '=', value });
      const within = fast[verb].map(([scope, le]) => sum(`${duration}_bucket`, is('scope', scope), is('le', le)));
      const [count, failed, total] = [
        sum(`${duration}_count`),
        sum(requests, { label: 'code', op: '=~', value: '5..' }),
        sum(requests),
      ];
      const ratio = combined(
        length,
        [count, failed, total, ...within].map((group) => group?.values),
        (all, errors, every, ...inTime) => (all - inTime.reduce((a, b) => a + b, 0) + errors) / every
      );
      return total ? [column(`apiserver_request:burnrate${window}`, { ...total.labels, verb }, ratio)] : [];
    })
  );
}

/** Sums of an hour, and of the period as their mean times its hours. */
interface Sums {
  hour: Group[];
  period: Group[];
}

function sumsOf({ sumBy }: Rates, selector: Selector, by: readonly string[]): Sums {
  const hour = sumBy(selector, [clusterLabel, ...by], 60).map(({ labels, values }) => ({
    labels,
    values: values.map((perSecond) => perSecond * 3600),
  }));
  return {
    hour,
    period: hour.map(({ labels, values }) => ({
      labels,
      values: meanOverTime(values, periodMinutes).map((mean) => mean * 24 * days),
    })),
  };
}

function availabilityColumns(rates: Rates): Column[] {
  const { length } = rates;
  const byCode = sumsOf(rates, { metric: requests, matchers: [] }, ['code', 'verb']);
  const byBound = sumsOf(rates, { metric: `${duration}_bucket`, matchers: [] }, ['verb', 'scope', 'le']);
  const all = (name: string, groups: readonly Group[]) =>
    groups.map(({ labels, values }) => column(name, labels, values));
  const counts = (groups: readonly Group[]) =>
    groups
      .filter(({ labels }) => labels.le === '+Inf')
      .map(({ labels: { le: _, ...labels }, values }) => ({ labels, values }));
  const codesOf = (verb: MixinVerb): Group[] => {
    const own = byCode.period.filter(({ labels }) => isOf(verb, labels.verb));
    return [...new Set(own.map(({ labels }) => labels.code ?? ''))].map((code) => ({
      labels: { [clusterLabel]: own[0]?.labels[clusterLabel] ?? '', code, verb },
      values: total(
        own.filter(({ labels }) => labels.code === code),
        length
      ),
    }));
  };
  const slow = (verb: MixinVerb) => {
    const own = byBound.period.filter(({ labels }) => isOf(verb, labels.verb));
    const inTime = own.filter(({ labels }) =>
      fast[verb].some(([scope, le]) => labels.scope === scope && labels.le === le)
    );
    return combined(length, [total(counts(own), length), total(inTime, length)], (every, good) => every - good);
  };
  const codes = { read: codesOf('read'), write: codesOf('write') };
  const availability = (verb: string, parts: readonly MixinVerb[]) => {
    const own = parts.flatMap((part) => codes[part]);
    const failed = total(
      own.filter(({ labels }) => labels.code?.startsWith('5')),
      length
    );
    const operands = [failed, total(own, length), ...parts.map(slow)];
    const ratio = combined(
      length,
      operands,
      (errors, every, ...late) => 1 - (errors + late.reduce((a, b) => a + b, 0)) / every
    );
    return column(
      `apiserver_request:availability${period}`,
      { [clusterLabel]: own[0]?.labels[clusterLabel] ?? '', verb },
      ratio
    );
  };
  return [
    ...all(`code_verb:${requests}:increase1h`, byCode.hour),
    ...all(`code_verb:${requests}:increase${period}`, byCode.period),
    ...all(`code:${requests}:increase${period}`, [...codes.read, ...codes.write]),
    ...all(`cluster_verb_scope_le:${duration}_bucket:increase1h`, byBound.hour),
    ...all(`cluster_verb_scope_le:${duration}_bucket:increase${period}`, byBound.period),
    ...all(`cluster_verb_scope:${duration}_count:increase1h`, counts(byBound.hour)),
    ...all(`cluster_verb_scope:${duration}_count:increase${period}`, counts(byBound.period)),
    availability('all', ['read', 'write']),
    availability('read', ['read']),
    availability('write', ['write']),
  ];
}

function isOf(verb: MixinVerb, requestVerb: string | undefined): boolean {
  return new RegExp(`^(?:${verbs[verb].value})$`).test(requestVerb ?? '');
}

/** `sum(...)`: what is absent counts for nothing, and all absent is absent. */
function total(groups: readonly Group[], length: number): Float64Array {
  const sums = new Float64Array(length).fill(absent);
  for (const { values } of groups) {
    values.forEach((value, index) => {
      if (value !== absent) {
        const sum = sums[index] ?? absent;
        sums[index] = sum === absent ? value : sum + value;
      }
    });
  }
  return sums;
}
