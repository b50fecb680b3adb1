// What the scenes of the sign-in window show beyond the scenarios: everything that can go wrong there; and the overview,
// where the keyring does not have the token.
import type { KeyringProblem } from '../src/ipc/bindings/KeyringProblem';
import type { Parting } from '../src/ipc/bindings/Parting';
import type { SignInProblem } from '../src/ipc/bindings/SignInProblem';
import type { Slice } from '../src/ipc/bindings/Slice';
import { busy, main } from '../src/ipc/fake/overview';
import { signIn } from '../src/ipc/fake/scenarios';
import { shortened } from './subjects';

type SliceAt = (now: number) => Slice;

export const KEYRINGS = ['absent', 'broken', 'denied', 'locked', 'slow'] as const satisfies KeyringProblem[];
export const PROBLEMS = [
  'account_elsewhere',
  'address_invalid',
  'address_not_https',
  'certificate_expired',
  'certificate_name',
  'certificate_not_yet_valid',
  'not_a_gateway',
  'offline',
  'proxy',
  'proxy_authentication',
  'server_trouble',
  'throttled',
  'token_empty',
  'token_refused',
  'unreached',
  'untrusted',
] as const satisfies SignInProblem[];

export const PARTINGS = ['kept_absent', 'kept_denied', 'kept_locked', 'kept_slow', 'removed', 'removing'] as const satisfies Parting[];

export function signInProblem(problem: SignInProblem): SliceAt {
  return () => signIn({ server: 'https://atlas.example.com', phase: { state: 'failed', problem } });
}

export function keyringProblem(problem: KeyringProblem): SliceAt {
  return () => signIn({ server: 'https://atlas.example.com', phase: { state: 'keyring_failed', problem } });
}

export function unread(problem: KeyringProblem): SliceAt {
  return () => signIn({ server: 'https://atlas.example.com', phase: { state: 'keyring_unreadable', problem } });
}

export function signedOut(parting: Parting): SliceAt {
  return () => signIn({ server: 'https://atlas.example.com', phase: { state: 'signed_out', parting } });
}

export function inMemory(problem: KeyringProblem, asking = false): SliceAt {
  return shortened((now) => {
    const shown = busy(now);
    const account = { ...shown.account, demo: false, in_memory: { asking, problem } };
    return main({ ...shown, account, warnings: ['keyring_unavailable'] });
  });
}
