import { firstValueFrom, from, map, race, timer, type Observable } from 'rxjs';
import type { RulesAnswer } from '../core/rules/rules';
import type { Upstream } from '../core/slo/slo';

/** Rules say more about SLOs that are found without them, so nobody waits long for them. */
const MOST_MILLISECONDS = 3000;

/** What nobody may read stays so for a while; what did not answer may answer soon. */
const REMEMBERED_MILLISECONDS = { forbidden: 300_000, missing: 300_000, malformed: 300_000, unavailable: 60_000 };

/** Rules are changed by people, so an upstream that is slow or down for a moment most likely still has those of before. */
const LAST_READ_MILLISECONDS = 600_000;

const LATE: RulesAnswer = { state: 'unreadable', cause: 'unavailable', message: '' };

interface Kept {
  untilMilliseconds: number;
  answer: RulesAnswer;
}

/**
 * The rules of upstreams, asked for at every reading. An upstream is not asked for again for some time where they could
 * not be read, nor while a question is under way. An answer that nobody waited for serves the next readings.
 */
export class UpstreamRules {
  private readonly unreadable = new Map<string, Kept>();
  private readonly lastRead = new Map<string, Kept>();
  private readonly underWay = new Map<string, Promise<RulesAnswer>>();

  constructor(
    private readonly ask: (upstream: Upstream) => Observable<RulesAnswer>,
    private readonly now: () => number
  ) {}

  async read(upstream: Upstream): Promise<RulesAnswer> {
    const { uid } = upstream;
    const answer =
      this.kept(this.unreadable, uid) ??
      (await firstValueFrom(
        race(from(this.underWay.get(uid) ?? this.start(upstream)), timer(MOST_MILLISECONDS).pipe(map(() => LATE)))
      ));
    return answer.state === 'unreadable' && answer.cause === 'unavailable'
      ? (this.kept(this.lastRead, uid) ?? answer)
      : answer;
  }

  private start(upstream: Upstream): Promise<RulesAnswer> {
    const { uid } = upstream;
    const answer = firstValueFrom(this.ask(upstream)).then((read) => {
      const [answers, forMilliseconds] =
        read.state === 'ok'
          ? [this.lastRead, LAST_READ_MILLISECONDS]
          : [this.unreadable, REMEMBERED_MILLISECONDS[read.cause]];
      answers.set(uid, { untilMilliseconds: this.now() + forMilliseconds, answer: read });
      return read;
    });
    const done = answer.finally(() => this.underWay.delete(uid));
    this.underWay.set(uid, done);
    return done;
  }

  private kept(answers: ReadonlyMap<string, Kept>, uid: string): RulesAnswer | undefined {
    const known = answers.get(uid);
    return known && this.now() < known.untilMilliseconds ? known.answer : undefined;
  }
}
