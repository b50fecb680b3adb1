// What the scenes of the sign-in window show beyond the scenarios: everything that can go wrong there.
import type { KeyringProblem } from '../src/ipc/bindings/KeyringProblem';
import type { SignInProblem } from '../src/ipc/bindings/SignInProblem';
import type { Slice } from '../src/ipc/bindings/Slice';
import { signIn } from '../src/ipc/fake/scenarios';

type SliceAt = (now: number) => Slice;

export const KEYRINGS = ['absent', 'denied', 'locked', 'slow'] as const satisfies KeyringProblem[];
export const PROBLEMS = [
  'account_elsewhere',
  'address_invalid',
  'address_not_https',
  'keyring_unreadable',
  'not_a_gateway',
  'offline',
  'server_trouble',
  'throttled',
  'token_empty',
  'token_refused',
] as const satisfies SignInProblem[];

export function signInProblem(problem: SignInProblem): SliceAt {
  return () => signIn({ server: 'https://atlas.example.com', phase: { state: 'failed', problem } });
}

export function keyringProblem(problem: KeyringProblem): SliceAt {
  return () => signIn({ server: 'https://atlas.example.com', phase: { state: 'keyring_failed', problem } });
}
