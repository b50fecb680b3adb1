### Words of the windows alone. What the tray and the notifications also say is in terms.ftl.

close = Schließen
cancel = Abbrechen
dismiss = Ausblenden

## Time

# Compact durations. Minutes and seconds are already padded where they must be.
duration-hours = { $hours } h { $minutes } min
duration-days = { $days } d { $hours } h
roughly-seconds = { $count } s
roughly-minutes = { $count } min
roughly-hours = { $count } h
# Nach „in“.
remaining-days = { $days } Tagen
elapsed-unknown = –
elapsed-queued = Wartezeit bisher
elapsed-running = bisher
elapsed-ended = Bearbeitungszeit
elapsed-waited = Wartezeit
elapsed-frozen = beim letzten Stand

size-bytes = { $count } B
size-kib = { $count } KiB
size-mib = { $count } MiB
size-gib = { $count } GiB

## The overview's header

search-label = Vorgänge suchen
search-placeholder = Suchen oder mit #Nummer anheften
search-clear = Suche leeren
settings-open = Einstellungen
refresh-now = Jetzt aktualisieren
demo-mark = Demo
account-line = { $user } · { $server }

# While notifications are paused; the button after it resumes them.
paused-line = Benachrichtigungen pausiert bis { $time }
paused-resume = Fortsetzen

health-connecting = Verbindung wird aufgebaut …
health-ok = Verbunden
sign-in-again = Erneut anmelden
try-again = Erneut versuchen

## What a screen reader is told of a change

announced-connected = Wieder verbunden
announced-operation = { $operation }, { $name }: { $state }
announced-pack = Review-Pack von { $environment }: { $state }
announced-token-kept = Das Token liegt jetzt im Schlüsselbund des Systems
# Several at once; they become one sentence.
announced-ended = { $count ->
    [one] 1 angehefteter Vorgang ist beendet
   *[other] { $count } angeheftete Vorgänge sind beendet
}
announced-attention = { $count ->
    [one] 1 angehefteter Vorgang hat Handlungsbedarf
   *[other] { $count } angeheftete Vorgänge haben Handlungsbedarf
}
announced-packs-ready = { $count ->
    [one] 1 Review-Pack ist bereit
   *[other] { $count } Review-Packs sind bereit
}
announced-packs-failed = { $count ->
    [one] 1 Review-Pack ist fehlgeschlagen
   *[other] { $count } Review-Packs sind fehlgeschlagen
}

## The overview's sections

section-pinned = Angeheftet
section-attention = Handlungsbedarf
section-active = Aktiv
section-recent = Kürzlich beendet
section-packs = Review-Packs
section-search = Ergebnisse für „{ $text }“
count = { $count }
# The server stopped counting there: as many or more.
count-at-least = { $count }+
count-left = { $shown } von { $all }
# The faults stand in the banner above.
refresh-as-of-alone = Stand { $time }
refresh-never-alone = noch keine Antwort
# $total is text: count or count-at-least.
section-more = { $shown } von { $total } gezeigt. Die übrigen finden Sie über die Suche.

empty-pinned = Nichts angeheftet
empty-pinned-next = Heften Sie unten einen Vorgang an oder suchen Sie nach Nummer oder Name. Sie werden einmal benachrichtigt, wenn er endet.
empty-attention = Kein Handlungsbedarf
empty-attention-as-of = Kein Handlungsbedarf, Stand { $time }
empty-active = Keine aktiven Vorgänge
empty-active-next = Wartende und in Ausführung befindliche Vorgänge aller Umgebungen, die Sie sehen dürfen, erscheinen hier.
empty-recent = Zuletzt nichts beendet
empty-recent-next = Beendete Vorgänge erscheinen hier, nach Tagen geordnet.
empty-packs = Keine Umgebungen
empty-packs-next = Das neueste Review-Pack jeder Umgebung, die Sie sehen dürfen, erscheint hier.
list-asking = Der Server wird abgefragt …

day-today = Heute
day-yesterday = Gestern
# What ended since the overview was last looked at.
recent-new = Neu, seit Sie zuletzt hingesehen haben ({ $time })
recent-new-count = { $count } neu

filters-label = Filter
filter-workspace = Arbeitsbereich
filter-environment = Umgebung
filter-type = Art
filter-state = Zustand
filter-all = Alle
filter-chosen = { $filter } { $value }
filter-clear = Zurücksetzen
filter-count = { $shown } von { $all } gezeigt
filter-list-count = { $list }: { $count }
filter-none = { $count ->
    [one] Die Filter blenden den einen Vorgang hier aus
   *[other] Die Filter blenden alle { $count } Vorgänge hier aus
}
filter-none-next = Setzen Sie die Filter zurück, oder suchen Sie: Die Suche reicht weiter als diese Liste.
filter-none-packs = { $count ->
    [one] Die Filter blenden das eine Review-Pack aus
   *[other] Die Filter blenden alle { $count } Review-Packs aus
}
filter-none-packs-next = Setzen Sie die Filter zurück, um die Review-Packs aller Umgebungen zu sehen.
filter-nothing = Kein Vorgang hier passt zu den Filtern
# $total is text, as in section-more.
filter-within = Nur die ersten { $all } von { $total } wurden gefiltert. Die übrigen finden Sie über die Suche.
filter-partly = Es kann mehr geben: Der Server kann nicht nach allem davon filtern. Die übrigen finden Sie über die Suche.

row-move = { $operation } verschieben
move-first = Ganz nach oben
move-up = Nach oben
move-down = Nach unten
move-last = Ganz nach unten
moved = { $operation } steht jetzt an Stelle { $place } von { $of }

palette-title = Befehlspalette
palette-placeholder = Vorgang, Umgebung, Aktion oder #Nummer
palette-number = Nach Nummer
# Of the row that had the focus before.
palette-chosen = Vorgang im Fokus
palette-operations = Vorgänge
palette-environments = Umgebungen
palette-pinned = Mit angehefteten Vorgängen
palette-actions = Aktionen
palette-none = Nichts gefunden. Mit einer Nummer wie #421 lässt sich ein Vorgang trotzdem anheften.
palette-open = Vorgang #{ $id } öffnen
palette-pin-and-open = Vorgang #{ $id } anheften und öffnen
palette-pin = Vorgang #{ $id } anheften
palette-unpin = Vorgang #{ $id } lösen
palette-pack = Review-Pack von { $environment } zeigen
palette-filter = Übersicht filtern
palette-clear-filters = Filter zurücksetzen

search-asking = Suche läuft …
search-here = In der Übersicht
search-server = Auf dem Server
search-failed = Die Suche hat den Server nicht erreicht.
search-failed-next = Prüfen Sie die Verbindung und drücken Sie die Eingabetaste.
search-none = Nichts gefunden
search-none-next = Versuchen Sie eine Nummer wie #421 oder einen Teil von Art, Umgebung oder Arbeitsbereich.
search-none-else = Der Server kennt keine weiteren.
search-none-id = Kein Vorgang, den Sie sehen dürfen, hat diese Nummer
search-none-id-next = Sie können ihn trotzdem anheften. Er wird dann einmal nachgeschlagen.
search-pin-id = Vorgang #{ $id } anheften
search-pinned = { $operation } ist angeheftet
# $total is text, as in section-more.
search-more = Die ersten { $rows } von { $total }. Grenzen Sie die Suche ein.

