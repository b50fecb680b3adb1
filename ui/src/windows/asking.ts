// What the rows, the cards and the settings of the windows ask of the desktop app.
import type {
  AccountActions,
  DiagnosticsActions,
  NetworkActions,
  OwnPackActions,
  PackActions,
  RowActions,
} from '../components/actions';
import { copy } from '../state/clipboard';
import type { View } from '../state/view.svelte';

export function accountActionsOf(view: View): AccountActions {
  return {
    signIn: (account) => view.send('open_sign_in', { account }),
    signOutOf: (account) => view.send('sign_out_of', { account }),
    switchTo: (account) => view.send('switch_account', { account }),
  };
}

export function rowActionsOf(view: View): RowActions {
  return {
    mute: (operation, on) => view.send('mute', { operation, on }),
    open: (operation) => view.send('open_operation', { operation }),
    openInTenantAtlas: (operation) => view.send('open_in_tenantatlas', { operation }),
    pin: (operation) => view.send('pin', { operation }),
    snooze: (operation, pause) => view.send('snooze', { operation, pause }),
    unpin: (operation) => view.send('unpin', { operation }),
  };
}

export function networkActionsOf(view: View): NetworkActions {
  return {
    chooseCaFile: () => view.send('choose_ca_file', undefined),
    forgetCaFile: () => view.send('forget_ca_file', undefined),
    setProxy: (proxy, password) => view.send('set_proxy', { proxy, password }),
  };
}

export function packActionsOf(view: View): PackActions {
  return {
    ask: (environment) => view.send('refresh_pack', { environment }),
    check: (environment) => view.send('check_pack', { environment }),
    closeCheck: () => view.send('close_pack_check', undefined),
    mute: (environment, on) => view.send('mute_pack', { environment, on }),
    muteAll: (environment, on) => view.send('mute_environment', { environment, on }),
    open: (environment) => view.send('open_pack_in_tenantatlas', { environment }),
    pin: (environment) => view.send('pin_pack', { environment }),
    snooze: (environment, pause) => view.send('snooze_pack', { environment, pause }),
    snoozeAll: (environment, pause) => view.send('snooze_environment', { environment, pause }),
    unpin: (environment) => view.send('unpin_pack', { environment }),
  };
}

/** In an operation's window: the app knows which environment is meant. */
export function ownPackActionsOf(view: View): OwnPackActions {
  return {
    check: () => view.send('check_related_pack', undefined),
    closeCheck: () => view.send('close_related_pack_check', undefined),
    open: () => view.send('open_related_pack_in_tenantatlas', undefined),
  };
}

export function diagnosticsActionsOf(view: View): DiagnosticsActions {
  return {
    copy,
    look: (on) => view.send('diagnose', { on }),
    setDetailed: (on) => view.send('set_detailed_logs', { on }),
    showLogs: () => view.send('show_logs', undefined),
  };
}
