### Words of the windows alone. What the tray and the notifications also say is in terms.ftl.

close = Close
cancel = Cancel
dismiss = Dismiss

## Time

# Compact durations. Minutes and seconds are already padded where they must be.
duration-hours = { $hours } h { $minutes } min
duration-days = { $days } d { $hours } h
roughly-seconds = { $count } s
roughly-minutes = { $count } min
roughly-hours = { $count } h
remaining-days = { $days } days
elapsed-unknown = –
elapsed-queued = waiting
elapsed-running = elapsed
elapsed-ended = working time
elapsed-waited = waited
elapsed-frozen = when last seen

size-bytes = { $count } B
size-kib = { $count } KiB
size-mib = { $count } MiB
size-gib = { $count } GiB

## The overview's header

search-label = Search operations
search-placeholder = Search, or pin by #id
search-clear = Clear search
settings-open = Settings
refresh-now = Refresh now
demo-mark = Demo
account-line = { $user } · { $server }

# While notifications are paused; the button after it resumes them.
paused-line = Notifications paused until { $time }
paused-resume = Resume

health-connecting = Connecting…
health-ok = Connected
sign-in-again = Sign in again
try-again = Try again

## What a screen reader is told of a change

announced-connected = Connected again
announced-operation = { $operation }, { $name }: { $state }
announced-pack = Review pack of { $environment }: { $state }
announced-token-kept = The token is in the system keyring now
# Several at once; they become one sentence.
announced-ended = { $count ->
    [one] 1 pinned operation ended
   *[other] { $count } pinned operations ended
}
announced-attention = { $count ->
    [one] 1 pinned operation needs attention
   *[other] { $count } pinned operations need attention
}
announced-packs-ready = { $count ->
    [one] 1 review pack is ready
   *[other] { $count } review packs are ready
}
announced-packs-failed = { $count ->
    [one] 1 review pack failed
   *[other] { $count } review packs failed
}

## The overview's sections

section-pinned = Pinned
section-attention = Needs attention
section-active = Active
section-recent = Recently ended
section-packs = Review packs
section-search = Results for “{ $text }”
count = { $count }
# The server stopped counting there: as many or more.
count-at-least = { $count }+
count-left = { $shown } of { $all }
# The faults stand in the banner above.
refresh-as-of-alone = as of { $time }
refresh-never-alone = not answered yet
# $total is text: count or count-at-least.
section-more = { $shown } of { $total } shown. Search to find the others.

empty-pinned = Nothing pinned
empty-pinned-next = Pin an operation below, or search for one by number or name. You are told once when it ends.
empty-attention = Nothing needs attention
empty-attention-as-of = Nothing needs attention, as of { $time }
empty-active = No active operations
empty-active-next = Queued and running operations of every environment you may see appear here.
empty-recent = Nothing ended lately
empty-recent-next = Operations that ended appear here, by day.
empty-packs = No environments
empty-packs-next = The latest review pack of each environment you may see appears here.
list-asking = Asking the server…

day-today = Today
day-yesterday = Yesterday
# What ended since the overview was last looked at.
recent-new = New since you last looked ({ $time })
recent-new-count = { $count } new

filters-label = Filters
filter-workspace = Workspace
filter-environment = Environment
filter-type = Type
filter-state = State
filter-all = All
filter-chosen = { $filter } { $value }
filter-clear = Clear
filter-count = { $shown } of { $all } shown
filter-list-count = { $list }: { $count }
filter-none = { $count ->
    [one] The filters hide the one operation here
   *[other] The filters hide all { $count } operations here
}
filter-none-next = Clear the filters, or search: the search looks further than this list.
filter-none-packs = { $count ->
    [one] The filters hide the one review pack
   *[other] The filters hide all { $count } review packs
}
filter-none-packs-next = Clear the filters to see the packs of every environment.
filter-nothing = No operation here matches the filters
# $total is text, as in section-more.
filter-within = Only the first { $all } of { $total } were filtered. Search to find the others.
filter-partly = There may be more: the server cannot filter by all of this. Search to find the others.

row-move = Move { $operation }
move-first = To the top
move-up = Up
move-down = Down
move-last = To the end
moved = { $operation } is now { $place } of { $of }

palette-title = Command palette
palette-placeholder = Operation, environment, action, or #id
palette-number = By number
# Of the row that had the focus before.
palette-chosen = Operation in focus
palette-operations = Operations
palette-environments = Environments
palette-pinned = With pinned operations
palette-actions = Actions
palette-none = Nothing found. Type a number such as #421 to pin it all the same.
palette-open = Open Operation #{ $id }
palette-pin-and-open = Pin and open Operation #{ $id }
palette-pin = Pin Operation #{ $id }
palette-unpin = Unpin Operation #{ $id }
palette-pack = Show the review pack of { $environment }
palette-filter = Filter the overview
palette-clear-filters = Clear the filters