keys-hint = Tasten
key-search = suchen
key-move = Zeile wechseln
key-open = anheften und öffnen
key-pin = anheften
key-name-search = /
key-name-move = ↑ ↓
key-name-open = Eingabe
key-name-pin = P
key-order = Angeheftetes ordnen
key-name-order = Alt ↑ ↓
key-filter = filtern
key-name-filter = F
key-palette = alles andere
key-name-palette = Strg K

## One operation

operation-in-tenantatlas = In TenantAtlas öffnen
link-copy = Link kopieren
link-copied = Link kopiert
link-by-hand = Die Zwischenablage hat den Link nicht angenommen. Kopieren Sie den markierten Text mit der Tastatur.
link-title = Link zu TenantAtlas
# What a button does, and the key that does the same.
with-key = { $label } ({ $key })
operation-unpin = Lösen
operation-mute = Diesen Vorgang stummschalten
operation-unmute = Wieder benachrichtigen
# What a small mark says of it.
muted = Stummgeschaltet: keine Benachrichtigung beim Ende
muted-environment = Stummgeschaltet: keine Benachrichtigung aus dieser Umgebung
snoozed = Zurückgestellt: Benachrichtigung nach { $time }
operation-gone-next = { $operation } ist für Sie nicht zu finden. Vielleicht ist die Nummer falsch eingegeben, der Vorgang gelöscht oder nicht für Sie freigegeben.
operation-forbidden-next = Bitten Sie einen TenantAtlas-Administrator um die Berechtigung.
operation-pending = Wartet auf die erste Antwort
row-ended = beendet { $time }
row-queued = eingereiht { $time }
row-since = seit { $time }
# $number is text, as in operation-number.
row-expected = meist fertig bis { $time }
row-open = Vorgang #{ $number } öffnen, { $name }
row-pin-and-open = Vorgang #{ $number } anheften und öffnen, { $name }
row-pin = { $operation } anheften
row-unpin = { $operation } lösen
row-mute = { $operation } stummschalten
row-unmute = Bei { $operation } wieder benachrichtigen
row-snooze-off = { $operation } nicht länger zurückstellen
row-snooze-one-hour = { $operation } für 1 Stunde zurückstellen
row-snooze-until-tomorrow = { $operation } bis morgen zurückstellen
row-in-tenantatlas = { $operation } in TenantAtlas öffnen

progress-counted = { $processed } von { $total }
progress-label = Verarbeitet

next-step-blocked = Eine Voraussetzung fehlt. Öffnen Sie den Vorgang in TenantAtlas, um zu sehen, welche.
next-step-failed = Prüfen Sie den Fehler in TenantAtlas, bevor Sie den Vorgang erneut starten.
next-step-partially-succeeded = Einige Elemente sind nicht gelungen. Prüfen Sie sie in TenantAtlas.
next-step-reconciled = Der Vorgang hat sich nicht mehr gemeldet und wurde von TenantAtlas geschlossen. Prüfen Sie dort, was erledigt wurde.
next-step-unknown = Diese Version kennt den Zustand nicht. Sehen Sie in TenantAtlas nach.

strip-queued = Eingereiht
strip-started = Gestartet
strip-ended = Beendet
strip-not-started = nicht gestartet
strip-not-ended = noch aktiv
strip-not-known = nicht bekannt
strip-not-recorded = nicht erfasst
strip-label = Zeitachse

expected-usual = meist etwa { $median }
expected-longer = länger als üblich ({ $median })
expected-within = { $words }, in 9 von 10 Fällen binnen { $p90 }
expected-rare = länger als in 9 von 10 Fällen ({ $p90 })

counts-title = Zahlen
counted-total = Gesamt
counted-processed = Verarbeitet
counted-succeeded = Erfolgreich
counted-failed = Fehlgeschlagen
counted-skipped = Übersprungen
failures-title = Was schiefging
failure-times = ×{ $count }
initiator-title = Gestartet von
initiator-system = Zeitplaner
pack-title = Review-Pack
pack-latest = Neuestes Review-Pack
pack-number = #{ $id }
pack-open = Review-Pack öffnen
raw-type-title = Art
details-title = Technische Details
details-loading = Wird geladen …
details-none = Keine technischen Details
details-none-next = Es wurden keine erfasst, oder sie sind zu groß zum Senden.
details-failed = Die technischen Details konnten nicht geladen werden.

stay-on-top = Im Vordergrund halten
unpin-title = { $operation } lösen?
unpin-body = Das Fenster wird geschlossen, und Sie werden nicht mehr benachrichtigt, wenn der Vorgang endet.
unpin-body-ended = Das Fenster wird geschlossen. In TenantAtlas ändert sich nichts.
unpin-confirm = Lösen

## Review packs

pack-since = seit { $time }
pack-generated = Erstellt: { $time }
pack-expires-in = Läuft in { $span } ab
pack-expires-soon = Läuft in weniger als einer Minute ab
pack-expired-on = Abgelaufen am { $time }
pack-size = { $size }
pack-sha = SHA-256
pack-none-next = Erstellen Sie eines in TenantAtlas.
pack-failed-next = Erstellen Sie es in TenantAtlas erneut.
pack-expired-next = Erstellen Sie in TenantAtlas ein neues.
pack-gone-next = Es wurde entfernt oder ist nicht mehr für Sie freigegeben.
pack-gone-unpin-next = Es wurde entfernt oder ist nicht mehr für Sie freigegeben. Lösen Sie es, wenn Sie dies gelesen haben.
pack-forbidden-next = Ihre Rolle umfasst hier keine Review-Packs.
# In a sentence, in place of an operation’s number.
pack-of = Review-Pack von { $environment }
pack-open-of = Review-Pack von { $environment } in TenantAtlas öffnen
pack-ask-of = Review-Pack von { $environment } aktualisieren
pack-pin-of = Review-Pack von { $environment } anheften
environment-number = Umgebung #{ $id }
pack-unpin-of = Review-Pack von { $environment } lösen
pack-mute-of = Review-Pack von { $environment } stummschalten
pack-unmute-of = Beim Review-Pack von { $environment } wieder benachrichtigen
environment-mute = Alles von { $environment } stummschalten
environment-unmute = Bei allem von { $environment } wieder benachrichtigen
pack-snooze-off = Review-Pack von { $environment } nicht länger zurückstellen
pack-snooze-one-hour = Review-Pack von { $environment } für 1 Stunde zurückstellen
pack-snooze-until-tomorrow = Review-Pack von { $environment } bis morgen zurückstellen
environment-snooze-off = { $environment } nicht länger zurückstellen
environment-snooze-one-hour = Alles von { $environment } für 1 Stunde zurückstellen
environment-snooze-until-tomorrow = Alles von { $environment } bis morgen zurückstellen
pack-check = Download prüfen
pack-check-of = Heruntergeladenes Review-Pack von { $environment } prüfen
# A button’s words, then whose review pack it is for.
pack-action-of = { $action }: { $environment }
check-reading = { $percent } % geprüft
check-same = Die Datei ist dieses Review-Pack
check-same-next = { $file } hat denselben SHA-256-Wert.
check-other = Die Datei ist nicht dieses Review-Pack
check-other-next = { $file } ist unvollständig, verändert oder ein anderes Pack. Laden Sie es in TenantAtlas erneut herunter, und geben Sie diese Datei nicht weiter.
check-problem-denied = Die Datei darf nicht gelesen werden
check-problem-denied-next = Kopieren Sie sie in einen eigenen Ordner, und wählen Sie sie dort aus.
check-problem-missing = Die Datei ist nicht mehr vorhanden
check-problem-missing-next = Wählen Sie sie dort aus, wo sie liegt, oder laden Sie sie erneut herunter.
check-problem-unreadable = Die Datei konnte nicht gelesen werden
check-problem-unreadable-next = Wählen Sie sie erneut aus, oder laden Sie sie in einen anderen Ordner herunter.
check-cancel = Prüfung der Datei abbrechen
check-close-of = Ergebnis der Prüfung schließen

