// The way to the server in the states worth looking at, for the development server, the gallery and the tests.
import type { NetworkSlice } from '../bindings/NetworkSlice';
import type { Commands } from '../ipc';

/** As it is before anybody chose anything. */
export const NETWORK: NetworkSlice = {
  proxy: { mode: 'system', address: '', user: '' },
  proxy_problem: null,
  password: 'missing',
  ca_file: null,
  ca_problem: null,
};

/** Behind a company's proxy that asks who comes, with the company's own authority. */
export const COMPANY: NetworkSlice = {
  proxy: { mode: 'manual', address: 'http://proxy.contoso.example:3128', user: 'ada' },
  proxy_problem: null,
  password: 'kept',
  ca_file: 'contoso-root-ca.pem',
  ca_problem: null,
};

export function networkAfter(network: NetworkSlice, command: Partial<Commands>): NetworkSlice {
  const { set_proxy } = command;
  if ('choose_ca_file' in command) return { ...network, ca_file: 'contoso-root-ca.pem', ca_problem: null };
  if ('forget_ca_file' in command) return { ...network, ca_file: null, ca_problem: null };
  if (set_proxy === undefined) return network;
  const { proxy, password } = set_proxy;
  return { ...network, proxy, proxy_problem: null, password: password === null ? network.password : 'kept' };
}
