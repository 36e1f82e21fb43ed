import { lastValueFrom, type Observable } from 'rxjs';
import type { Answers, Query } from '../core/query/port';
import { planSlothCatalogue, readSlothCatalogue, type CatalogueResult } from '../core/slo/sloth/catalogue';
import type { Upstream } from '../core/slo/slo';

const TIME_TO_LIVE_SECONDS = 60;
/** Dashboards with a fixed range ask for past catalogues; a handful covers those that are open at a time. */
const MOST_KEPT = 16;

export type Ask = (upstream: Upstream, queries: readonly Query[]) => Observable<Answers>;

/**
 * Which SLOs an upstream holds at a time. Answers are shared by all panels and kept for a minute; a panel that goes away
 * does not cancel what others wait for, so this is a promise and not an observable. Failures are not kept.
 */
export class Catalogue {
  private readonly kept = new Map<string, Promise<CatalogueResult>>();

  constructor(private readonly ask: Ask) {}

  read(upstream: Upstream, atSeconds: number): Promise<CatalogueResult> {
    const key = `${upstream.uid}:${Math.floor(atSeconds / TIME_TO_LIVE_SECONDS)}`;
    const known = this.kept.get(key);
    if (known) {
      return known;
    }
    const reading = lastValueFrom(this.ask(upstream, planSlothCatalogue(atSeconds)), { defaultValue: new Map() }).then(
      (answers) => readSlothCatalogue(upstream, answers)
    );
    this.kept.set(key, reading);
    const oldest = this.kept.keys().next();
    if (this.kept.size > MOST_KEPT && !oldest.done) {
      this.kept.delete(oldest.value);
    }
    void reading.then(
      ({ state }) => state === 'failed' && this.kept.delete(key),
      () => this.kept.delete(key)
    );
    return reading;
  }
}