## Settings

settings-title = Einstellungen
settings-notifications = Benachrichtigungen
settings-watching = Beobachten
settings-look = Darstellung
settings-start = Start
settings-network = Netzwerk
settings-diagnostics = Diagnose
settings-doctor-title = Kommen Benachrichtigungen an?
settings-doctor-lead = Schickt eine Probe über denselben Weg wie jede Benachrichtigung und zeigt, ob sie ankommt.
settings-doctor = Benachrichtigungen prüfen
quiet-every-title = Abstand der stillen Anfragen
quiet-every-hint = Nur dort, wo der Server Anfragen nicht hält, bis sich etwas ändert. Hält er sie, gilt dieser Abstand nicht.
interval-seconds = { $count } Sekunden
interval-minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
}
while-hidden-title = Wenn alle Fenster verborgen sind
while-hidden-watch-quietly = Still beobachten
while-hidden-watch-quietly-hint = Eine kleine Anfrage für alle angehefteten aktiven Vorgänge, damit Sie benachrichtigt werden, wenn sie enden.
while-hidden-suspend-completely = Ganz aussetzen
while-hidden-suspend-completely-hint = Keinerlei Anfragen. Was inzwischen endet, erfahren Sie, sobald ein Fenster gezeigt wird.
pause-title = Pause
pause-none = Sie werden einmal benachrichtigt, wenn ein angehefteter Vorgang endet.
pause-off = Benachrichtigungen fortsetzen
pause-one-hour = 1 Stunde pausieren
pause-until-tomorrow = Bis morgen pausieren
pause-now = Pausiert bis { $time }
rules-title = Worüber Sie benachrichtigt werden
rules-lead = Was abgeschaltet ist, wird weiterhin aufbewahrt und gezeigt, aber auch später nicht gemeldet. Ein unbekanntes Ergebnis wird immer gemeldet.
rules-operations = Vorgänge
rules-packs = Review-Packs
rules-expired-hint = Nur wenn der Monitor es nie bereit gesehen hat. Dass ein bereites Pack bald abläuft, hat einen eigenen Schalter.
rules-alerts = Außerdem
rules-alert-blind = Keine Verbindung
rules-alert-blind-hint = Nach zwei Minuten ohne Antwort. Dass sie wieder da ist, wird nicht gemeldet. Auch eine Uhr dieses Computers, die um Minuten falsch geht, gehört hierher.
rules-alert-likely-stale = Hängt vermutlich
rules-alert-likely-stale-hint = Einmal je angeheftetem Vorgang, sobald der Server es sagt.
rules-alert-longer = Länger als üblich
rules-alert-longer-hint = Sobald ein Vorgang nach den Zahlen des Servers länger dauert als 9 von 10 seiner Art.
rules-alert-stuck = Kein Fortschritt
rules-alert-stuck-hint = Sobald sich 15 Minuten lang nichts bewegt, was der Server zählt; später, wo das üblich ist.
rules-alert-expires = Review-Pack läuft ab
rules-alert-expires-hint = Ein angeheftetes: 3 Tage, 1 Tag und 2 Stunden vorher.
quiet-hours-title = Ruhezeiten
quiet-hours-lead = Was in ihnen endet, wird zurückgehalten und danach in einer einzigen Benachrichtigung gemeldet. Was sonst gemeldet würde, entfällt.
# $number is text.
quiet-hours-number = Ruhezeit { $number }
quiet-hours-from = Von
quiet-hours-to = bis
quiet-hours-zone = Zeitzone
quiet-hours-places = Wofür
quiet-hours-account = Konto
quiet-hours-all-accounts = Alle Konten
quiet-hours-signed-out = Ein abgemeldetes Konto
quiet-hours-everything = Alles in diesem Konto
quiet-hours-elsewhere = Die Umgebungen dieses Kontos lassen sich wählen, während die Übersicht es zeigt.
quiet-hours-failures = Was fehlschlägt oder blockiert ist, wird trotzdem gemeldet
quiet-hours-add = Ruhezeit hinzufügen
quiet-hours-remove = Ruhezeit { $number } entfernen
day-monday = Montag
day-tuesday = Dienstag
day-wednesday = Mittwoch
day-thursday = Donnerstag
day-friday = Freitag
day-saturday = Samstag
day-sunday = Sonntag
environments-title = Stummgeschaltete Umgebungen
environments-lead = Vorgänge und Review-Packs dieser Umgebungen lösen keine Benachrichtigung aus, ob jetzt oder später angeheftet. Gespeichert und gezeigt werden sie weiterhin.
environments-choose = Alles stummschalten von …
snoozed-until = bis { $time }
privacy-title = Datenschutz
privacy = Kundennamen außerhalb der Fenster verbergen
privacy-hint = Benachrichtigungen, Infobereich und Fenstertitel nennen ab jetzt „Vorgang #421“ mit Art und Ergebnis, aber keine Umgebung, keinen Arbeitsbereich, keinen Benutzer und keine Fehlermeldung.
language-title = Sprache
language-system = Sprache des Systems
# Each language by its own name, whichever is spoken.
language-de = Deutsch
language-en = English
keyboard-title = Tastatur
single-keys = Einzelne Buchstaben als Tastenkürzel
single-keys-hint = F, P und / in der Übersicht sowie die Buchstaben im Fenster eines Vorgangs. Strg K und die Pfeiltasten gelten immer.
autostart = Bei der Anmeldung starten
autostart-hint = In den Infobereich, ohne Fenster. Auch die Liste der Startprogramme Ihres Desktops zeigt den Eintrag.
proxy-title = Proxy
proxy-system = Wie das System es vorgibt
proxy-system-hint = Aus HTTPS_PROXY und NO_PROXY oder aus den Einstellungen des Systems.
proxy-none = Kein Proxy
proxy-none-hint = Direkt zum Server, was immer das System vorgibt.
proxy-manual = Dieser Proxy
proxy-manual-hint = Für alles außer einem Server auf diesem Computer.
proxy-address = Adresse des Proxys
proxy-address-hint = http://proxy.example.com:3128
proxy-address-help = http, https, socks5 oder socks5h. Ein SOCKS-Proxy löst den Namen des Servers selbst auf.
proxy-user = Benutzer
proxy-user-help = Nur, wenn der Proxy danach fragt.
proxy-password = Passwort
proxy-password-kept = Im Schlüsselbund des Systems gespeichert. Lassen Sie das Feld leer, um es zu behalten.
proxy-password-missing = Es wird nur im Schlüsselbund des Systems gespeichert.
proxy-password-unkept = Der Schlüsselbund des Systems hat das Passwort nicht angenommen. Es bleibt im Arbeitsspeicher, bis der Monitor beendet wird. Entsperren Sie den Schlüsselbund und speichern Sie es erneut.
proxy-password-unreadable = Das Passwort konnte nicht aus dem Schlüsselbund des Systems gelesen werden. Entsperren Sie den Schlüsselbund und starten Sie den Monitor neu, oder geben Sie das Passwort noch einmal ein.
proxy-save = Proxy speichern
proxy-save-user = Benutzer und Passwort speichern
proxy-problem-credentials = In der Adresse steht ein Benutzer oder ein Passwort.
proxy-problem-credentials-next = Die Adresse wird in eine Datei geschrieben. Tragen Sie beides in die eigenen Felder ein.
proxy-problem-invalid = Das ist keine Adresse eines Proxys.
proxy-problem-invalid-next = Schreiben Sie sie wie http://proxy.example.com:3128.
proxy-problem-scheme = Diese Art von Proxy kennt der Monitor nicht.
proxy-problem-scheme-next = Die Adresse beginnt mit http://, https://, socks5:// oder socks5h://.
ca-title = Eigene Zertifikate
ca-lead = Eine PEM-Datei, deren Zertifikaten neben denen des Systems vertraut wird: für ein Gateway oder einen Proxy mit einem Zertifikat der eigenen Zertifizierungsstelle Ihrer Organisation.
ca-none = Es ist keine Datei ausgewählt.
ca-choose = Datei auswählen …
ca-forget = Datei entfernen
ca-problem-no-file = Das ist keine Datei.
ca-problem-no-file-next = Der Monitor arbeitet ohne sie weiter. Wählen Sie eine Datei mit Zertifikaten, keinen Ordner und keine Pipe.
ca-problem-not-pem = Die Datei enthält kein Zertifikat im PEM-Format.
ca-problem-not-pem-next = Der Monitor arbeitet ohne sie weiter. Wählen Sie eine Datei mit der Zeile BEGIN CERTIFICATE.
ca-problem-slow = Die Datei konnte nicht innerhalb von fünf Sekunden gelesen werden.
ca-problem-slow-next = Der Monitor arbeitet ohne sie weiter. Prüfen Sie, ob das Netzlaufwerk antwortet, oder wählen Sie eine Datei auf diesem Computer.
ca-problem-too-large = Die Datei ist größer als ein Megabyte.
ca-problem-too-large-next = Der Monitor arbeitet ohne sie weiter. Wählen Sie eine Datei, die nur Zertifikate enthält.
ca-problem-unreadable = Die Datei konnte nicht gelesen werden.
ca-problem-unreadable-next = Der Monitor arbeitet ohne sie weiter. Prüfen Sie Speicherort und Zugriffsrechte oder wählen Sie eine andere.
appearance-title = Farbschema
appearance-system = Wie das System
appearance-light = Hell
appearance-dark = Dunkel
appearance-high-contrast = Hoher Kontrast
account-title = Konto
account-unknown = Noch keine Antwort
account-plain-watches = Etwas auf dem Weg zum Server, vielleicht ein Proxy, bricht wartende Anfragen ab. Änderungen werden deshalb in Abständen abgefragt.
# How an account is, beside its server and its user.
standing-attention = Erfordert Aufmerksamkeit
standing-connected = Verbunden
standing-connecting = Verbindet
standing-no-network = Kein Netzwerk
standing-not-answering = Antwortet nicht
standing-signed-out = Abgemeldet
accounts-others = Weitere Konten
account-switch = Zu { $account } wechseln
account-switch-short = Wechseln
account-sign-in = Bei { $account } anmelden
account-sign-in-short = Anmelden…
account-sign-out = Von { $account } abmelden
# It goes on with what becomes of the token, as in the sign-in window.
account-signed-out = Von { $account } abgemeldet.
account-add = Konto hinzufügen
sign-out = Abmelden
sign-out-demo = Demo verlassen
quit = { app-name } beenden

