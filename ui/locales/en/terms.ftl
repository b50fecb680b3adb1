### Words shared by the tray, the notifications and the windows.
###
### The labels of operation types are ours: TenantAtlas' own table is not public. The rule for an id is `type-` and the
### canonical code with every "." and "_" written as "-".

app-name = TenantAtlas Monitor

## Operation types

type-unknown = Unknown operation

type-alerts-deliver = Alert delivery
type-alerts-evaluate = Alert evaluation
type-assignments-fetch = Assignment fetch
type-assignments-restore = Assignment restore
type-backup-schedule-execute = Scheduled backup
type-backup-schedule-purge = Backup schedule purge
type-backup-schedule-retention = Backup retention
type-backup-set-archive = Backup set archiving
type-backup-set-delete = Backup set deletion
type-backup-set-restore = Backup set recovery
type-backup-set-update = Backup set update
type-baseline-capture = Baseline capture
type-baseline-compare = Drift compare
type-compliance-snapshot = Compliance snapshot
type-directory-groups-sync = Directory group sync
type-directory-role-definitions-sync = Directory role definition sync
type-entra-admin-roles-scan = Entra admin role scan
type-environment-review-compose = Environment review
type-environment-review-pack-generate = Review pack generation
type-inventory-sync = Inventory sync
type-ops-reconcile-adapter-runs = Operation reconciliation
type-permission-posture-check = Permission posture check
type-policy-delete = Policy deletion
type-policy-export = Policy export
type-policy-restore = Policy restore
type-policy-snapshot = Policy snapshot
type-policy-sync = Policy sync
type-policy-version-force-delete = Permanent policy version deletion
type-policy-version-prune = Policy version pruning
type-policy-version-restore = Policy version recovery
type-promotion-execute = Promotion
type-provider-connection-check = Provider connection check
type-rbac-health-check = RBAC health check
type-restore-execute = Restore
type-restore-run-delete = Restore record deletion
type-restore-run-force-delete = Permanent restore record deletion
type-restore-run-restore = Restore record recovery
type-tenant-evidence-snapshot-generate = Evidence snapshot
type-tenant-sync = Tenant sync

## The one line that the tray, its tooltip and the overview share

# Nothing watched is not "all is well".
summary-idle = Nothing watched
summary-watched = { $watched ->
    [one] 1 watched
   *[other] { $watched } watched
}
summary-attention = { $attention ->
    [one] 1 pinned needs attention
   *[other] { $attention } pinned need attention
}
summary-attention-and-watched = { summary-attention } · { summary-watched }
# $fault is one of the faults below.
summary-blind = Not connected: { $fault }
summary-signed-out = Not signed in

## Operations

# $id is text, so that it carries no thousands separator.
operation-number = Operation #{ $id }
operation-unavailable = Not available
operation-forbidden = You may not see this operation
workspace-wide = Workspace-wide

## The two axes of an operation: how far it is, and how it ended

status-queued = Queued for execution
status-running = Running
status-completed = Completed
status-unknown = Unknown status

outcome-pending = Not ended
outcome-succeeded = Succeeded
outcome-partially-succeeded = Partially succeeded
outcome-blocked = Blocked
outcome-failed = Failed
outcome-cancelled = Cancelled
outcome-unknown = Unknown outcome

## Freshness: whether an active operation is still alive, whether its end was only inferred

freshness-likely-stale = Likely stale
freshness-reconciled-failed = Ended by reconciliation

## Review packs

pack-queued = Queued
pack-generating = Generating
pack-ready = Ready
pack-failed = Failed
pack-expired = Expired
pack-none = No review pack
pack-unknown = Unknown state
pack-unseen = Not asked yet
pack-forbidden = Not permitted
pack-gone = No longer available

## How a surface refreshes

# $time is a time of day, $fault one of the faults below.
refresh-as-of = as of { $time }, { $fault }
refresh-never = not answered yet, { $fault }
# A search hit: as it was when found, and not followed.
refresh-as-found = as found
refresh-asking = asking…
refresh-every = every { $seconds } s
refresh-paused-hidden = paused: window hidden
refresh-paused-modal = paused: dialog open
refresh-quiet = watched quietly
refresh-settled = settled

## What can go wrong with the server

fault-certificate-expired = certificate has expired
fault-certificate-name = certificate of another server
fault-certificate-not-yet-valid = certificate not valid yet
fault-forbidden = not permitted
fault-gone = no longer available
fault-offline = no network
fault-proxy = proxy does not lead to the server
fault-proxy-authentication = proxy requires a sign-in
fault-server = server in trouble
fault-signed-out = signed out
fault-throttled = asked to wait
fault-unreached = server unreachable
fault-unreadable = answer unreadable
fault-untrusted = certificate not trusted

