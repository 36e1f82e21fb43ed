export function bundleRoot(moduleUrl: string, rootId: string, nested: Readonly<Record<string, string>>): string;
