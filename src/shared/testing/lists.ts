/** Gives jsdom, which lays nothing out, a size for everything, so that lists render their options. */
export function showListsInFull(): void {
  for (const side of ['clientWidth', 'clientHeight', 'offsetWidth', 'offsetHeight']) {
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, value: 1000 });
  }
  const context = { measureText: (text: string) => ({ width: 8 * text.length }) };
  HTMLCanvasElement.prototype.getContext = () => context as never;
}
