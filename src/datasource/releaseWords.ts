import { t } from '@grafana/i18n';
import type { CriterionAhead, ReleaseAhead } from '../core/query/release/ahead';
import type { CriterionAssessment, Registration } from '../core/release/assessment/assessment';
import type { Outlook } from '../core/release/assessment/decided';
import type { CountsEvidence, EvidenceOf } from '../core/release/assessment/evidence';
import type { PolicyCriterion, ReleasePolicy, Soak } from '../core/release/policy/policy';
import { PLAIN_TEXT } from '../shared/plainText';
import { outlookWords, roughCount, roughDuration } from '../shared/words/release';
import type { AskedRelease } from './askedRelease';
import { sliDecimals } from './frames/fields';
import { minuteWords } from './periodWords';

/** What a criterion asks for. */
export function requirementWords(criterion: PolicyCriterion): string {
  switch (criterion.kind) {
    case 'successRatio':
      return t('release.requires.share', 'At least {{share}} of its requests are good', {
        share: percent(criterion.objectiveRatio),
      });
    case 'latency':
      return t('release.requires.latency', 'At least {{share}} of its requests take {{threshold}} or less', {
        ...PLAIN_TEXT,
        share: percent(criterion.objectiveRatio),
        threshold: secondsText(criterion.threshold),
      });
    case 'noRegression':
      return regressionWords(criterion);
    case 'remainingBudget':
      return t('release.requires.budget', 'At least {{share}} of the error budget of {{slo}} is left', {
        ...PLAIN_TEXT,
        share: percent(criterion.leastRemainingRatio),
        slo: sloName(criterion),
      });
    case 'noBurnAlert':
      return t('release.requires.alert', 'No pair of burn rates of {{slo}} fires', {
        ...PLAIN_TEXT,
        slo: sloName(criterion),
      });
    case 'headroom':
      return t('release.requires.headroom', 'At least {{share}} of the capacity stays free', {
        share: percent(criterion.leastHeadroomRatio),
      });
    case 'attestation':
      return criterion.question;
  }
}

function regressionWords({
  ratioMargin,
  differenceMargin,
}: Extract<PolicyCriterion, { kind: 'noRegression' }>): string {
  const ratio = ratioMargin === null ? '' : String(ratioMargin);
  const difference = differenceMargin === null ? '' : String(Number((100 * differenceMargin).toPrecision(6)));
  if (difference === '') {
    return t('release.requires.ratio', 'Fails less than {{ratio}} times as often as the baseline', { ratio });
  }
  return ratio === ''
    ? t(
        'release.requires.difference',
        'Fails less than {{difference}} percentage points more often than the baseline',
        {
          difference,
        }
      )
    : t(
        'release.requires.either',
        'Fails less than {{ratio}} times as often as the baseline, or less than {{difference}} percentage points more often',
        { ratio, difference }
      );
}

/** What was counted, with what it can be in truth; empty where nothing was. */
export function measuredWords(criterion: PolicyCriterion, { evidence, statistic }: CriterionAssessment): string {
  if (evidence === null) {
    return '';
  }
  switch (criterion.kind) {
    case 'successRatio':
      return shareWords(criterion.objectiveRatio, evidence as CountsEvidence, statistic);
    case 'latency': {
      const { least } = evidence as EvidenceOf['latency'];
      return shareWords(criterion.objectiveRatio, least, statistic);
    }
    case 'noRegression': {
      const { release, baseline } = evidence as EvidenceOf['noRegression'];
      return t('release.measured.pair', '{{release}} bad; of the baseline {{baseline}}', {
        ...PLAIN_TEXT,
        release: badWords(release),
        baseline: badWords(baseline),
      });
    }
    case 'remainingBudget': {
      const { remaining, worst, best } = statistic;
      return remaining == null || worst == null || best == null
        ? ''
        : t('release.measured.budget', '{{left}} left, between {{worst}} and {{best}}', {
            left: percent(remaining, 1),
            worst: percent(worst, 1),
            best: percent(best, 1),
          });
    }
    case 'noBurnAlert': {
      const { fired, highestOfFactor } = statistic;
      return fired == null || highestOfFactor == null
        ? ''
        : t('release.measured.alert', 'Pairs that fired: {{fired}}; at most {{share}} of what fires was reached', {
            fired,
            share: percent(highestOfFactor, 1),
          });
    }
    case 'attestation':
      return t('release.measured.attested', '{{answer}}, says {{author}}', {
        ...PLAIN_TEXT,
        answer: criterion.answer === true ? t('release.measured.yes', 'Yes') : t('release.measured.no', 'No'),
        author: criterion.author ?? '',
      });
    case 'headroom':
      return '';
  }
}

function shareWords(
  objectiveRatio: number,
  { good, total }: CountsEvidence,
  { lower, upper }: CriterionAssessment['statistic']
): string {
  if (lower == null || upper == null || total === 0) {
    return '';
  }
  const decimals = sliDecimals([objectiveRatio]);
  return t('release.measured.share', '{{share}} good; in truth between {{lower}} and {{upper}}', {
    share: percent(good / total, decimals),
    // Never nearer to the objective than they are.
    lower: percent(lower, decimals, Math.floor),
    upper: percent(upper, decimals, Math.ceil),
  });
}

