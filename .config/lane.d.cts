export type ReactLane = '18' | '19';

export function reactLane(): ReactLane;
export function packageRoot(lane?: ReactLane): string;
export function hostDir(lane?: ReactLane): string;
