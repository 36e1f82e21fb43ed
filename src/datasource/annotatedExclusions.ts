import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom, timeout } from 'rxjs';
import { MOST_EXCLUSIONS, SHORTEST_EXCLUSION_SECONDS } from '../core/window/exclusionOptions';
import type { Exclusion } from '../core/window/exclusions';
import { describeError } from '../shared/delegate/answers';

const TIME_TO_LIVE_MILLISECONDS = 60_000;
/** The longest window of an SLO that is common: a year. */
const LOOK_BACK_MILLISECONDS = 366 * 86_400_000;
/** Every query waits for it. */
const PATIENCE_MILLISECONDS = 5000;

/** An annotation as Grafana's HTTP API gives it, as far as it is read. */
interface Annotation {
  /** Epoch milliseconds. */
  time: number;
  timeEnd?: number;
  text?: string;
  login?: string;
  tags?: string[];
}

/** Why annotations with the tag exclude less than somebody may think. */
export type AnnotationProblem =
  | { kind: 'unreadable'; message: string }
  /** There are more than are read. */
  | { kind: 'tooMany'; read: number }
  /** So many are points in time, or shorter than anything that can be taken out. */
  | { kind: 'tooShort'; count: number };

export interface AnnotatedReading {
  exclusions: Exclusion[];
  problems: AnnotationProblem[];
}

const NOTHING: AnnotatedReading = { exclusions: [], problems: [] };

/**
 * Exclusions that people have marked in Grafana: annotations of a range of time with a chosen tag. Their other tags of the
 * form `label:value` say which SLOs they are for, several of one label mean any of their values. Read at most once a minute;
 * without a tag nothing is asked.
 */
export class AnnotatedExclusions {
  private kept: { atMilliseconds: number; reading: Promise<AnnotatedReading> } | undefined;

  constructor(
    private readonly tag: string | undefined,
    private readonly now: () => number
  ) {}

  async read(): Promise<AnnotatedReading> {
    const { tag } = this;
    if (!tag) {
      return NOTHING;
    }
    const now = this.now();
    if (!this.kept || now - this.kept.atMilliseconds >= TIME_TO_LIVE_MILLISECONDS) {
      this.kept = { atMilliseconds: now, reading: this.ask(tag, now) };
    }
    return this.kept.reading;
  }

  private async ask(tag: string, now: number): Promise<AnnotatedReading> {
    const params = {
      tags: tag,
      type: 'annotation',
      from: now - LOOK_BACK_MILLISECONDS,
      to: now,
      // Grafana gives the newest and does not say how many there are; one more tells that there are more.
      limit: MOST_EXCLUSIONS + 1,
    };
    try {
      const { data } = await lastValueFrom(
        getBackendSrv()
          .fetch<Annotation[]>({ url: '/api/annotations', method: 'GET', params, showErrorAlert: false })
          .pipe(timeout({ first: PATIENCE_MILLISECONDS }))
      );
      return readAnnotations(data, tag);
    } catch (error) {
      return { exclusions: [], problems: [{ kind: 'unreadable', message: describeError(error) }] };
    }
  }
}

function readAnnotations(annotations: readonly Annotation[], tag: string): AnnotatedReading {
  const read = annotations.slice(0, MOST_EXCLUSIONS);
  const exclusions = read.flatMap((annotation) => exclusionOf(annotation, tag));
  const tooShort = read.length - exclusions.length;
  return {
    exclusions,
    problems: [
      ...(annotations.length > read.length ? [{ kind: 'tooMany', read: read.length } as const] : []),
      ...(tooShort > 0 ? [{ kind: 'tooShort', count: tooShort } as const] : []),
    ],
  };
}

function exclusionOf({ time, timeEnd = time, text = '', login, tags = [] }: Annotation, tag: string): Exclusion[] {
  const [startSeconds, endSeconds] = [Math.floor(time / 1000), Math.floor(timeEnd / 1000)];
  return endSeconds - startSeconds < SHORTEST_EXCLUSION_SECONDS
    ? []
    : [
        {
          reason: text.trim() === '' ? tag : text.trim(),
          ...(login ? { author: login } : {}),
          source: 'annotation',
          match: matchOf(tags.filter((other) => other !== tag)),
          when: { kind: 'oneOff', startSeconds, endSeconds },
        },
      ];
}

function matchOf(tags: readonly string[]): Exclusion['match'] {
  const valuesByLabel = new Map<string, string[]>();
  for (const text of tags) {
    const colon = text.indexOf(':');
    if (colon > 0) {
      const label = text.slice(0, colon).trim();
      valuesByLabel.set(label, [...(valuesByLabel.get(label) ?? []), text.slice(colon + 1).trim()]);
    }
  }
  return Object.fromEntries(valuesByLabel);
}