search-asking = Searching…
search-here = In the overview
search-server = On the server
search-failed = The search did not reach the server.
search-failed-next = Check the connection, then press Enter.
search-none = Nothing found
search-none-next = Try a number such as #421, or part of a type, environment or workspace.
search-none-else = The server knows no others.
search-none-id = No operation you may see has this number
search-none-id-next = You can pin it all the same. It is then looked up once.
search-pin-id = Pin Operation #{ $id }
search-pinned = { $operation } is pinned
# $total is text, as in section-more.
search-more = First { $rows } of { $total }. Narrow the search.

keys-hint = Keys
key-search = search
key-move = move
key-open = pin and open
key-pin = pin
key-name-search = /
key-name-move = ↑ ↓
key-name-open = Enter
key-name-pin = P
key-order = reorder pinned
key-name-order = Alt ↑ ↓
key-filter = filter
key-name-filter = F
key-palette = everything else
key-name-palette = Ctrl K

## One operation

operation-in-tenantatlas = Open in TenantAtlas
link-copy = Copy link
link-copied = Link copied
link-by-hand = The clipboard refused the link. Copy the selected text with the keyboard.
link-title = Link to TenantAtlas
# What a button does, and the key that does the same.
with-key = { $label } ({ $key })
operation-unpin = Unpin
operation-mute = Mute notifications of this operation
operation-unmute = Notify again
# What a small mark says of it.
muted = Muted: no notification when it ends
muted-environment = Muted: nothing of this environment is told
snoozed = Snoozed: told after { $time }
operation-gone-next = There is no { $operation } that you may see. It may be mistyped, deleted, or not yours to see.
operation-forbidden-next = Ask an administrator of TenantAtlas for the capability.
operation-pending = Waiting for the first answer
row-ended = ended { $time }
row-queued = queued { $time }
row-since = since { $time }
# $number is text, as in operation-number.
row-expected = usually done by { $time }
row-open = Open Operation #{ $number }, { $name }
row-pin-and-open = Pin and open Operation #{ $number }, { $name }
row-pin = Pin { $operation }
row-unpin = Unpin { $operation }
row-mute = Mute notifications of { $operation }
row-unmute = Notify again of { $operation }
row-snooze-off = End the snooze of { $operation }
row-snooze-one-hour = Snooze { $operation } for 1 hour
row-snooze-until-tomorrow = Snooze { $operation } until tomorrow
row-in-tenantatlas = Open { $operation } in TenantAtlas

progress-counted = { $processed } of { $total }
progress-label = Processed

next-step-blocked = A prerequisite is missing. Open it in TenantAtlas to see which one.
next-step-failed = Review the failure in TenantAtlas before starting it again.
next-step-partially-succeeded = Some items did not succeed. Review them in TenantAtlas.
next-step-reconciled = It stopped reporting, so TenantAtlas closed it. Check there what was done.
next-step-unknown = This version does not know the state. Look it up in TenantAtlas.

strip-queued = Queued
strip-started = Started
strip-ended = Ended
strip-not-started = not started
strip-not-ended = still active
strip-not-known = not known
strip-not-recorded = not recorded
strip-label = Timeline

expected-usual = usually about { $median }
expected-longer = longer than usual ({ $median })
expected-within = { $words }, 9 of 10 within { $p90 }
expected-rare = longer than 9 of 10 ({ $p90 })

counts-title = Counts
counted-total = Total
counted-processed = Processed
counted-succeeded = Succeeded
counted-failed = Failed
counted-skipped = Skipped
failures-title = What went wrong
failure-times = ×{ $count }
initiator-title = Started by
initiator-system = Scheduler
pack-title = Review pack
pack-latest = Latest review pack
pack-number = #{ $id }
pack-open = Open review pack
raw-type-title = Type
details-title = Technical details
details-loading = Loading…
details-none = No technical details
details-none-next = None were recorded, or they are too large to send.
details-failed = The technical details could not be loaded.

stay-on-top = Stay on top
unpin-title = Unpin { $operation }?
unpin-body = Its window closes, and you are no longer told when it ends.
unpin-body-ended = Its window closes. Nothing changes in TenantAtlas.
unpin-confirm = Unpin

## Review packs

