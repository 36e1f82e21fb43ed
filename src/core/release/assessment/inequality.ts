/** Numbers in formulas have six digits, as those that are compared beside them. */
export function digits(value: number): string {
  return Number.isFinite(value) ? value.toPrecision(6) : String(value);
}

/** What JSON can hold of a statistic. */
export function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** A statistic against its bound, with the numbers filled in: `lnEPass 2.99630 >= ln(1/alpha) 2.99573`. */
export function compared(name: string, value: number, reaches: boolean, boundName: string, bound: number): string {
  return `${name} ${digits(value)} ${reaches ? '>=' : '<'} ${boundName} ${digits(bound)}`;
}
