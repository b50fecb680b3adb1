// Many measurements in two numbers.

export interface Spread {
  median: number;
  worst: number;
}

export function spread(values: number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  const high = sorted[Math.floor(middle)];
  const low = sorted[Math.ceil(middle) - 1];
  const worst = sorted.at(-1);
  if (high === undefined || low === undefined || worst === undefined) throw new Error('nothing was measured');
  return { median: (low + high) / 2, worst };
}
