// The command line of bench.ts, which Node.js cannot read by itself.
import { runnerImport } from 'vite';

const [out, ...flags] = process.argv.slice(2);
if (out === undefined) throw new Error('a file for the figures is needed');
const { module } = await runnerImport('./gallery/bench/bench.ts');
await module.bench(out, flags.includes('--quick'));
