// The one line that the tray, its tooltip and the overview share. The tray's own follows the same rules in
// src-tauri/src/shell/menu.rs.
import type { HealthSlice } from '../ipc/bindings/HealthSlice';
import type { SummarySlice } from '../ipc/bindings/SummarySlice';
import { faultId } from './ids';
import { t } from './words';

export function summaryLine(summary: SummarySlice, health: HealthSlice): string {
  if (health.state === 'blind') {
    if (health.fault === 'signed_out') return t('summary-signed-out');
    return t('summary-blind', { fault: t(faultId(health.fault)) });
  }
  const { watched, attention } = summary;
  switch (summary.worst) {
    case 'attention':
      if (watched > 0) return t('summary-attention-and-watched', { attention, watched });
      return t('summary-attention', { attention });
    case 'active':
      return t('summary-watched', { watched });
    case 'blind':
    case 'idle':
      return t('summary-idle');
  }
}