# Beside what a user cannot change; $file is the path of the administrator's file.
managed-by = Von Ihrem Administrator festgelegt ({ $file })
managed-title = Fehler in den Einstellungen Ihres Administrators
managed-lead = In { $file }. Diese Zeilen legen nichts fest; zeigen Sie sie Ihrem Administrator.
managed-line = Zeile { $line }: { $what }
managed-key = { $key }: { $what }
managed-expected-address = erwartet wird eine Adresse, die mit https:// beginnt
managed-expected-file = erwartet wird der vollständige Pfad einer Datei
managed-expected-nothing = diese Einstellung gibt es nicht
managed-expected-proxy-address = erwartet wird eine Adresse wie http://proxy.example.com:3128, ohne Benutzer, Passwort und Pfad
managed-expected-proxy-mode = erwartet wird „system“, „none“ oder „manual“
managed-expected-readable = die Datei ist nicht lesbar
managed-expected-seconds = erwartet wird eine ganze Zahl von 15 bis 600
managed-expected-switch = erwartet wird true oder false
managed-expected-table = erwartet wird ein Abschnitt mit Einstellungen
managed-expected-toml = das ist kein TOML, deshalb gilt nichts in der Datei
managed-expected-while-hidden = erwartet wird „watch_quietly“ oder „suspend_completely“

diagnostics-title = Für die, die Ihnen helfen
diagnostics-lead = Der Text unten enthält Version, System und Desktop; Infobereich, Benachrichtigungen, Schlüsselbund und Verbindung; Einstellungen und Anzahlen; die letzten Zeilen des Protokolls. Er nennt den Host des Servers und Nummern, aber keinen Benutzer, keinen Kunden und kein Token.
diagnostics-text = Diagnose als Text
diagnostics-copy = Diagnose kopieren
diagnostics-copied = Kopiert, wie es hier steht.
diagnostics-by-hand = Die Zwischenablage hat den Text nicht angenommen. Kopieren Sie den markierten Text mit der Tastatur.
logs-title = Protokolle
logs-detailed = Ausführliche Protokolle
logs-detailed-hint = Ab jetzt mehr von dem, was der Monitor selbst tut. Auch dann wird niemand genannt.
logs-folder = Protokollordner zeigen
logs-not-kept = Sie stehen in keiner Datei: Dies ist die Demo, oder der Datenordner ist nicht beschreibbar.

