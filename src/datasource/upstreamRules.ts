import { lastValueFrom, type Observable } from 'rxjs';
import type { RulesAnswer } from '../core/rules/rules';
import type { Upstream } from '../core/slo/slo';

/** What nobody may read stays so for a while; what did not answer may answer soon. */
const REMEMBERED_MILLISECONDS = { forbidden: 300_000, missing: 300_000, malformed: 300_000, unavailable: 60_000 };

/** The rules of upstreams, not asked for again for some time where they could not be read. */
export class UpstreamRules {
  private readonly unreadable = new Map<string, { untilMilliseconds: number; answer: RulesAnswer }>();

  constructor(
    private readonly ask: (upstream: Upstream) => Observable<RulesAnswer>,
    private readonly now: () => number
  ) {}

  async read(upstream: Upstream): Promise<RulesAnswer> {
    const known = this.unreadable.get(upstream.uid);
    if (known && this.now() < known.untilMilliseconds) {
      return known.answer;
    }
    const answer = await lastValueFrom(this.ask(upstream));
    if (answer.state === 'unreadable') {
      const untilMilliseconds = this.now() + REMEMBERED_MILLISECONDS[answer.cause];
      this.unreadable.set(upstream.uid, { untilMilliseconds, answer });
    } else {
      this.unreadable.delete(upstream.uid);
    }
    return answer;
  }
}