## As of when what is shown is, and what comes next

health-as-of = Everything active is shown as of { $time }.
health-never = No answer since the start.
health-next-certificate-expired = Check this computer’s clock and date. If they are right, the gateway’s administrator has to renew the certificate.
health-next-certificate-name = Check the gateway’s address. If it is right, ask its administrator for a certificate of that name.
health-next-certificate-not-yet-valid = Check this computer’s clock and date. If they are right, tell the gateway’s administrator.
health-next-forbidden = Ask your workspace’s owner for access.
health-next-gone = Check that the gateway’s address is still right.
health-next-offline = This computer has no network. Connect it, and the monitor goes on by itself.
health-next-proxy = The monitor keeps trying. Check the proxy in Settings, under Network, or ask whoever looks after it.
health-next-proxy-authentication = Enter the proxy’s user and password in Settings, under Network.
health-next-server = The monitor keeps trying. If it lasts, tell the gateway’s administrator.
health-next-signed-out = The token no longer works. Sign in with a fresh one.
health-next-throttled = The server asked for a pause. The monitor goes on by itself.
health-next-unreached = The monitor keeps trying. Check the network or VPN.
health-next-unreadable = Something else answered at this address, perhaps a proxy or another version. Check the address.
health-next-untrusted = Add your organisation’s CA file in Settings, under Network, or ask the gateway’s administrator for a certificate that this computer trusts.
# Of an operation that is likely stale.
next-step-stale = It has been active for too long. Check in TenantAtlas whether anything still works on it.

## This computer’s clock, where it is off by minutes

# $span is one of the three below.
clock-ahead = This computer’s clock is { $span } ahead of the server’s.
clock-behind = This computer’s clock is { $span } behind the server’s.
clock-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
clock-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
clock-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
clock-next = Set this computer’s clock. Ages shown here go by the server’s.

## What the user should know about the monitor itself, each with a next step

warning-ca-file-unusable = The file of certificates could not be used.
warning-ca-file-unusable-next = The monitor goes on without it. Choose it again in Settings, under Network.
warning-keyring-unavailable = The token is kept for this session only.
warning-keyring-unavailable-next = You will sign in again after the next start.
warning-ledger-damaged = The file of your pins is damaged.
warning-ledger-damaged-next = The monitor leaves it as it is and goes on in memory: pins of this session will not survive a restart. Put a copy of ledger.sqlite back into the monitor’s data folder, or move it away, then start the monitor again.
warning-ledger-newer = Your pins were saved by a newer version of the monitor.
warning-ledger-newer-next = Update the monitor. This version leaves the file as it is and goes on in memory: pins of this session will not survive a restart.
warning-ledger-unavailable = Pins cannot be saved.
warning-ledger-unavailable-next = They will not survive a restart. Check free space and rights of the monitor’s data folder, then start it again.
warning-link-elsewhere = A link for another server was not followed.
warning-link-elsewhere-next = The monitor follows links of the server you are signed in to. To follow this one, sign in there and click it again.
warning-link-unreadable = A link could not be read and was not followed.
warning-link-unreadable-next = Look for the operation or the review pack in the overview instead, and tell the administrator of the page with the link.
warning-managed-unreadable = Your administrator’s settings have a mistake.
warning-managed-unreadable-next = Show your administrator the lines listed in Settings, under Diagnostics. All the others hold.
warning-notifications-unavailable = The last notification did not reach the desktop.
warning-notifications-unavailable-next = Check that a notification service is running. Until then, look here.
warning-proxy-unusable = The proxy in the settings cannot be used.
warning-proxy-unusable-next = The monitor uses the system’s proxy for now, if there is one. Set yours again in Settings, under Network.
warning-settings-out-of-reach = Your settings could not be read.
warning-settings-out-of-reach-next = The monitor leaves them as they are: it goes on with its own, and keeps no change. Check the rights of settings.json in the monitor’s data folder, then start it again.
warning-settings-replaced = Your settings were damaged, and the monitor began with its own.
warning-settings-replaced-next = The damaged file is kept in the monitor’s data folder; its name begins with settings.unreadable. Sign in again where you are asked to, and make your choices in Settings once more.
warning-settings-unsaved = Your settings cannot be saved.
warning-settings-unsaved-next = What you choose holds until the monitor ends. Check free space and rights of the monitor’s data folder: the next change saves all of them.
warning-tray-unavailable = No tray shows the monitor’s icon.
warning-tray-unavailable-next = This window minimises instead of closing. On GNOME, enable the AppIndicator extension.
