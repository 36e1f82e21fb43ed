/**
 * What a guarantee rests on beside the arithmetic. Tags: the edge turns them into words, certificates hold them as they are.
 *
 * - `anchoredWindow`: the window began at the start of the release and only grew.
 * - `bursts`: one cause makes at most so many bad events. Registered, or, where nothing is, what is allowed for: larger
 *   bursts are outside of the guarantee then.
 * - `divided`: counts were divided by it, which at a fixed look is an approximation.
 * - `countedOnce`: no counter stands for the same events as another one.
 * - `badSeriesAbsent`: no series of bad events means none happened.
 * - `allSinceStart`: everything since the start is the release's own.
 * - `fixedLook`: nobody looked before the end of the soak.
 * - `asymptotic`: the level is exact only in the limit of many events.
 * - `steadySplit`: traffic was split between release and baseline the same way all the time, and errors are rare.
 * - `comparableUsers`: who reached the release is like who reached the baseline.
 * - `timeConfounded`: the baseline ran at another time, so that a difference may be of the time.
 * - `lostAtMeanRate`: what was lost at restarts came at the mean rate of its counter.
 * - `extrapolated`: counts are increases as Prometheus extrapolates them, rounded.
 * - `soakRulesOut`: a constant burn rate below this may go unseen in so short a soak.
 * - `attested`: the word of a person, which nothing here checks.
 */
export type Assumption =
  | { kind: 'bursts'; most: number; registered: boolean }
  | { kind: 'soakRulesOut'; burnRate: number }
  | { kind: 'attested'; author: string }
  | {
      kind:
        | 'anchoredWindow'
        | 'divided'
        | 'countedOnce'
        | 'badSeriesAbsent'
        | 'allSinceStart'
        | 'fixedLook'
        | 'asymptotic'
        | 'steadySplit'
        | 'comparableUsers'
        | 'timeConfounded'
        | 'lostAtMeanRate'
        | 'extrapolated';
    };
