# What the desktop app itself says: tray, menu, window titles, notifications.

# Tray and tooltip. The summary line itself is in terms.ftl: the overview says it too.
menu-open = Übersicht öffnen
menu-more = { $count ->
    [one] und 1 weiterer Eintrag
   *[other] und { $count } weitere Einträge
}
menu-pause = Benachrichtigungen pausieren
menu-pause-one-hour = Für eine Stunde
menu-pause-tomorrow = Bis morgen
menu-resume = Benachrichtigungen fortsetzen
menu-settings = Einstellungen
menu-sign-in = Anmelden …
menu-quit = Beenden
menu-operation = { $operation } · { $type } · { $environment } · { $state }
# While it is under way: $timeline is one of the three below.
menu-operation-active = { menu-operation } · { $timeline }
# Where nobody may be named, the operation's or pack's number stands for its place.
menu-operation-nameless = { $operation } · { $type } · { $state }
menu-operation-nameless-active = { menu-operation-nameless } · { $timeline }
# $bar is ten cells, $processed and $total are text.
menu-progress = { $bar } { $processed } von { $total }
menu-since = seit { $time }
# On another day; $month is its number.
menu-since-day = seit { $day }. { $month ->
    [1] Jan.
    [2] Feb.
    [3] März
    [4] Apr.
    [5] Mai
    [6] Juni
    [7] Juli
    [8] Aug.
    [9] Sept.
    [10] Okt.
    [11] Nov.
   *[12] Dez.
}, { $time }
menu-operation-unseen = { $operation }
menu-operation-forbidden = { $operation } · keine Berechtigung
menu-operation-gone = { $operation } · nicht verfügbar
menu-pack = Review-Pack · { $environment } · { $state }
# $pack is one of the two below.
menu-pack-nameless = { $pack } · { $state }
review-pack-number = Review-Pack #{ $id }
review-pack-unnumbered = Review-Pack
tooltip-with-pause = { $summary }. Benachrichtigungen sind pausiert.
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
title-sign-in = Bei { app-name } anmelden
title-check-pack = Heruntergeladenes Review-Pack auswählen
title-ca-file = Zertifikatsdatei auswählen
title-export-history = Verlauf exportieren
title-operation = { $operation } · { $type } · { $environment }
title-operation-nameless = { $operation } · { $type }

# Notifications. The operation's place always stands in the body.
notice-succeeded = { $type }: erfolgreich
notice-cancelled = { $type }: abgebrochen
notice-unknown = { $type }: mit unbekanntem Ergebnis beendet
notice-partially-succeeded = { $type }: teilweise erfolgreich
notice-blocked = { $type }: blockiert
notice-failed = { $type }: fehlgeschlagen
notice-pack-succeeded = Review-Pack ist bereit
notice-pack-failed = Review-Pack ist fehlgeschlagen
notice-pack-expired = Review-Pack ist abgelaufen
notice-body = { $environment } · { $operation }
notice-body-reason = { $environment } · { $operation }
    { $reason }
notice-pack-body = { $environment }
notice-pack-body-reason = { $environment }
    { $reason }
# The title of several: how many of what ended, and then what follows of it, with a comma in between.
notice-count-operations = { $count ->
    [one] 1 Vorgang
   *[other] { $count } Vorgänge
}
notice-count-packs = { $count ->
    [one] 1 Review-Pack
   *[other] { $count } Review-Packs
}
notice-count-ended = { $what } beendet
notice-count-ended-both = { $operations } und { $packs } beendet
notice-count-attention = { $count } mit Handlungsbedarf
notice-count-failed = { $count } fehlgeschlagen
notice-count-expiring = { $count ->
    [one] 1 Review-Pack läuft heute ab
   *[other] { $count } Review-Packs laufen heute ab
}
notice-count-warned = { $count ->
    [one] 1 Warnung
   *[other] { $count } Warnungen
}
# $news is what stands in the title otherwise.
notice-away = Während Sie weg waren: { $news }
notice-digest-line = { $title } · { $environment }
# Ends of one cause, always in two environments or more; $reason is the server's own text.
notice-digest-cause = { $title } · { $count } Umgebungen: { $reason }
# Where nobody may be named.
notice-digest-cause-nameless = { $title } · { $count } Umgebungen
notice-digest-more = { $count ->
    [one] und 1 weiterer Vorgang
   *[other] und { $count } weitere Vorgänge
}
notice-may-repeat = Wurde möglicherweise schon gezeigt
# Besides ends: what is worth knowing. The numbers are text, the spans one of the four below.
alert-likely-stale = { $type }: hängt vermutlich
alert-longer = { $type }: dauert länger als üblich
alert-longer-detail = Seit { $elapsed } aktiv; 9 von 10 sind nach { $p90 } fertig.
alert-stuck = { $type }: kein Fortschritt
alert-stuck-detail = Seit { $unchanged } bei { $processed } von { $total }.
alert-expires = Review-Pack läuft in { $remaining } ab
# Always of two or more.
alert-digest = { $count } Warnungen zu Beobachtetem
# One of several, where it has numbers: $detail is a sentence of them.
alert-digest-line = { $title } · { $environment }: { $detail }
span-seconds = { $count ->
    [one] 1 Sekunde
   *[other] { $count } Sekunden
}
span-minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
}
span-hours = { $count ->
    [one] 1 Stunde
   *[other] { $count } Stunden
}
span-days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tagen
}
# What shows windows cannot be loaded, so that a notification is all there is. $why: the system's words, English.
engine-missing = Der Monitor kann seine Fenster nicht zeigen
engine-missing-next = Die Web-Engine ließ sich nicht laden: { $why }
    Wurde sie aktualisiert, während der Monitor lief, beenden Sie ihn und starten Sie ihn neu. Installieren Sie sonst libwebkit2gtk-4.1-0.
# Sent by the notification check, by the way of every other.
notice-rehearsal = Probe: So wird ein Ende gemeldet
notice-rehearsal-body = Klicken Sie darauf. So zeigt sich, ob Klicks beim Monitor ankommen.
notice-open = Vorgang öffnen
notice-mute = Stummschalten
notice-open-overview = Übersicht öffnen
notice-open-history = Verlauf öffnen