pack-since = since { $time }
pack-generated = Generated { $time }
pack-expires-in = Expires in { $span }
pack-expires-soon = Expires in less than a minute
pack-expired-on = Expired { $time }
pack-size = { $size }
pack-sha = SHA-256
pack-none-next = Generate one in TenantAtlas.
pack-failed-next = Generate it again in TenantAtlas.
pack-expired-next = Generate a new one in TenantAtlas.
pack-gone-next = It was removed, or it is no longer yours to see.
pack-gone-unpin-next = It was removed, or it is no longer yours to see. Unpin it when you have read this.
pack-forbidden-next = Your role does not include review packs here.
# In a sentence, in place of an operation’s number.
pack-of = Review pack of { $environment }
pack-open-of = Open the review pack of { $environment } in TenantAtlas
pack-ask-of = Refresh the review pack of { $environment }
pack-pin-of = Pin the review pack of { $environment }
environment-number = Environment #{ $id }
pack-unpin-of = Unpin the review pack of { $environment }
pack-mute-of = Mute notifications of the review pack of { $environment }
pack-unmute-of = Notify again of the review pack of { $environment }
environment-mute = Mute everything of { $environment }
environment-unmute = Notify again of everything of { $environment }
pack-snooze-off = End the snooze of the review pack of { $environment }
pack-snooze-one-hour = Snooze the review pack of { $environment } for 1 hour
pack-snooze-until-tomorrow = Snooze the review pack of { $environment } until tomorrow
environment-snooze-off = End the snooze of all of { $environment }
environment-snooze-one-hour = Snooze all of { $environment } for 1 hour
environment-snooze-until-tomorrow = Snooze all of { $environment } until tomorrow
pack-check = Check a download
pack-check-of = Check a downloaded review pack of { $environment }
# A button’s words, then whose review pack it is for.
pack-action-of = { $action }: { $environment }
check-reading = Checking { $percent } %
check-same = The file is this review pack
check-same-next = { $file } has the same SHA-256.
check-other = The file is not this review pack
check-other-next = { $file } is incomplete, changed or another pack. Download it again from TenantAtlas, and do not pass this one on.
check-problem-denied = The file may not be read
check-problem-denied-next = Copy it to a folder of your own, and choose it there.
check-problem-missing = The file is no longer there
check-problem-missing-next = Choose it where it is, or download it again.
check-problem-unreadable = The file could not be read
check-problem-unreadable-next = Choose it again, or download it again to another folder.
check-cancel = Stop checking the file
check-close-of = Close the result of the check

## Settings

