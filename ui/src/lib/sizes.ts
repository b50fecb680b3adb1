// Bytes in words.
import { t } from './words';

const UNITS = ['size-bytes', 'size-kib', 'size-mib', 'size-gib'];

/** `812 B`, `1.4 MiB`: one decimal below ten, none from there on. */
export function size(bytes: number): string {
  let count = bytes;
  let unit = 0;
  while (count >= 1024 && unit < UNITS.length - 1) {
    count /= 1024;
    unit += 1;
  }
  const rounded = unit > 0 && count < 10 ? Math.round(count * 10) / 10 : Math.round(count);
  return t(UNITS[unit] ?? 'size-bytes', { count: rounded });
}
