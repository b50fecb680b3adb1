# What the desktop app itself says: tray, menu, window titles, notifications.

# Tray and tooltip. The summary line itself is in terms.ftl: the overview says it too.
menu-open = Open overview
menu-more = and { $count } more
menu-pause = Pause notifications
menu-pause-one-hour = For one hour
menu-pause-tomorrow = Until tomorrow
menu-resume = Resume notifications
menu-settings = Settings
menu-sign-in = Sign in…
menu-quit = Quit
menu-operation = { $operation } · { $type } · { $environment } · { $state }
# While it is under way: $timeline is one of the three below.
menu-operation-active = { menu-operation } · { $timeline }
# Where nobody may be named, the operation's or pack's number stands for its place.
menu-operation-nameless = { $operation } · { $type } · { $state }
menu-operation-nameless-active = { menu-operation-nameless } · { $timeline }
# $bar is ten cells, $processed and $total are text.
menu-progress = { $bar } { $processed } of { $total }
menu-since = since { $time }
# On another day; $month is its number.
menu-since-day = since { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sept
    [10] Oct
    [11] Nov
   *[12] Dec
}, { $time }
menu-operation-unseen = { $operation }
menu-operation-forbidden = { $operation } · not permitted
menu-operation-gone = { $operation } · not available
menu-pack = Review pack · { $environment } · { $state }
# $pack is one of the two below.
menu-pack-nameless = { $pack } · { $state }
review-pack-number = Review pack #{ $id }
review-pack-unnumbered = Review pack
tooltip-with-pause = { $summary }. Notifications are paused.
# $clock says by how much this computer’s clock is off.
tooltip-with-clock = { $summary }
    { $clock }
# $warning says what is wrong with one of several accounts.
tooltip-with-warning = { $summary }
    { $warning }
# With several accounts: what one is called where another has the same server, and its line in tray and tooltip.
account-name = { $server } · { $user }
account-summary = { $account }: { $summary }

# Windows.
title-main = { app-name }
title-sign-in = Sign in to { app-name }
title-check-pack = Choose the downloaded review pack
title-ca-file = Choose a file of certificates
title-export-history = Export the history
title-operation = { $operation } · { $type } · { $environment }
title-operation-nameless = { $operation } · { $type }

# Notifications. The operation's place always stands in the body.
notice-succeeded = { $type } succeeded
notice-cancelled = { $type } was cancelled
notice-unknown = { $type } ended with an unknown outcome
notice-partially-succeeded = { $type } partially succeeded
notice-blocked = { $type } is blocked
notice-failed = { $type } failed
notice-pack-succeeded = Review pack is ready
notice-pack-failed = Review pack failed
notice-pack-expired = Review pack has expired
notice-body = { $environment } · { $operation }
notice-body-reason = { $environment } · { $operation }
    { $reason }
notice-pack-body = { $environment }
notice-pack-body-reason = { $environment }
    { $reason }
# The title of several: how many of what ended, and then what follows of it, with a comma in between.
notice-count-operations = { $count ->
    [one] 1 operation
   *[other] { $count } operations
}
notice-count-packs = { $count ->
    [one] 1 review pack
   *[other] { $count } review packs
}
notice-count-ended = { $what } ended
notice-count-ended-both = { $operations } and { $packs } ended
notice-count-attention = { $count ->
    [one] 1 needs attention
   *[other] { $count } need attention
}
notice-count-failed = { $count } failed
notice-count-expiring = { $count ->
    [one] 1 review pack expires today
   *[other] { $count } review packs expire today
}
notice-count-warned = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
}
# $news is what stands in the title otherwise.
notice-away = While you were away: { $news }
notice-digest-line = { $title } · { $environment }
# Ends of one cause, always in two environments or more; $reason is the server's own text.
notice-digest-cause = { $title } · { $count } environments: { $reason }
# Where nobody may be named.
notice-digest-cause-nameless = { $title } · { $count } environments
notice-digest-more = and { $count } more
notice-may-repeat = May already have been shown
# Besides ends: what is worth knowing. The numbers are text, the spans one of the four below.
alert-likely-stale = { $type } is likely stale
alert-longer = { $type } takes longer than usual
alert-longer-detail = Active for { $elapsed }; 9 of 10 are done within { $p90 }.
alert-stuck = { $type } makes no progress
alert-stuck-detail = At { $processed } of { $total } for { $unchanged }.
alert-expires = Review pack expires in { $remaining }
# Always of two or more.
alert-digest = { $count } warnings about what is watched
# One of several, where it has numbers: $detail is a sentence of them.
alert-digest-line = { $title } · { $environment }: { $detail }
span-seconds = { $count ->
    [one] 1 second
   *[other] { $count } seconds
}
span-minutes = { $count ->
    [one] 1 minute
   *[other] { $count } minutes
}
span-hours = { $count ->
    [one] 1 hour
   *[other] { $count } hours
}
span-days = { $count ->
    [one] 1 day
   *[other] { $count } days
}
# What shows windows cannot be loaded, so that a notification is all there is. $why: the system's words, English.
engine-missing = The monitor cannot show its windows
engine-missing-next = The web engine could not be loaded: { $why }
    If it was updated while the monitor ran, quit the monitor and start it again. Otherwise install libwebkit2gtk-4.1-0.
# Sent by the notification check, by the way of every other.
notice-rehearsal = Rehearsal: this is how an end is announced
notice-rehearsal-body = Click it to see whether clicks come back to the monitor.
notice-open = Open operation
notice-mute = Mute
notice-open-overview = Open overview
notice-open-history = Open history