settings-title = Settings
settings-notifications = Notifications
settings-watching = Watching
settings-look = Appearance
settings-start = Startup
settings-network = Network
settings-diagnostics = Diagnostics
settings-doctor-title = Do notifications arrive?
settings-doctor-lead = Sends a rehearsal the same way as every notification, and shows whether it arrives.
settings-doctor = Check notifications
quiet-every-title = Between two quiet requests
quiet-every-hint = Only where the server does not hold requests until something changes. One that does is not asked at this interval.
interval-seconds = { $count } seconds
interval-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
while-hidden-title = While every window is hidden
while-hidden-watch-quietly = Watch quietly
while-hidden-watch-quietly-hint = One small request for all pinned active operations, so that you are told when they end.
while-hidden-suspend-completely = Suspend completely
while-hidden-suspend-completely-hint = No requests at all. What ended meanwhile is told when a window is shown.
pause-title = Pause
pause-none = You are told once when a pinned operation ends.
pause-off = Resume notifications
pause-one-hour = Pause for 1 hour
pause-until-tomorrow = Pause until tomorrow
pause-now = Paused until { $time }
rules-title = Which endings are told
rules-lead = What is switched off is still kept and shown, and not told later. An unknown outcome is always told.
rules-operations = Operations
rules-packs = Review packs
rules-expired-hint = Only if the monitor never saw it ready. That a ready one is about to expire has a switch of its own.
rules-alerts = Besides endings
rules-alert-blind = No connection
rules-alert-blind-hint = After two minutes without an answer. That it is back is not told. A clock of this computer that is off by minutes is told here too.
rules-alert-likely-stale = Likely stale
rules-alert-likely-stale-hint = Once for each pinned operation, when the server says so.
rules-alert-longer = Longer than usual
rules-alert-longer-hint = Once it takes longer than 9 of 10 of its type, by the server’s figures.
rules-alert-stuck = No progress
rules-alert-stuck-hint = Once what the server counts has not moved for 15 minutes; later where that is usual.
rules-alert-expires = Review pack expires
rules-alert-expires-hint = A pinned one: 3 days, 1 day and 2 hours before.
quiet-hours-title = Quiet hours
quiet-hours-lead = What ends then is kept back, and told in one notification when they are over. What is told besides endings is left out.
# $number is text.
quiet-hours-number = Quiet hours { $number }
quiet-hours-from = From
quiet-hours-to = to
quiet-hours-zone = Time zone
quiet-hours-places = Apply to
quiet-hours-account = Account
quiet-hours-all-accounts = All accounts
quiet-hours-signed-out = An account that was signed out of
quiet-hours-everything = Everything of the account
quiet-hours-elsewhere = Its environments can be chosen while the overview shows this account.
quiet-hours-failures = What failed or is blocked is told all the same
quiet-hours-add = Add quiet hours
quiet-hours-remove = Remove quiet hours { $number }
day-monday = Monday
day-tuesday = Tuesday
day-wednesday = Wednesday
day-thursday = Thursday
day-friday = Friday
day-saturday = Saturday
day-sunday = Sunday
environments-title = Muted environments
environments-lead = Their operations and review packs raise no notification, pinned now or later. They are kept and shown as ever.
environments-choose = Mute everything of…
snoozed-until = until { $time }
privacy-title = Privacy
privacy = Hide customer names outside the windows
privacy-hint = Notifications, tray and window titles say “Operation #421” with type and outcome, from now on: no environment, no workspace, no user and no failure message.
language-title = Language
language-system = System language
# Each language by its own name, whichever is spoken.
language-de = Deutsch
language-en = English
keyboard-title = Keyboard
single-keys = Single letters as shortcuts
single-keys-hint = F, P and / in the overview, and the letters in an operation’s window. Ctrl K and the arrow keys always work.
autostart = Start at login
autostart-hint = To the tray, without a window. The desktop’s own list of startup programs shows it too.
proxy-title = Proxy
proxy-system = As the system has it
proxy-system-hint = From HTTPS_PROXY and NO_PROXY, or from the system’s own settings.
proxy-none = No proxy
proxy-none-hint = Straight to the server, whatever the system says.
proxy-manual = This proxy
proxy-manual-hint = For everything but a server on this computer.
proxy-address = Address of the proxy
proxy-address-hint = http://proxy.example.com:3128
proxy-address-help = http, https, socks5 or socks5h. A SOCKS proxy resolves the server’s name.
proxy-user = User
proxy-user-help = Only if the proxy asks for one.
proxy-password = Password
proxy-password-kept = Kept in the system keyring. Leave the field empty to keep it.
proxy-password-missing = It is kept in the system keyring only.
proxy-password-unkept = The system keyring did not take the password. It is in memory until the monitor quits. Unlock the keyring and save it again.
proxy-password-unreadable = The password could not be read from the system keyring. Unlock the keyring and start the monitor again, or enter the password again.
proxy-save = Save the proxy
proxy-save-user = Save user and password
proxy-problem-credentials = A user or a password is in the address.
proxy-problem-credentials-next = The address is written into a file. Enter both in fields of their own.
proxy-problem-invalid = This is not the address of a proxy.
proxy-problem-invalid-next = Write it like http://proxy.example.com:3128.
proxy-problem-scheme = The monitor does not know this kind of proxy.
proxy-problem-scheme-next = The address begins with http://, https://, socks5:// or socks5h://.
ca-title = Certificates of your own
ca-lead = A PEM file whose certificates are trusted besides the system’s, for a gateway or a proxy with a certificate from your organisation’s own certificate authority.
ca-none = No file is chosen.
ca-choose = Choose a file…
ca-forget = Remove the file
ca-problem-no-file = This is not a file.
ca-problem-no-file-next = The monitor goes on without it. Choose a file of certificates, not a folder or a pipe.
ca-problem-not-pem = The file has no certificate in PEM form.
ca-problem-not-pem-next = The monitor goes on without it. Choose one with a line BEGIN CERTIFICATE.
ca-problem-slow = The file could not be read within five seconds.
ca-problem-slow-next = The monitor goes on without it. Check whether its network drive answers, or choose a file on this computer.
ca-problem-too-large = The file is larger than one megabyte.
ca-problem-too-large-next = The monitor goes on without it. Choose a file that has nothing but certificates in it.
ca-problem-unreadable = The file could not be read.
ca-problem-unreadable-next = The monitor goes on without it. Check its place and its rights, or choose another.
appearance-title = Theme
appearance-system = Same as the system
appearance-light = Light
appearance-dark = Dark
appearance-high-contrast = High contrast
account-title = Account
account-unknown = Not answered yet
account-plain-watches = Something between here and the server, perhaps a proxy, cuts off requests that wait. Changes are asked for at intervals instead.
# How an account is, beside its server and its user.
standing-attention = Needs attention
standing-connected = Connected
standing-connecting = Connecting
standing-no-network = No network
standing-not-answering = Not answering
standing-signed-out = Signed out
accounts-others = Other accounts
account-switch = Switch to { $account }
account-switch-short = Switch to
account-sign-in = Sign in to { $account }
account-sign-in-short = Sign in…
account-sign-out = Sign out of { $account }
# It goes on with what becomes of the token, as in the sign-in window.
account-signed-out = Signed out of { $account }.
account-add = Add an account
sign-out = Sign out
sign-out-demo = Leave the demo
quit = Quit { app-name }

# Beside what a user cannot change; $file is the path of the administrator's file.
managed-by = Set by your administrator ({ $file })
managed-title = Mistakes in your administrator’s settings
managed-lead = In { $file }. These lines set nothing; show them to your administrator.
managed-line = Line { $line }: { $what }
managed-key = { $key }: { $what }
managed-expected-address = an address that begins with https:// was expected
managed-expected-file = the full path of a file was expected
managed-expected-nothing = there is no such setting
managed-expected-proxy-address = an address such as http://proxy.example.com:3128 was expected, with no user, password or path
managed-expected-proxy-mode = “system”, “none” or “manual” was expected
managed-expected-readable = the file cannot be read
managed-expected-seconds = a whole number from 15 to 600 was expected
managed-expected-switch = true or false was expected
managed-expected-table = a section with settings was expected
managed-expected-toml = this is not TOML, so that nothing in the file holds
managed-expected-while-hidden = “watch_quietly” or “suspend_completely” was expected