## Connection details

inspector-title = Verbindungsdetails
inspector-lead = Was der Server gefragt wird, wann und warum. Das Ansehen ändert daran nichts.
inspector-copy = Kopieren
# The text carries ids instead of names.
inspector-copied = Ohne Namen kopiert, Stand { $time }.
inspector-by-hand = Die Zwischenablage hat den Text nicht angenommen. Kopieren Sie den markierten Text mit der Tastatur; er enthält keine Namen.
inspector-text = Verbindungsdetails als Text
inspector-server = Server
inspector-not-told = noch nicht mitgeteilt
inspector-none = –
inspector-now = jetzt
inspector-in = in { $span }
# $what is one of the answers below.
inspector-answer = { $time } · { $what }
inspector-requests = { $count ->
    [one] 1 Anfrage in der letzten Stunde
   *[other] { $count } Anfragen in der letzten Stunde
}
inspector-requests-title = Anfragen in der letzten Stunde

gate-title = Anfragen
gate-open = erlaubt
gate-closed = keine, bis Sie sich wieder anmelden
gate-until = nach einem Fehler keine vor { $time }
# The monitor waits a little longer than it was asked to.
gate-asked = keine vor { $time }; der Server hat um eine Pause bis { $asked } gebeten
gate-probing = nach einem Fehler jeweils nur eine, bis der Server antwortet
holds-title = Vom Server gehalten
holds = bis zu { $seconds } s
holds-none = gar nicht
wish-title = Vom Server erbetene Pause
wish = mindestens { $seconds } s zwischen zwei Anfragen
wish-none = keine

lane-foreground = Beobachtung offener Fenster
lane-quiet = Stille Beobachtung
lane-targets = { $count ->
    [one] 1 Ziel
   *[other] { $count } Ziele
}
lane-next = nächste { $next }
lane-every = alle { $seconds } s, wenn der Server Anfragen nicht hält
flight-held = vom Server gehalten seit { $since }, längstens bis { $until }
flight-in-flight = unterwegs seit { $since }
flight-off = aus: Verborgenes wird nicht abgefragt
flight-resting = keine Anfrage unterwegs

pollers-title = Was abgefragt wird
pollers-settled = { $count } nicht mehr abgefragt
poller-cadence = Takt
poller-answer = Letzte Antwort
poller-next = Nächste Anfrage
poller-requests = Letzte Stunde
poller-due = fällig
poller-held = vom Server gehalten
poller-idle = ruhend: noch nicht abgefragt
poller-in-flight = unterwegs
poller-settled = endgültig: wird nicht mehr abgefragt
poller-suspended-hidden = ausgesetzt: Fenster verborgen
poller-suspended-modal = ausgesetzt: Dialog offen
poller-waiting = wartend
list-active = Liste der aktiven Vorgänge
list-attention = Liste der Vorgänge mit Handlungsbedarf
list-recent = Liste der kürzlich beendeten Vorgänge

heard-answered = beantwortet
heard-changed = geändert
heard-failed = danach { $fault }
heard-forbidden = keine Berechtigung
heard-gone = nicht verfügbar
heard-nothing = noch keine Antwort
heard-unchanged = keine Änderung

## Notification check

doctor-title = Benachrichtigungen prüfen
doctor-lead = Prüft jeden Schritt auf dem Weg einer Meldung zu Ihnen und schickt eine Probe über denselben Weg.
doctor-asking = Wird geprüft …
doctor-fine = Alles funktioniert.
doctor-waiting = Was sich prüfen ließ, funktioniert. Klicken Sie jetzt auf die Probe.
doctor-broken = { $count ->
    [one] 1 Schritt funktioniert nicht.
   *[other] { $count } Schritte funktionieren nicht.
}
doctor-warning = { $count ->
    [one] 1 Schritt verdient einen Blick.
   *[other] { $count } Schritte verdienen einen Blick.
}
doctor-warning-waiting = { $count ->
    [one] 1 Schritt verdient einen Blick. Klicken Sie jetzt auf die Probe.
   *[other] { $count } Schritte verdienen einen Blick. Klicken Sie jetzt auf die Probe.
}
doctor-again = Erneut prüfen
doctor-text = Prüfung der Benachrichtigungen als Text

step-announcing = Meldungen
step-click = Klick
step-daemon = Benachrichtigungsdienst
step-keyring = Schlüsselbund
step-proxy = Proxy
step-rehearsal = Probe
step-server = Server
step-tls = Verschlüsselung
step-tray = Symbol im Infobereich

step-state-asking = wird geprüft
step-state-broken = funktioniert nicht
step-state-fine = funktioniert
step-state-not-applicable = entfällt
step-state-waiting = wartet auf Sie
step-state-warning = bitte ansehen

found-announced = Das Ende eines Vorgangs wird gemeldet.
found-asking = Noch keine Antwort.
found-click-awaited = Die Probe ist auf dem Bildschirm.
found-click-came = Der Klick ist angekommen.
found-click-dismissed = Die Probe wurde ohne Klick geschlossen.
found-click-expired = Die Probe ist ohne Klick abgelaufen.
found-click-impossible = Hier kann kein Klick ankommen.
found-click-lost = Der Benachrichtigungsdienst wurde beendet und mit ihm die Probe.
found-click-withdrawn = Der Desktop hat die Probe ohne Klick geschlossen.
# $name and $version are the service’s own.
found-daemon = { $name } { $version }.
found-daemon-missing = Kein Benachrichtigungsdienst antwortet ({ $error }).
found-daemon-of-system = Das System zeigt Benachrichtigungen selbst.
found-daemon-silent = Der Benachrichtigungsdienst hat nicht innerhalb von 10 s geantwortet.
found-keyring-absent = Dieser Computer hat keinen Schlüsselbund.
found-keyring-changed = Der Schlüsselbund des Systems hat etwas anderes zurückgegeben, als geschrieben wurde.
found-keyring-denied = Der Schlüsselbund des Systems hat einen Probeeintrag abgelehnt.
found-keyring-kept = Ein Probeeintrag wurde geschrieben, gelesen und gelöscht.
found-keyring-locked = Der Schlüsselbund des Systems ist gesperrt.
found-keyring-slow = Der Schlüsselbund des Systems hat nicht geantwortet.
found-proxy-failed = Über { $host } kommt nichts durch: { $fault }.
found-proxy-local = Der Server läuft auf diesem Computer, daher wird kein Proxy verwendet.
found-proxy-none = Für den Server ist kein Proxy eingerichtet.
found-proxy-used = Anfragen gehen über { $host }.
found-rehearsal-handed-over = Das System hat sie angenommen und sagt nicht, ob sie gezeigt wurde.
found-rehearsal-refused = Niemand hat sie angenommen.
found-rehearsal-silent = Der Benachrichtigungsdienst hat sie nicht innerhalb von 10 s angenommen.
# $id is text: it has no separators.
found-rehearsal-taken = Der Benachrichtigungsdienst hat sie als Nummer { $id } angenommen.
found-server-answered = Antwort nach { $took } ms, angemeldet als { $user }.
found-server-failed = Keine brauchbare Antwort: { $fault }.
found-silenced = Das Ende eines Vorgangs wird nicht wie gewohnt gemeldet.
found-tls-cut = Nicht bekannt: Der Server hat nicht geantwortet.
found-tls-local = Unverschlüsselt, und das genügt: Der Server läuft auf diesem Computer.
found-tls-untrusted = Die sichere Verbindung kam nicht zustande: { $fault }.
found-tls-verified = HTTPS mit einem Zertifikat, dem dieser Computer vertraut.
found-tray-absent = Kein Infobereich zeigt das Symbol.
found-tray-gone = Der Infobereich, der das Symbol zeigte, ist nicht mehr da.
found-tray-shown = Ein Infobereich zeigt das Symbol.

