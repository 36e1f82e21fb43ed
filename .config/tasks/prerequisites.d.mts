export const repoRoot: string;
export function fail(message: string): never;
export function checkNode(): void;
export function installDependencies(folder: string): void;
export function installProgram(program: string, debianPackage: string): void;
export function onPath(program: string): boolean;
export function pathOf(program: string): string | undefined;