diagnostics-title = For whoever helps you
diagnostics-lead = The text below has version, system and desktop; tray, notifications, keyring and connection; settings and counts; the last lines of the log. It names the server’s host and numbers, but no user, no customer and no token.
diagnostics-text = Diagnostics as text
diagnostics-copy = Copy diagnostics
diagnostics-copied = Copied, as it is shown here.
diagnostics-by-hand = The clipboard refused the text. Copy the selected text with the keyboard.
logs-title = Logs
logs-detailed = Detailed logs
logs-detailed-hint = More of what the monitor itself does, from now on. They name nobody then, either.
logs-folder = Show log folder
logs-not-kept = They are kept in no file: this is the demo, or the data folder cannot be written to.

## Connection details

inspector-title = Connection details
inspector-lead = What is asked of the server, when and why. Looking at it changes nothing.
inspector-copy = Copy
# The text carries ids instead of names.
inspector-copied = Copied without names, as of { $time }.
inspector-by-hand = The clipboard refused the text. Copy the selected text with the keyboard; it carries no names.
inspector-text = Connection details as text
inspector-server = Server
inspector-not-told = not told yet
inspector-none = –
inspector-now = now
inspector-in = in { $span }
# $what is one of the answers below.
inspector-answer = { $time } · { $what }
inspector-requests = { $count ->
    [one] 1 request in the last hour
   *[other] { $count } requests in the last hour
}
inspector-requests-title = Requests in the last hour

gate-title = Requests
gate-open = allowed
gate-closed = none until you sign in again
gate-until = after a fault, none before { $time }
# The monitor waits a little longer than it was asked to.
gate-asked = none before { $time }; the server asked to wait until { $asked }
gate-probing = after a fault, one at a time until the server answers
holds-title = Held by the server
holds = up to { $seconds } s
holds-none = not at all
wish-title = Pause the server asks for
wish = at least { $seconds } s between two requests
wish-none = none

lane-foreground = Watch of open windows
lane-quiet = Quiet watch
lane-targets = { $count ->
    [one] 1 target
   *[other] { $count } targets
}
lane-next = next { $next }
lane-every = every { $seconds } s where the server does not hold requests
flight-held = held by the server since { $since }, until { $until } at the latest
flight-in-flight = in flight since { $since }
flight-off = off: nothing hidden is asked for
flight-resting = no request under way

pollers-title = What is asked for
pollers-settled = { $count } settled
poller-cadence = Cadence
poller-answer = Last answer
poller-next = Next
poller-requests = Last hour
poller-due = due
poller-held = held by the server
poller-idle = idle: not asked for yet
poller-in-flight = in flight
poller-settled = settled: not asked again
poller-suspended-hidden = suspended: window hidden
poller-suspended-modal = suspended: dialog open
poller-waiting = waiting
list-active = List of active operations
list-attention = List of what needs attention
list-recent = List of what ended lately

heard-answered = answered
heard-changed = changed
heard-failed = then { $fault }
heard-forbidden = not permitted
heard-gone = not available
heard-nothing = not answered yet
heard-unchanged = no change

## Notification check

doctor-title = Notification check
doctor-lead = Checks every step on a notification’s way to you, and sends a rehearsal the same way.
doctor-asking = Checking…
doctor-fine = Everything works.
doctor-waiting = Everything that could be checked works. Now click the rehearsal.
doctor-broken = { $count ->
    [one] 1 step does not work.
   *[other] { $count } steps do not work.
}
doctor-warning = { $count ->
    [one] 1 step needs a look.
   *[other] { $count } steps need a look.
}
doctor-warning-waiting = { $count ->
    [one] 1 step needs a look. Now click the rehearsal.
   *[other] { $count } steps need a look. Now click the rehearsal.
}
doctor-again = Check again
doctor-text = Notification check as text

step-announcing = Announcements
step-click = Click
step-daemon = Notification service
step-keyring = System keyring
step-proxy = Proxy
step-rehearsal = Rehearsal
step-server = Server
step-tls = Encryption
step-tray = Tray icon

step-state-asking = checking
step-state-broken = does not work
step-state-fine = works
step-state-not-applicable = does not apply
step-state-waiting = waits for you
step-state-warning = needs a look