function badWords({ good, total }: CountsEvidence): string {
  return total === 0
    ? t('release.measured.none', 'none counted')
    : `${String(Number((100 * (1 - good / total)).toPrecision(2)))}% (${(total - good).toLocaleString('en')} of ${total.toLocaleString('en')})`;
}

/** What a criterion of a release that has not started takes to pass. */
export function aheadWords({ plan, warning }: CriterionAhead, { atMostSeconds }: Soak): string {
  const about =
    plan?.expectedEvents == null || plan.expectedSeconds === null
      ? ''
      : t('release.ahead.events', 'Takes about {{events}} events, about {{time}} at last week’s traffic.', {
          ...PLAIN_TEXT,
          events: roughCount(plan.expectedEvents),
          time: roughDuration(plan.expectedSeconds),
        });
  const but = warning === null ? '' : warningWords(warning, atMostSeconds);
  return [about, but].filter((text) => text !== '').join(' ');
}

function warningWords(warning: NonNullable<CriterionAhead['warning']>, atMostSeconds: number): string {
  switch (warning) {
    case 'never':
      return t('release.ahead.never', 'As last week was, no number of events would be enough.');
    case 'notInSoak':
      return t('release.ahead.soak', 'That is longer than the soak of {{soak}}.', {
        ...PLAIN_TEXT,
        soak: roughDuration(atMostSeconds),
      });
    case 'noTraffic':
      return t('release.ahead.traffic', 'There was no traffic last week.');
    case 'noBaseline':
      return t(
        'release.ahead.baseline',
        'How long it takes depends on how much of the traffic stays with the baseline.'
      );
    case 'unknown':
      return t('release.ahead.unknown', 'Last week’s events are not known.');
  }
}

/** When a release that has not started can pass. */
export function passAheadWords({ passSeconds, criteria }: ReleaseAhead, { soak }: ReleasePolicy): string {
  const stops = criteria.filter(({ required, warning }) => required && warning !== null);
  if (stops.length > 0) {
    const splits = stops.every(({ warning }) => warning === 'noBaseline');
    return splits
      ? t(
          'release.ahead.split',
          'Were all of last week’s traffic its own, a pass would be possible after about {{time}}; it takes longer, as some stays with the baseline.',
          { ...PLAIN_TEXT, time: roughDuration(passSeconds ?? soak.atLeastSeconds) }
        )
      : t(
          'release.ahead.cannot',
          'At last week’s traffic a pass is not possible within the soak of {{soak}}: see {{list}}.',
          {
            ...PLAIN_TEXT,
            soak: roughDuration(soak.atMostSeconds),
            list: stops.map(({ id }) => id).join(', '),
          }
        );
  }
  return passSeconds === null
    ? t('release.ahead.none', 'It can never pass: no criterion is required.')
    : t('release.ahead.pass', 'At last week’s traffic a pass is possible after about {{time}}.', {
        ...PLAIN_TEXT,
        time: roughDuration(passSeconds),
      });
}

/** What it takes to pass, and that the soak is too short for it. @param leftSeconds of the soak */
export function missingWords(outlook: Outlook, leftSeconds: number): string {
  const { moreSeconds } = outlook;
  const missing = outlookWords(outlook);
  return moreSeconds === null || moreSeconds <= leftSeconds
    ? missing
    : leftSeconds <= 0
      ? t('release.outlook.over', '{{missing}}; its soak is over', { ...PLAIN_TEXT, missing })
      : t('release.outlook.too-short', '{{missing}}; its soak ends in {{left}}', {
          ...PLAIN_TEXT,
          missing,
          left: roughDuration(leftSeconds),
        });
}

/** Whether the policy was there before the release. */
export function registrationWords(registration: Registration): string {
  switch (registration.state) {
    case 'registered':
      return t('release.registered', 'registered at {{time}}, before the start', {
        ...PLAIN_TEXT,
        time: minuteWords(registration.atSeconds),
      });
    case 'unverified':
      return t('release.unregistered', 'not registered before the start, so it may have been changed since');
    case 'unknown':
      return t('release.registration-unknown', 'not known whether it was registered before the start');
  }
}

/** Nobody can tell when the release began. */
export function unknownStartWords({ version }: Pick<AskedRelease, 'version'>): string {
  return t(
    'release.start-unknown',
    'When version {{version}} began cannot be seen: it has been there for four weeks, or only for a moment. Say when it began.',
    { ...PLAIN_TEXT, version: version ?? '' }
  );
}

/** Data sources that hold nothing of a release that others know. */
export function knowsNothingWords(names: readonly string[]): string {
  return t('release.knows-nothing', 'Nothing of this release is seen in {{list}}.', {
    ...PLAIN_TEXT,
    list: names.join(', '),
  });
}

function sloName({ slo: { service, name } }: { slo: { service: string; name: string } }): string {
  return `${service} / ${name}`;
}

function secondsText(seconds: number): string {
  return `${String(seconds)} s`;
}

/** @param round how what has more digits is cut */
function percent(ratio: number, decimals = 8, round: (value: number) => number = Math.round): string {
  const scale = 10 ** decimals;
  // Fractions times 100 are off by some 1e-14.
  return `${String(Number((round(Number((100 * ratio * scale).toPrecision(13))) / scale).toFixed(decimals)))}%`;
}