doctor-no-bus = Kein Benachrichtigungsdienst antwortet: Diese Sitzung hat keinen Nachrichtenbus.
doctor-error = Der Fehler ist { $error }.
doctor-daemon-no-clicks = Er meldet keine Klicks.
doctor-daemon-no-body = Er zeigt nur Titel.
doctor-daemon-keeps = Er hebt Verpasstes auf.
doctor-daemon-forgets = Er hebt Verpasstes nicht auf.
# In the copied text, which has no names.
doctor-server-unnamed = Antwort nach { $took } ms.
doctor-proxy-unnamed = Anfragen gehen über einen Proxy.
doctor-proxy-failed-unnamed = Über den Proxy kommt nichts durch: { $fault }.
doctor-clocks-agree = Die Uhren stimmen überein.
doctor-clock-ahead = Die Uhr dieses Computers geht { $span } vor.
doctor-clock-behind = Die Uhr dieses Computers geht { $span } nach.
doctor-paused = Benachrichtigungen sind bis { $time } pausiert.
# $failures is told or kept: whether what failed or is blocked is told all the same.
doctor-quiet = { $failures ->
    [told] Ruhezeit bis { $time }: Was fehlschlägt oder blockiert ist, wird trotzdem gemeldet.
   *[kept] Ruhezeit bis { $time }.
}
doctor-quiet-environments = { $count ->
    [one] { $failures ->
        [told] Ruhezeit für 1 Umgebung bis { $time }: Was fehlschlägt oder blockiert ist, wird trotzdem gemeldet.
       *[kept] Ruhezeit für 1 Umgebung bis { $time }.
    }
   *[other] { $failures ->
        [told] Ruhezeit für { $count } Umgebungen, längstens bis { $time }: Was fehlschlägt oder blockiert ist, wird trotzdem gemeldet.
       *[kept] Ruhezeit für { $count } Umgebungen, längstens bis { $time }.
    }
}
doctor-rules-off = Jede Art von Ende ist abgeschaltet.
doctor-suspended = Solange alle Fenster verborgen sind, wird nichts beobachtet.
doctor-snoozes = { $count ->
    [one] 1 Zurückstellung bis { $time }.
   *[other] { $count } Zurückstellungen, längstens bis { $time }.
}
doctor-muted = { $count ->
    [one] 1 angehefteter Vorgang oder Review-Pack ist stummgeschaltet.
   *[other] { $count } angeheftete Vorgänge oder Review-Packs sind stummgeschaltet.
}
doctor-muted-environments = { $count ->
    [one] 1 Umgebung ist stummgeschaltet.
   *[other] { $count } Umgebungen sind stummgeschaltet.
}
doctor-nameless = Benachrichtigungen nennen keinen Kunden.

doctor-next-again = Prüfen Sie erneut.
doctor-next-click = Klicken Sie auf die Benachrichtigung „Probe“.
doctor-next-click-again = Prüfen Sie erneut, und klicken Sie auf die Probe, solange sie zu sehen ist.
doctor-next-clock = Lassen Sie die Uhr dieses Computers über das Netzwerk stellen. Bis dahin gilt für alle Zeiten die Uhr des Servers.
doctor-next-daemon-missing = Starten Sie den Benachrichtigungsdienst Ihres Desktops, oder installieren Sie einen, etwa dunst. Sehen Sie bis dahin in die Übersicht.
doctor-next-daemon-other = Öffnen Sie den Monitor über sein Symbol im Infobereich, oder verwenden Sie einen anderen Benachrichtigungsdienst.
doctor-next-daemon-silent = Starten Sie den Benachrichtigungsdienst Ihres Desktops neu, und prüfen Sie dann erneut.
doctor-next-keyring-absent = Installieren Sie einen, etwa GNOME Keyring oder KWallet. Bis dahin melden Sie sich nach jedem Start an.
doctor-next-keyring-changed = Starten Sie den Schlüsselbund neu. Hilft das nicht, melden Sie sich nach jedem Start erneut an.
doctor-next-keyring-denied = Lassen Sie den Monitor in den Einstellungen Ihres Schlüsselbunds zu, und prüfen Sie dann erneut.
doctor-next-keyring-locked = Entsperren Sie ihn, und prüfen Sie dann erneut.
doctor-next-keyring-slow = Vielleicht wartet er darauf, dass Sie ihn entsperren. Suchen Sie seine Abfrage, und prüfen Sie dann erneut.
doctor-next-look = Sehen Sie nach, ob sie auf dem Bildschirm ist.
doctor-next-silenced = Ändern Sie das in den Einstellungen unter Benachrichtigungen oder Beobachten; was einzeln stummgeschaltet oder zurückgestellt ist, in seiner Zeile.
doctor-next-tls-cut = Sorgen Sie zuerst dafür, dass der Server erreichbar ist, und prüfen Sie dann erneut.
doctor-next-tray-absent = Fügen Sie Ihrer Leiste einen Infobereich hinzu; aktivieren Sie unter GNOME die Erweiterung AppIndicator. Bis dahin bleibt dieses Fenster.
doctor-next-tray-gone = Starten Sie Ihre Leiste neu. Starten Sie bis dahin den Monitor ein zweites Mal, um die Übersicht zu öffnen.

## History

