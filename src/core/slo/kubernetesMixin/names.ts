/** Names that the kubernetes-mixin records of API servers; source: its rules and its configuration. */

/** The share of good requests over the window that follows in the name. */
export const AVAILABILITY_PREFIX = 'apiserver_request:availability';
/** The share of bad requests over the window that follows, despite its name. */
export const BURN_RATE_PREFIX = 'apiserver_request:burnrate';

/** `read` or `write`, and `all` for the availability. */
export const VERB = 'verb';
export const ALL_VERBS = 'all';

/** The same name for each of its pairs of windows. */
export const BURN_ALERT = 'KubeAPIErrorBudgetBurn';
export const RUNBOOK_ANNOTATION = 'runbook_url';

/** The mixin names neither service nor SLO. */
export const APISERVER_SERVICE = 'kube-apiserver';
export const APISERVER_NAME = 'apiserver';
