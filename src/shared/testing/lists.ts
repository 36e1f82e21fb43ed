/** Gives jsdom, which lays nothing out, a size for everything, so that lists render their options. */
export function showListsInFull(): void {
  for (const side of ['clientWidth', 'clientHeight', 'offsetWidth', 'offsetHeight']) {
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, value: 1000 });
  }
  measureTexts();
}

/** Gives jsdom, which draws nothing, a width for every text, which a choice asks for as soon as it is there. */
export function measureTexts(): void {
  const context = { measureText: (text: string) => ({ width: 8 * text.length }) };
  HTMLCanvasElement.prototype.getContext = () => context as never;
}
