// The environments that the user may see, as settings name them.
import type { MutedEnvironment } from '../ipc/bindings/MutedEnvironment';
import type { PackSlice } from '../ipc/bindings/PackSlice';
import { environmentWords } from './pack';

export interface NamedEnvironment {
  id: number;
  name: string;
}

/** Each with its workspace where another one of that name is there. */
export function namedEnvironments(packs: PackSlice[]): NamedEnvironment[] {
  const there = packs.filter(({ state }) => state.status !== 'gone');
  const count = (name: string) => there.filter(({ environment }) => environment === name).length;
  return there.map((pack) => {
    const name = environmentWords(pack);
    return { id: pack.environment_id, name: count(pack.environment) > 1 ? `${name} · ${pack.workspace}` : name };
  });
}

export function unmutedOf(environments: NamedEnvironment[], muted: MutedEnvironment[]): NamedEnvironment[] {
  return environments.filter(({ id }) => !muted.some((one) => one.id === id));
}
