// The sheets by name: components side by side in all their states, without a window around them.
import type { Component } from 'svelte';
import type { SheetName } from './scenes';
import Badges from './sheets/Badges.svelte';
import Buttons from './sheets/Buttons.svelte';
import Faulty from './sheets/Faulty.svelte';
import Notices from './sheets/Notices.svelte';
import Packs from './sheets/Packs.svelte';
import Rows from './sheets/Rows.svelte';
import Times from './sheets/Times.svelte';
import Tray from './sheets/Tray.svelte';

export const SHEETS: Record<SheetName, Component> = {
  badges: Badges,
  buttons: Buttons,
  faulty: Faulty,
  notices: Notices,
  packs: Packs,
  rows: Rows,
  times: Times,
  tray: Tray,
};
