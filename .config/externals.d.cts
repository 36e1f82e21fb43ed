export const shared: readonly string[];