history-title = Verlauf
history-lead = Jedes Ende von Angeheftetem, jede Warnung dazu und was aus der Benachrichtigung wurde. Der Verlauf reicht 90 Tage zurück.
history-open = Verlauf …
history-find = Nummer eines Vorgangs oder Review-Packs
history-export-csv = Als CSV exportieren …
history-export-json = Als JSON exportieren …
history-more = Ältere zeigen
history-empty = Noch ist nichts Angeheftetes zu Ende gegangen.
history-none = Mit dieser Nummer ist nichts zu Ende gegangen.
history-unreadable = Der Verlauf ist nicht lesbar.
history-unreadable-next = Beobachtung und Benachrichtigungen gehen weiter, vorerst nur im Arbeitsspeicher.
history-erased = Die Namen sind gelöscht: Der Zugriff ging verloren, oder Sie haben sich abgemeldet
# $time is a time of day, with the day where it is another one.
history-ended = beendet { $time }
history-noticed = bemerkt { $time }
history-shown = gezeigt { $time }
history-tried = versucht { $time }
history-opened = geöffnet { $time }
history-waited-grouped = zurückgehalten seit { $time } für andere Enden
history-waited-paused = zurückgehalten seit { $time } wegen einer Pause
history-waited-quiet-hours = zurückgehalten seit { $time } wegen Ruhezeit
history-waited-snoozed = zurückgehalten seit { $time }, weil zurückgestellt
# $count is two or more.
history-together = eine Benachrichtigung für { $count } Enden

# Besides ends: what it was, and what became of it.
noted-blind = Keine Verbindung zum Server
noted-clock-off = Die Uhr dieses Computers geht falsch
noted-expires-in-one-day = Review-Pack läuft binnen eines Tages ab
noted-expires-in-three-days = Review-Pack läuft binnen drei Tagen ab
noted-expires-in-two-hours = Review-Pack läuft binnen zwei Stunden ab
noted-likely-stale = Vermutlich hängengeblieben
noted-longer-than-usual = Dauert länger als üblich
noted-progress-stuck = Kommt nicht voran
noted-heard-baseline = Nicht gezeigt: Es war schon so, als es zum ersten Mal zu sehen war
noted-heard-handed-over = Dem System übergeben, das nicht sagt, ob es gezeigt wurde
noted-heard-muted = Nicht gezeigt: Es war stummgeschaltet
noted-heard-paused = Nicht gezeigt: Benachrichtigungen waren pausiert
noted-heard-quiet-hours = Nicht gezeigt: Es war Ruhezeit
noted-heard-refused = Nicht gezeigt: Kein Benachrichtigungsdienst nahm es an
noted-heard-rule = Nicht gezeigt: Keine Regel verlangt es
noted-heard-sent = An das System gesendet
noted-heard-shown = Gezeigt
noted-heard-snoozed = Nicht gezeigt: Es war zurückgestellt
noted-heard-unknown = Gesendet, aber nie bestätigt

fate-access = Nicht gezeigt: Der Zugriff ging vorher verloren, oder Sie haben sich abgemeldet
fate-baseline = Nicht gezeigt: Es war zu Ende, bevor es zum ersten Mal zu sehen war
fate-grouped = Wartet einige Sekunden, um zusammen mit anderen gezeigt zu werden
fate-handed-over = Dem System übergeben, das nicht sagt, ob es gezeigt wurde
fate-muted = Nicht gezeigt: Es war stummgeschaltet
fate-paused = Wartet auf das Ende der Pause
fate-pending = Wird noch gezeigt
fate-quiet-hours = Wartet auf das Ende der Ruhezeit
fate-rule = Nicht gezeigt: Die Regeln verlangen für ein solches Ende keine Benachrichtigung
fate-shown = Gezeigt
fate-snoozed = Wartet, bis es nicht mehr zurückgestellt ist
fate-unknown = Gesendet, aber nie bestätigt: Es wird beim nächsten Start noch einmal gezeigt

export-failed = Die Datei konnte nicht geschrieben werden.
export-written = Die Datei wurde geschrieben.

## Sign-in

sign-in-title = Anmelden
sign-in-lead = Beobachten Sie TenantAtlas-Vorgänge von Ihrem Desktop aus und lassen Sie sich einmal benachrichtigen, wenn sie enden.
sign-in-server = Adresse des Gateways
sign-in-server-hint = https://monitor.atlas.example.com
sign-in-server-help = Das Gateway des Monitors neben Ihrem TenantAtlas, nicht TenantAtlas selbst.
sign-in-token = Zugriffstoken
sign-in-token-help = Ihr TenantAtlas-Administrator stellt es aus. Es wird nur im Schlüsselbund des Systems gespeichert.
sign-in-submit = Anmelden
sign-in-checking = Wird geprüft …
sign-in-demo = In der Demo umsehen
sign-in-demo-starting = Demo wird vorbereitet …
sign-in-demo-failed = Die Demo konnte nicht beginnen.
sign-in-demo-failed-next = Sie braucht etwas Platz im Ordner für temporäre Dateien. Prüfen Sie, ob dort welcher ist, und versuchen Sie es erneut.
sign-in-demo-help = Drei erfundene Mandanten auf diesem Computer. Kein Konto nötig.

sign-in-problem-account-elsewhere = Ihr Administrator hat einen anderen Server festgelegt.
sign-in-problem-account-elsewhere-next = Bisher waren Sie bei einem anderen angemeldet. Melden Sie sich hier mit einem Token dieses Servers an.
sign-in-problem-address-invalid = Das ist keine Adresse.
sign-in-problem-address-invalid-next = Schreiben Sie sie wie https://monitor.atlas.example.com.
sign-in-problem-address-not-https = Die Adresse muss mit https beginnen.
sign-in-problem-address-not-https-next = Sonst könnte Ihr Token unterwegs mitgelesen werden. Erfragen Sie die https-Adresse des Gateways.
sign-in-problem-certificate-expired = Das Zertifikat ist abgelaufen.
sign-in-problem-certificate-expired-next = Prüfen Sie Uhrzeit und Datum dieses Computers. Stimmen sie, muss der Administrator des Gateways es erneuern.
sign-in-problem-certificate-name = Das Zertifikat gehört einem anderen Server.
sign-in-problem-certificate-name-next = Prüfen Sie die Adresse. Stimmt sie, bitten Sie den Administrator des Gateways um ein Zertifikat auf diesen Namen.
sign-in-problem-certificate-not-yet-valid = Das Zertifikat ist noch nicht gültig.
sign-in-problem-certificate-not-yet-valid-next = Prüfen Sie Uhrzeit und Datum dieses Computers. Stimmen sie, verständigen Sie den Administrator des Gateways.
sign-in-problem-not-a-gateway = Unter dieser Adresse antwortet kein Gateway.
sign-in-problem-not-a-gateway-next = Vielleicht haben Sie die Adresse von TenantAtlas selbst eingegeben. Erfragen Sie die des Gateways bei Ihrem Administrator.
sign-in-problem-offline = Dieser Computer hat kein Netzwerk.
sign-in-problem-offline-next = Verbinden Sie ihn und versuchen Sie es erneut.
sign-in-problem-proxy = Der Proxy führt nicht zum Server.
sign-in-problem-proxy-next = Prüfen Sie unten unter „Netzwerk“ den Proxy und außerdem die Adresse des Gateways.
sign-in-problem-proxy-authentication = Der Proxy verlangt eine Anmeldung.
sign-in-problem-proxy-authentication-next = Tragen Sie unten unter „Netzwerk“ seinen Benutzer und sein Passwort ein. Ihr TenantAtlas-Token ist etwas anderes.
sign-in-problem-server-trouble = Der Server meldet eine Störung.
sign-in-problem-server-trouble-next = Versuchen Sie es in einer Minute erneut. Hält die Störung an, verständigen Sie den Administrator des Gateways.
sign-in-problem-throttled = Der Server drosselt Anfragen.
sign-in-problem-throttled-next = Von hier kamen zu viele Versuche. Versuchen Sie es in einer Minute erneut.
sign-in-problem-token-empty = Das Token fehlt.
sign-in-problem-token-empty-next = Fügen Sie das Token ein, das Ihr Administrator ausgestellt hat.
sign-in-problem-token-refused = Der Server hat das Token abgelehnt.
sign-in-problem-token-refused-next = Vielleicht ist es falsch eingegeben, abgelaufen oder widerrufen. Fügen Sie es noch einmal ein oder bitten Sie um ein neues.
sign-in-problem-unreached = Der Server war nicht zu erreichen.
sign-in-problem-unreached-next = Prüfen Sie Adresse, Netzwerk und VPN und versuchen Sie es erneut.
sign-in-problem-untrusted = Dieser Computer vertraut dem Zertifikat nicht.
sign-in-problem-untrusted-next = Fügen Sie unten unter „Netzwerk“ die CA-Datei Ihrer Organisation hinzu oder fragen Sie den Administrator des Gateways.

