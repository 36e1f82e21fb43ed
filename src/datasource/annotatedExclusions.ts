import { getBackendSrv } from '@grafana/runtime';
import { lastValueFrom } from 'rxjs';
import { MOST_EXCLUSIONS, SHORTEST_EXCLUSION_SECONDS } from '../core/window/exclusionOptions';
import type { Exclusion } from '../core/window/exclusions';
import { describeError } from '../shared/delegate/answers';

const TIME_TO_LIVE_MILLISECONDS = 60_000;
/** The longest window of an SLO that is common: a year. */
const LOOK_BACK_MILLISECONDS = 366 * 86_400_000;

/** An annotation as Grafana's HTTP API gives it, as far as it is read. */
interface Annotation {
  /** Epoch milliseconds. */
  time: number;
  timeEnd?: number;
  text?: string;
  login?: string;
  tags?: string[];
}

export interface AnnotatedReading {
  exclusions: Exclusion[];
  /** Why annotations could not be read; null where they were, or are not asked for. */
  failure: string | null;
}

const NOTHING: AnnotatedReading = { exclusions: [], failure: null };

/**
 * Exclusions that people have marked in Grafana: annotations of a range of time with a chosen tag. Their other tags of the
 * form `label:value` say which SLOs they are for. Read at most once a minute; without a tag nothing is asked.
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
      limit: MOST_EXCLUSIONS,
    };
    try {
      const { data } = await lastValueFrom(
        getBackendSrv().fetch<Annotation[]>({ url: '/api/annotations', method: 'GET', params, showErrorAlert: false })
      );
      return { exclusions: data.flatMap((annotation) => exclusionOf(annotation, tag)), failure: null };
    } catch (error) {
      return { exclusions: [], failure: describeError(error) };
    }
  }
}

function exclusionOf({ time, timeEnd = time, text = '', login, tags = [] }: Annotation, tag: string): Exclusion[] {
  const [startSeconds, endSeconds] = [Math.floor(time / 1000), Math.floor(timeEnd / 1000)];
  if (endSeconds - startSeconds < SHORTEST_EXCLUSION_SECONDS) {
    return [];
  }
  const match = tags.flatMap((other): Array<[string, string]> => {
    const colon = other.indexOf(':');
    return other === tag || colon < 1 ? [] : [[other.slice(0, colon).trim(), other.slice(colon + 1).trim()]];
  });
  return [
    {
      reason: text.trim() === '' ? tag : text.trim(),
      ...(login ? { author: login } : {}),
      source: 'annotation',
      match: Object.fromEntries(match),
      when: { kind: 'oneOff', startSeconds, endSeconds },
    },
  ];
}
