/**
 * How the burn alerts of an SLO stand, the first that holds of any of them:
 *
 * - `firing`: one fires, and nothing is known to keep it from people.
 * - `missing`: it burns, and where alerts could be read there is none for it.
 * - `silenced`, `inhibited`: all that fire are kept from people.
 * - `pending`: its condition is met, but not for long enough.
 * - `unknown`: nobody can tell: alerts could not be read, its rules fail, or the SLO cannot be seen.
 * - `none`: there is none.
 */
export const ALERT_STANDS = ['firing', 'missing', 'silenced', 'inhibited', 'pending', 'unknown', 'none'] as const;

export type AlertStand = (typeof ALERT_STANDS)[number];