found-announced = Ends are announced.
found-asking = Not answered yet.
found-click-awaited = The rehearsal is on the screen.
found-click-came = The click came back.
found-click-dismissed = The rehearsal was dismissed without a click.
found-click-expired = The rehearsal expired without a click.
found-click-impossible = Here no click can come back.
found-click-lost = The notification service ended, and the rehearsal went with it.
found-click-withdrawn = The desktop closed the rehearsal without a click.
# $name and $version are the service’s own.
found-daemon = { $name } { $version }.
found-daemon-missing = No notification service answers ({ $error }).
found-daemon-of-system = The system shows notifications itself.
found-daemon-silent = The notification service did not answer within 10 s.
found-keyring-absent = This computer has no system keyring.
found-keyring-changed = The system keyring returned something other than what was written.
found-keyring-denied = The system keyring refused a trial entry.
found-keyring-kept = A trial entry was written, read and deleted.
found-keyring-locked = The system keyring is locked.
found-keyring-slow = The system keyring did not answer.
found-proxy-failed = Nothing gets through { $host }: { $fault }.
found-proxy-local = The server is on this computer, so no proxy is used.
found-proxy-none = No proxy is set for the server.
found-proxy-used = Requests go through { $host }.
found-rehearsal-handed-over = The system took it, and does not say whether it was shown.
found-rehearsal-refused = Nobody took it.
found-rehearsal-silent = The notification service did not take it within 10 s.
# $id is text: it has no separators.
found-rehearsal-taken = The notification service took it as number { $id }.
found-server-answered = Answered in { $took } ms, signed in as { $user }.
found-server-failed = No good answer: { $fault }.
found-silenced = Ends are not announced as usual.
found-tls-cut = Not known: the server did not answer.
found-tls-local = Not encrypted, and not needed: the server is on this computer.
found-tls-untrusted = The secure connection failed: { $fault }.
found-tls-verified = HTTPS, with a certificate that this computer trusts.
found-tray-absent = No tray shows the icon.
found-tray-gone = The tray that showed the icon is gone.
found-tray-shown = A tray shows the icon.

doctor-no-bus = No notification service answers: this session has no message bus.
doctor-error = The error is { $error }.
doctor-daemon-no-clicks = It does not tell of clicks.
doctor-daemon-no-body = It shows titles alone.
doctor-daemon-keeps = It keeps what you missed.
doctor-daemon-forgets = It does not keep what you missed.
# In the copied text, which has no names.
doctor-server-unnamed = Answered in { $took } ms.
doctor-proxy-unnamed = Requests go through a proxy.
doctor-proxy-failed-unnamed = Nothing gets through the proxy: { $fault }.
doctor-clocks-agree = The clocks agree.
doctor-clock-ahead = This computer’s clock is { $span } ahead.
doctor-clock-behind = This computer’s clock is { $span } behind.
doctor-paused = Notifications are paused until { $time }.
# $failures is told or kept: whether what failed or is blocked is told all the same.
doctor-quiet = { $failures ->
    [told] Quiet hours until { $time }: what failed or is blocked is told all the same.
   *[kept] Quiet hours until { $time }.
}
doctor-quiet-environments = { $count ->
    [one] { $failures ->
        [told] Quiet hours of 1 environment until { $time }: what failed or is blocked is told all the same.
       *[kept] Quiet hours of 1 environment until { $time }.
    }
   *[other] { $failures ->
        [told] Quiet hours of { $count } environments, the last until { $time }: what failed or is blocked is told all the same.
       *[kept] Quiet hours of { $count } environments, the last until { $time }.
    }
}
doctor-rules-off = Every kind of end is switched off.
doctor-suspended = While every window is hidden, nothing is watched.
doctor-snoozes = { $count ->
    [one] 1 snooze until { $time }.
   *[other] { $count } snoozes, the last until { $time }.
}
doctor-muted = { $count ->
    [one] 1 pinned operation or review pack is muted.
   *[other] { $count } pinned operations or review packs are muted.
}
doctor-muted-environments = { $count ->
    [one] 1 environment is muted.
   *[other] { $count } environments are muted.
}
doctor-nameless = Notifications name no customer.

doctor-next-again = Check again.
doctor-next-click = Click the notification “Rehearsal”.
doctor-next-click-again = Check again, and click the rehearsal while it is shown.
doctor-next-clock = Let this computer set its clock by the network. Until then times are shown by the server’s clock.
doctor-next-daemon-missing = Start your desktop’s notification service, or install one such as dunst. Until then, look at the overview.
doctor-next-daemon-other = Open the monitor by its tray icon, or use another notification service.
doctor-next-daemon-silent = Restart your desktop’s notification service, then check again.
doctor-next-keyring-absent = Install one, for example GNOME Keyring or KWallet. Until then you sign in after every start.
doctor-next-keyring-changed = Restart the keyring. If that does not help, sign in again after each start.
doctor-next-keyring-denied = Allow the monitor in your keyring’s settings, then check again.
doctor-next-keyring-locked = Unlock it, then check again.
doctor-next-keyring-slow = It may be waiting for you to unlock it. Look for its prompt, then check again.
doctor-next-look = Look whether it is on the screen.
doctor-next-silenced = Change it in Settings, under Notifications or Watching; the mute or snooze of a single target, at its row.
doctor-next-tls-cut = Bring the server within reach first, then check again.
doctor-next-tray-absent = Add a tray to your panel; on GNOME, enable the AppIndicator extension. Until then this window stays.
doctor-next-tray-gone = Start your panel again. Until then, start the monitor once more to open the overview.

