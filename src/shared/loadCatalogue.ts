/** Discovery reads what many tools write, and with the parser of PromQL; plugins start without it. */
export function loadCatalogue() {
  return import(/* webpackChunkName: "catalogue" */ '../core/slo/catalogue');
}
