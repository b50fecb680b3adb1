// What the scenes show of the way to the server: everything that can be set there, and everything that can be wrong with it.
import type { NetworkSlice } from '../src/ipc/bindings/NetworkSlice';
import type { Slice } from '../src/ipc/bindings/Slice';
import { COMPANY } from '../src/ipc/fake/network';
import { main } from '../src/ipc/fake/overview';
import { signIn } from '../src/ipc/fake/scenarios';
import { overview } from './subjects';

type SliceAt = (now: number) => Slice;

/** In the order in which they are worth looking at. */
export const NETWORKS = {
  manual: COMPANY,
  none: { ...COMPANY, proxy: { ...COMPANY.proxy, mode: 'none' } },
  credentials: { ...COMPANY, proxy_problem: 'credentials', password: 'missing' },
  invalid: { ...COMPANY, proxy_problem: 'invalid', password: 'unkept' },
  scheme: { ...COMPANY, proxy_problem: 'scheme', password: 'unreadable' },
  'no-file': { ...COMPANY, ca_problem: 'no_file', ca_file: null },
  'not-pem': { ...COMPANY, ca_problem: 'not_pem', ca_file: null },
  slow: { ...COMPANY, ca_problem: 'slow' },
  'too-large': { ...COMPANY, ca_problem: 'too_large', ca_file: null },
  unreadable: { ...COMPANY, ca_problem: 'unreadable', ca_file: `${'contoso-'.repeat(12)}root-ca.pem` },
} satisfies Record<string, NetworkSlice>;

export const NAMES = Object.keys(NETWORKS) as (keyof typeof NETWORKS)[];

export function network(name: keyof typeof NETWORKS): SliceAt {
  return (now) => {
    const shown = overview(now);
    if (shown.window !== 'main') return shown;
    return main({ ...shown, settings: { ...shown.settings, network: NETWORKS[name] } });
  };
}

/** As one signs in behind such a proxy for the first time. */
export const signingIn: SliceAt = () =>
  signIn({ server: 'https://atlas.example.com', phase: { state: 'failed', problem: 'proxy_authentication' } }, COMPANY);