## History

history-title = History
history-lead = Every end of what was pinned, every warning about it, and what became of the notification. It goes back 90 days.
history-open = History…
history-find = Number of an operation or review pack
history-export-csv = Export as CSV…
history-export-json = Export as JSON…
history-more = Show older
history-empty = Nothing that was pinned has ended yet.
history-none = Nothing with this number has ended.
history-unreadable = The history cannot be read.
history-unreadable-next = Pins and notifications go on, and are kept in memory.
history-erased = Its names are erased: access was lost, or you signed out
# $time is a time of day, with the day where it is another one.
history-ended = ended { $time }
history-noticed = noticed { $time }
history-shown = shown { $time }
history-tried = tried { $time }
history-opened = opened { $time }
history-waited-grouped = held back since { $time } for others that ended
history-waited-paused = held back since { $time } for a pause
history-waited-quiet-hours = held back since { $time } for quiet hours
history-waited-snoozed = held back since { $time } for its snooze
# $count is two or more.
history-together = one notification for { $count } ends

# Besides ends: what it was, and what became of it.
noted-blind = No connection to the server
noted-clock-off = This computer’s clock is off
noted-expires-in-one-day = Review pack expires within a day
noted-expires-in-three-days = Review pack expires within three days
noted-expires-in-two-hours = Review pack expires within two hours
noted-likely-stale = Likely stale
noted-longer-than-usual = Takes longer than usual
noted-progress-stuck = Makes no progress
noted-heard-baseline = Not shown: it was so when it was first seen
noted-heard-handed-over = Handed to the system, which does not say whether it was shown
noted-heard-muted = Not shown: it was muted
noted-heard-paused = Not shown: notifications were paused
noted-heard-quiet-hours = Not shown: these were quiet hours
noted-heard-refused = Not shown: no notification service took it
noted-heard-rule = Not shown: no rule asks for it
noted-heard-sent = Sent to the system
noted-heard-shown = Shown
noted-heard-snoozed = Not shown: it was snoozed
noted-heard-unknown = Sent, but never confirmed

fate-access = Not shown: access was lost before, or you signed out
fate-baseline = Not shown: it had ended before it was first seen
fate-grouped = Waits a few seconds, to be shown together with others
fate-handed-over = Handed to the system, which does not say whether it was shown
fate-muted = Not shown: it was muted
fate-paused = Waits until the pause is over
fate-pending = Still to be shown
fate-quiet-hours = Waits until the quiet hours are over
fate-rule = Not shown: the rules ask for no notification of such an end
fate-shown = Shown
fate-snoozed = Waits until its snooze is over
fate-unknown = Sent, but never confirmed: it is shown again at the next start

export-failed = The file could not be written.
export-written = The file is written.

## Sign-in

sign-in-title = Sign in
sign-in-lead = Watch TenantAtlas operations from your desktop, and be told once when they end.
sign-in-server = Gateway address
sign-in-server-hint = https://monitor.atlas.example.com
sign-in-server-help = The monitor’s gateway beside your TenantAtlas, not TenantAtlas itself.
sign-in-token = Access token
sign-in-token-help = Your TenantAtlas administrator issues it. It is kept in the system keyring only.
sign-in-submit = Sign in
sign-in-checking = Checking…
sign-in-demo = Look around in the demo
sign-in-demo-starting = Preparing the demo…
sign-in-demo-failed = The demo could not begin.
sign-in-demo-failed-next = It needs a little room in the folder for temporary files. Check that there is some, then try again.
sign-in-demo-help = Three invented tenants on this computer. No account needed.