keyring-problem-absent = Dieser Computer hat keinen Schlüsselbund.
keyring-problem-absent-next = Installieren Sie einen, etwa GNOME Keyring oder KWallet, um angemeldet zu bleiben.
keyring-problem-broken = Der Schlüsselbund des Systems hat nur einen Teil des Tokens behalten.
keyring-problem-broken-next = Melden Sie sich erneut an, um angemeldet zu bleiben.
keyring-problem-denied = Der Schlüsselbund des Systems hat das Token abgelehnt.
keyring-problem-denied-next = Lassen Sie den Monitor in den Einstellungen Ihres Schlüsselbunds zu, um angemeldet zu bleiben.
keyring-problem-locked = Der Schlüsselbund des Systems ist gesperrt.
keyring-problem-locked-next = Entsperren Sie ihn und melden Sie sich erneut an, um angemeldet zu bleiben.
keyring-problem-slow = Der Schlüsselbund des Systems hat nicht geantwortet.
keyring-problem-slow-next = Vielleicht wartet er darauf, dass Sie ihn entsperren. Suchen Sie seine Abfrage und melden Sie sich dann erneut an.
keyring-memory = Ohne Speichern fortfahren
keyring-memory-help = Das Token war richtig. Es bleibt im Arbeitsspeicher, bis der Monitor beendet wird.

keyring-unread-absent = Es gibt keinen Schlüsselbund, aus dem das gespeicherte Token gelesen werden könnte.
keyring-unread-absent-next = Starten Sie ihn und versuchen Sie es erneut, oder geben Sie das Token ein: Der Monitor kann ohne Speichern fortfahren.
keyring-unread-broken = Im Schlüsselbund des Systems liegt nur ein Teil des gespeicherten Tokens.
keyring-unread-broken-next = Geben Sie das Token noch einmal ein.
keyring-unread-denied = Der Schlüsselbund des Systems gibt das gespeicherte Token nicht heraus.
keyring-unread-denied-next = Lassen Sie den Monitor in den Einstellungen Ihres Schlüsselbunds zu und versuchen Sie es erneut, oder geben Sie das Token ein.
keyring-unread-locked = Das gespeicherte Token liegt im Schlüsselbund des Systems, und der ist gesperrt.
keyring-unread-locked-next = Entsperren Sie ihn und versuchen Sie es erneut, oder geben Sie das Token ein: Der Monitor kann ohne Speichern fortfahren.
keyring-unread-slow = Der Schlüsselbund des Systems hat noch nicht geantwortet.
keyring-unread-slow-next = Vielleicht wartet er darauf, dass Sie ihn entsperren. Suchen Sie seine Abfrage: Danach geht es von selbst weiter. Oder geben Sie das Token ein.
keyring-asking = Der Schlüsselbund wird gefragt …
keyring-asking-next = Fragt er nach seinem Passwort, entsperren Sie ihn: Danach geht es von selbst weiter.

keyring-keep = Im Schlüsselbund behalten
keyring-unkept-absent = Es gibt keinen Schlüsselbund. Installieren oder starten Sie einen, und behalten Sie das Token dann dort.
keyring-unkept-broken = Der Schlüsselbund des Systems hat nur einen Teil davon behalten. Versuchen Sie noch einmal, es dort zu behalten.
keyring-unkept-denied = Der Schlüsselbund des Systems hat es abgelehnt. Lassen Sie den Monitor in den Einstellungen Ihres Schlüsselbunds zu, und behalten Sie das Token dann dort.
keyring-unkept-locked = Der Schlüsselbund des Systems ist gesperrt. Entsperren Sie ihn, und behalten Sie das Token dann dort.
keyring-unkept-slow = Der Schlüsselbund des Systems hat noch nicht geantwortet. Suchen Sie seine Abfrage: Sobald Sie ihn entsperrt haben, liegt das Token dort.

signed-out = Abgemeldet.
signed-out-kept-absent = Es gibt gerade keinen Schlüsselbund. Liegt das Token in einem, entfernt der Monitor es beim nächsten Start.
signed-out-kept-denied = Der Schlüsselbund des Systems hat das Token nicht entfernt. Der Monitor versucht es beim nächsten Start noch einmal.
signed-out-kept-locked = Der Schlüsselbund des Systems ist gesperrt und behält das Token vorerst. Der Monitor entfernt es beim nächsten Start, wenn er bis dahin entsperrt ist.
signed-out-kept-slow = Der Schlüsselbund des Systems hat noch nicht geantwortet. Suchen Sie seine Abfrage: Sobald Sie ihn entsperrt haben, wird das Token entfernt.
signed-out-removed = Das Token wurde aus dem Schlüsselbund des Systems entfernt.
signed-out-removing = Das Token wird aus dem Schlüsselbund des Systems entfernt.

## A command that did not work

command-failed = Das hat nicht funktioniert. Versuchen Sie es erneut.
command-failed-forbidden = Das ist Ihrer Rolle nicht erlaubt.
command-failed-gone = Das ist nicht mehr verfügbar.
command-failed-offline = Dieser Computer hat kein Netzwerk. Versuchen Sie es erneut, wenn er verbunden ist.
command-failed-server = Der Server meldet eine Störung. Versuchen Sie es in einer Minute erneut.
command-failed-signed-out = Sie sind abgemeldet. Melden Sie sich erneut an.
command-failed-throttled = Der Server drosselt Anfragen. Versuchen Sie es in einer Minute erneut.
command-failed-unreached = Der Server war nicht zu erreichen. Versuchen Sie es erneut, wenn er wieder antwortet.
command-failed-unreadable = Die Antwort des Servers war nicht lesbar.
