// The figures, and as a table for people.
import type { Memory } from './page';
import type { Loaded, Part, Size } from './shipped';
import type { Spread } from './spread';

export interface Machine {
  cores: number;
  processor: string;
  kernel: string;
  load_before: string;
  browser: string;
}

/** In milliseconds of the main thread's processor time. */
export interface Happening {
  what: string;
  times: number;
  script: Spread;
  style: Spread;
  layout: Spread;
  thread: Spread;
}

export interface Overview {
  targets: number;
  /** Of one slice as JSON. */
  slice_bytes: number;
  happenings: Happening[];
  /** When it is first shown, and after all that happened. */
  memory: { first: Memory; last: Memory };
}

export interface Results {
  machine: Machine;
  shipped: { aim_gzip_bytes: number; windows: ({ window: string } & Loaded)[]; parts: Part[] };
  overview: Overview[];
}

export function table({ machine, shipped, overview }: Results): string {
  return [
    `${machine.cores} cores of ${machine.processor}, Linux ${machine.kernel}, load ${machine.load_before} before, ${machine.browser}`,
    '',
    `Loaded by a window, KiB (aim: ${kib(shipped.aim_gzip_bytes)} of script, gzip)`,
    line(['', 'files', 'script', 'gzip', 'style', 'gzip']),
    ...shipped.windows.map(({ window, js, css }) => line([window, `${js.files}+${css.files}`, ...sizes(js), ...sizes(css)])),
    '',
    'What the scripts are made of, KiB before they are minified',
    ...shipped.parts.slice(0, PARTS).map(({ name, bytes }) => line([name, kib(bytes)])),
    ...overview.flatMap(overviewLines),
    '',
  ].join('\n');
}

function overviewLines({ targets, slice_bytes, happenings, memory: { first, last } }: Overview): string[] {
  return [
    '',
    `Overview of ${targets} targets, slice of ${kib(slice_bytes)} KiB; milliseconds of processor time, median and worst`,
    line(['', 'times', 'script', 'worst', 'style', 'layout', 'thread', 'worst']),
    ...happenings.map(({ what, times, script, style, layout, thread }) =>
      line([what, `${times}`, ms(script.median), ms(script.worst), ms(style.median), ms(layout.median), ms(thread.median), ms(thread.worst)]),
    ),
    `heap ${kib(first.heap)} KiB at first, ${kib(last.heap)} at last; nodes ${first.nodes} and ${last.nodes}`,
  ];
}

function line([name = '', ...figures]: string[]): string {
  return `${name.padEnd(28)}${figures.map((figure) => figure.padStart(9)).join('')}`;
}

function sizes({ raw, gzip }: Size): string[] {
  return [kib(raw), kib(gzip)];
}

function kib(bytes: number): string {
  return (bytes / 1024).toFixed(1);
}

function ms(milliseconds: number): string {
  return milliseconds.toFixed(1);
}

const PARTS = 14;
