import { loadCatalogue } from '../shared/loadCatalogue';
import { lastValueFrom, throwIfEmpty, type Observable } from 'rxjs';
import type { Answers, Query } from '../core/query/port';
import type { CatalogueResult } from '../core/slo/catalogue';
import type { SloDefinition } from '../core/slo/definition';
import type { RulesAnswer } from '../core/rules/rules';
import type { Upstream } from '../core/slo/slo';

const TIME_TO_LIVE_MILLISECONDS = 60_000;

export type Ask = (upstream: Upstream, queries: readonly Query[]) => Observable<Answers>;

/** Grafana has cancelled the question, so there is nothing to be said of the upstream. */
export class CatalogueCancelled extends Error {
  constructor() {
    super('The request was cancelled.');
  }
}

interface Reading {
  atSeconds: number;
  startedMilliseconds: number;
  result: Promise<CatalogueResult>;
}

/**
 * Which SLOs an upstream holds at a time. An answer is shared by all panels and kept for a minute, for times at most a
 * minute apart. A panel that goes away does not cancel what others wait for, so this is a promise and not an observable.
 * Failures, even of one tool, and empty catalogues are not kept. Rejects with `CatalogueCancelled` where it is cancelled.
 */
export class Catalogue {
  private kept: Array<Reading & { uid: string }> = [];

  constructor(
    private readonly ask: Ask,
    private readonly readRules: (upstream: Upstream) => Promise<RulesAnswer>,
    private readonly readDefinitions: (upstream: Upstream) => Promise<readonly SloDefinition[]>,
    private readonly now: () => number = Date.now
  ) {}

  read(upstream: Upstream, atSeconds: number): Promise<CatalogueResult> {
    const startedMilliseconds = this.now();
    this.kept = this.kept.filter((one) => startedMilliseconds - one.startedMilliseconds < TIME_TO_LIVE_MILLISECONDS);
    const known = this.kept.find(
      (one) => one.uid === upstream.uid && Math.abs(one.atSeconds - atSeconds) * 1000 < TIME_TO_LIVE_MILLISECONDS
    );
    if (known) {
      return known.result;
    }
    const result = this.discover(upstream, atSeconds);
    const reading = { uid: upstream.uid, atSeconds, startedMilliseconds, result };
    this.kept.push(reading);
    const forget = () => {
      this.kept = this.kept.filter((one) => one !== reading);
    };
    void result.then((read) => !isWhole(read) && forget(), forget);
    return result;
  }

  private async discover(upstream: Upstream, atSeconds: number): Promise<CatalogueResult> {
    const [{ planCatalogue, readCatalogue }, definitions] = await Promise.all([
      loadCatalogue(),
      this.readDefinitions(upstream),
    ]);
    const [answers, rules] = await Promise.all([
      lastValueFrom(
        this.ask(upstream, planCatalogue(atSeconds, definitions)).pipe(throwIfEmpty(() => new CatalogueCancelled()))
      ),
      this.readRules(upstream),
    ]);
    return readCatalogue(upstream, atSeconds, answers, rules, definitions);
  }
}

function isWhole(read: CatalogueResult): boolean {
  return read.state === 'ok' && read.failures.length === 0 && read.slos.length > 0;
}
