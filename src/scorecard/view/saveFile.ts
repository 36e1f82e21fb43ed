/** Hands a text to the browser as a file whose name ends with the time. */
export function saveFile(name: string, extension: string, type: string, text: string): void {
  // Spreadsheets read CSV as UTF-8 where it begins with this.
  const mark = type === 'text/csv' ? '\uFEFF' : '';
  const url = URL.createObjectURL(new Blob([mark, text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}-${new Date().toISOString().slice(0, 16).replaceAll(':', '')}.${extension}`;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