sign-in-problem-account-elsewhere = Your administrator chose another server.
sign-in-problem-account-elsewhere-next = You were signed in to a different one. Sign in to this one with a token of its own.
sign-in-problem-address-invalid = This is not an address.
sign-in-problem-address-invalid-next = Write it like https://monitor.atlas.example.com.
sign-in-problem-address-not-https = The address must begin with https.
sign-in-problem-address-not-https-next = Without it your token could be read on the way. Ask for the gateway’s https address.
sign-in-problem-certificate-expired = The certificate has expired.
sign-in-problem-certificate-expired-next = Check this computer’s clock and date. If they are right, the gateway’s administrator has to renew it.
sign-in-problem-certificate-name = The certificate is another server’s.
sign-in-problem-certificate-name-next = Check the address. If it is right, ask the gateway’s administrator for a certificate of that name.
sign-in-problem-certificate-not-yet-valid = The certificate is not valid yet.
sign-in-problem-certificate-not-yet-valid-next = Check this computer’s clock and date. If they are right, tell the gateway’s administrator.
sign-in-problem-not-a-gateway = No gateway answers at this address.
sign-in-problem-not-a-gateway-next = You may have entered TenantAtlas’ own address. Ask your administrator for the gateway’s.
sign-in-problem-offline = This computer has no network.
sign-in-problem-offline-next = Connect it, then try again.
sign-in-problem-proxy = The proxy does not lead to the server.
sign-in-problem-proxy-next = Check the proxy below, under Network, and the gateway’s address.
sign-in-problem-proxy-authentication = The proxy requires a sign-in.
sign-in-problem-proxy-authentication-next = Enter its user and password below, under Network. They are not your TenantAtlas token.
sign-in-problem-server-trouble = The server is in trouble.
sign-in-problem-server-trouble-next = Try again in a minute. If it lasts, tell the gateway’s administrator.
sign-in-problem-throttled = The server asks to wait.
sign-in-problem-throttled-next = Too many attempts came from here. Try again in a minute.
sign-in-problem-token-empty = The token is missing.
sign-in-problem-token-empty-next = Paste the token that your administrator issued.
sign-in-problem-token-refused = The server refused the token.
sign-in-problem-token-refused-next = It may be mistyped, expired or revoked. Paste it again, or ask for a new one.
sign-in-problem-unreached = The server could not be reached.
sign-in-problem-unreached-next = Check the address, the network and the VPN, then try again.
sign-in-problem-untrusted = This computer does not trust the certificate.
sign-in-problem-untrusted-next = Add your organisation’s CA file below, under Network, or ask the gateway’s administrator.

keyring-problem-absent = This computer has no system keyring.
keyring-problem-absent-next = Install one, for example GNOME Keyring or KWallet, to stay signed in.
keyring-problem-broken = The system keyring kept only a part of the token.
keyring-problem-broken-next = Sign in again to stay signed in.
keyring-problem-denied = The system keyring refused the token.
keyring-problem-denied-next = Allow the monitor in your keyring’s settings to stay signed in.
keyring-problem-locked = The system keyring is locked.
keyring-problem-locked-next = Unlock it and sign in again to stay signed in.
keyring-problem-slow = The system keyring did not answer.
keyring-problem-slow-next = It may be waiting for you to unlock it. Look for its prompt, then sign in again.
keyring-memory = Continue without saving
keyring-memory-help = The token was right. It stays in memory until the monitor quits.

keyring-unread-absent = There is no system keyring to read the saved token from.
keyring-unread-absent-next = Start it and try again, or enter the token: the monitor can go on without saving it.
keyring-unread-broken = Only a part of the saved token is in the system keyring.
keyring-unread-broken-next = Enter the token again.
keyring-unread-denied = The system keyring refused to give the saved token.
keyring-unread-denied-next = Allow the monitor in your keyring’s settings and try again, or enter the token.
keyring-unread-locked = The saved token is in the system keyring, which is locked.
keyring-unread-locked-next = Unlock it and try again, or enter the token: the monitor can go on without saving it.
keyring-unread-slow = The system keyring has not answered yet.
keyring-unread-slow-next = It may be waiting for you to unlock it. Look for its prompt: once it is unlocked, the monitor goes on by itself. Or enter the token.
keyring-asking = Asking the keyring…
keyring-asking-next = If it asks you to unlock it, do so: the monitor then goes on by itself.

keyring-keep = Keep in the keyring
keyring-unkept-absent = There is no system keyring. Install or start one, then keep the token there.
keyring-unkept-broken = The system keyring kept only a part of it. Try again to keep it there.
keyring-unkept-denied = The system keyring refused it. Allow the monitor in your keyring’s settings, then keep the token there.
keyring-unkept-locked = The system keyring is locked. Unlock it, then keep the token there.
keyring-unkept-slow = The system keyring has not answered yet. Look for its prompt: once it is unlocked, the token is kept there.

signed-out = Signed out.
signed-out-kept-absent = There is no system keyring now. If one has the token, the monitor removes it at its next start.
signed-out-kept-denied = The system keyring refused to remove the token. The monitor tries again at its next start.
signed-out-kept-locked = The system keyring is locked and keeps the token for now. The monitor removes it at its next start, if the keyring is unlocked by then.
signed-out-kept-slow = The system keyring has not answered yet. Look for its prompt: once it is unlocked, the token is removed.
signed-out-removed = The token was removed from the system keyring.
signed-out-removing = The token is being removed from the system keyring.

## A command that did not work

command-failed = That did not work. Try again.
command-failed-forbidden = That is not permitted for your role.
command-failed-gone = That is no longer available.
command-failed-offline = This computer has no network. Try again when it is connected.
command-failed-server = The server is in trouble. Try again in a minute.
command-failed-signed-out = You are signed out. Sign in again.
command-failed-throttled = The server asks to wait. Try again in a minute.
command-failed-unreached = The server could not be reached. Try again when it answers.
command-failed-unreadable = The server’s answer could not be read.
