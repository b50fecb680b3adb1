// Several accounts at once: one is shown, and each of the others is as an account can be.
import type { MainSlice } from '../src/ipc/bindings/MainSlice';
import type { OtherAccountSlice } from '../src/ipc/bindings/OtherAccountSlice';
import type { Parting } from '../src/ipc/bindings/Parting';
import type { Slice } from '../src/ipc/bindings/Slice';
import { busy, main } from '../src/ipc/fake/overview';

const OTHERS: OtherAccountSlice[] = [
  { id: 'a1', user: 'Ada Brandt', server: 'atlas.contoso.com', standing: 'attention', warnings: [] },
  { id: 'b2', user: 'Ada Brandt', server: 'atlas.example.net', standing: 'connected', warnings: [] },
  { id: 'c3', user: null, server: 'atlas.example.org', standing: 'connecting', warnings: [] },
  { id: 'd4', user: 'Noor Haddad', server: 'atlas.northwind.example', standing: 'not_answering', warnings: [] },
  { id: 'e5', user: null, server: 'atlas.tailspin.example', standing: 'signed_out', warnings: [] },
  { id: 'f6', user: 'Noor Haddad', server: 'atlas.fabrikam.example', standing: 'no_network', warnings: [] },
];

const among = (others: OtherAccountSlice[], changes: Partial<MainSlice> = {}) => (now: number): Slice => {
  const shown = busy(now);
  return main({ ...shown, account: { ...shown.account, demo: false }, other_accounts: others, ...changes });
};

export const several = among(OTHERS);

/** What is said of them in whole sentences, and of one of them twice. */
export const warned = among([
  { id: 'a1', user: 'Ada Brandt', server: 'atlas.contoso.com', standing: 'attention', warnings: ['ledger_newer'] },
  { id: 'b2', user: null, server: 'atlas.example.net', standing: 'connected', warnings: ['keyring_unavailable', 'ledger_damaged'] },
]);

export const two = among(OTHERS.slice(0, 1));

/** One more was signed out of, and this became of its token. */
export const parted = (parting: Parting) =>
  among(OTHERS.slice(0, 1), { parted: { user: 'Noor Haddad', server: 'atlas.northwind.example', parting } });
