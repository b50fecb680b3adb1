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
health-as-of = Alles Aktive wird mit Stand { $time } gezeigt.
health-never = Seit dem Start kam keine Antwort.
health-next-forbidden = Bitten Sie den Besitzer Ihres Arbeitsbereichs um Zugriff.
health-next-gone = Prüfen Sie, ob die Adresse des Gateways noch stimmt.
health-next-offline = Der Monitor versucht es weiter. Prüfen Sie Netzwerk oder VPN.
health-next-server = Der Monitor versucht es weiter. Hält die Störung an, verständigen Sie den Administrator des Gateways.
health-next-signed-out = Das Token gilt nicht mehr. Melden Sie sich mit einem neuen an.
health-next-throttled = Der Server hat um eine Pause gebeten. Der Monitor macht von selbst weiter.
health-next-unreadable = Unter dieser Adresse hat etwas anderes geantwortet, vielleicht ein Proxy oder eine andere Version. Prüfen Sie die Adresse.
sign-in-again = Erneut anmelden
try-again = Erneut versuchen

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
# The faults stand in the banner above.
refresh-as-of-alone = Stand { $time }
refresh-never-alone = noch keine Antwort
# $total is text: count or count-at-least.
section-more = { $shown } von { $total } gezeigt. Die übrigen finden Sie über die Suche.

empty-pinned = Nichts angeheftet
empty-pinned-next = Heften Sie unten einen Vorgang an oder suchen Sie nach Nummer oder Name. Sie werden einmal benachrichtigt, wenn er endet.
empty-attention = Kein Handlungsbedarf
empty-attention-next = Fehlgeschlagene, blockierte, nur teilweise erfolgreiche und hängen gebliebene Vorgänge erscheinen hier.
empty-active = Keine aktiven Vorgänge
empty-active-next = Wartende und in Ausführung befindliche Vorgänge aller Umgebungen, die Sie sehen dürfen, erscheinen hier.
empty-recent = Zuletzt nichts beendet
empty-recent-next = Beendete Vorgänge erscheinen hier, nach Tagen geordnet.
empty-packs = Keine Umgebungen
empty-packs-next = Das neueste Review-Pack jeder Umgebung, die Sie sehen dürfen, erscheint hier.
list-asking = Der Server wird abgefragt …

day-today = Heute
day-yesterday = Gestern

filters-label = Filter
filter-workspace = Arbeitsbereich
filter-environment = Umgebung
filter-type = Art
filter-state = Zustand
filter-all = Alle
filter-chosen = { $filter } { $value }
filter-clear = Zurücksetzen
filter-count = { $shown } von { $all } gezeigt
filter-none = Nichts hier entspricht den Filtern
filter-none-next = Setzen Sie sie zurück, oder suchen Sie: Die Suche reicht weiter als diese Liste.
filter-none-packs-next = Setzen Sie sie zurück, um die Packs aller Umgebungen zu sehen.
# $total is text, as in section-more.
filter-within = Nur die ersten { $all } von { $total } wurden gefiltert. Die übrigen finden Sie über die Suche.

row-move = { $operation } verschieben
move-first = Ganz nach oben
move-up = Nach oben
move-down = Nach unten
move-last = Ganz nach unten
moved = { $operation } steht jetzt an Stelle { $place } von { $of }

palette-title = Befehlspalette
palette-placeholder = Vorgang, Umgebung, Aktion oder #Nummer
palette-number = Nach Nummer
palette-operations = Vorgänge
palette-environments = Umgebungen
palette-actions = Aktionen
palette-none = Nichts gefunden. Mit einer Nummer wie #421 lässt sich ein Vorgang trotzdem anheften.
palette-open = Vorgang #{ $id } öffnen
palette-pin = Vorgang #{ $id } anheften
palette-unpin = Vorgang #{ $id } loslösen
palette-pack = Review-Pack von { $environment } zeigen
palette-filter = Übersicht filtern
palette-clear-filters = Filter zurücksetzen

search-asking = Suche läuft …
search-failed = Die Suche hat den Server nicht erreicht.
search-failed-next = Prüfen Sie die Verbindung und drücken Sie die Eingabetaste.
search-none = Nichts gefunden
search-none-next = Versuchen Sie eine Nummer wie #421 oder einen Teil von Art, Umgebung oder Arbeitsbereich.
search-none-id = Kein Vorgang, den Sie sehen dürfen, hat diese Nummer
search-none-id-next = Sie können ihn trotzdem anheften; er wird einmal nachgeschlagen.
search-pin-id = Vorgang #{ $id } anheften
search-pinned = { $operation } ist angeheftet
# $total is text, as in section-more.
search-more = Die ersten { $rows } von { $total }. Grenzen Sie die Suche ein.

keys-hint = Tasten
key-search = suchen
key-move = bewegen
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
link-by-hand = Die Zwischenablage ist nicht beschreibbar. Kopieren Sie den markierten Link mit der Tastatur.
link-title = Link zu TenantAtlas
# What a button does, and the key that does the same.
with-key = { $label } ({ $key })
operation-unpin = Loslösen
operation-gone-next = { $operation } ist für Sie nicht zu finden. Vielleicht ist die Nummer vertippt, der Vorgang gelöscht oder nicht für Sie freigegeben.
operation-forbidden-next = Bitten Sie einen TenantAtlas-Administrator um die Berechtigung.
operation-pending = Wartet auf die erste Antwort
row-ended = beendet { $time }
row-queued = eingereiht { $time }
row-since = seit { $time }
# $number is text, as in operation-number.
row-open = Vorgang #{ $number } öffnen, { $name }
row-pin-and-open = Vorgang #{ $number } anheften und öffnen, { $name }
row-pin = { $operation } anheften
row-unpin = { $operation } loslösen
row-in-tenantatlas = { $operation } in TenantAtlas öffnen

progress-counted = { $processed } von { $total }
progress-label = Verarbeitet

next-step-blocked = Eine Voraussetzung fehlt. Öffnen Sie den Vorgang in TenantAtlas, um zu sehen, welche.
next-step-failed = Prüfen Sie den Fehler in TenantAtlas, bevor Sie den Vorgang erneut starten.
next-step-partially-succeeded = Einige Elemente waren nicht erfolgreich. Prüfen Sie sie in TenantAtlas.
next-step-stale = Der Vorgang hat seine übliche Lebensdauer überschritten. Prüfen Sie in TenantAtlas, ob sein Worker noch läuft.
next-step-reconciled = Der Vorgang meldete sich nicht mehr und wurde geschlossen. Prüfen Sie in TenantAtlas, was erledigt wurde.
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
expected-within = { $words }, 9 von 10 binnen { $p90 }
expected-rare = länger als 9 von 10 ({ $p90 })

counts-title = Anzahlen
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
pack-number = #{ $id }
pack-open = Review-Pack in TenantAtlas öffnen
raw-type-title = Art
details-title = Technische Details
details-loading = Wird geladen …
details-none = Keine technischen Details
details-none-next = Es wurden keine erfasst, oder sie sind zu groß zum Senden.
details-failed = Die technischen Details konnten nicht geladen werden.

stay-on-top = Im Vordergrund halten
unpin-title = { $operation } loslösen?
unpin-body = Sein Fenster wird geschlossen, und Sie werden nicht mehr benachrichtigt, wenn er endet.
unpin-body-ended = Sein Fenster wird geschlossen. In TenantAtlas ändert sich nichts.
unpin-confirm = Loslösen

## Review packs

pack-since = seit { $time }
pack-generated = Erstellt: { $time }
pack-expires = Läuft am { $time } ab
pack-expired-on = Abgelaufen am { $time }
pack-size = { $size }
pack-sha = SHA-256
pack-none-next = Erstellen Sie eines in TenantAtlas.
pack-failed-next = Erstellen Sie es in TenantAtlas erneut.
pack-expired-next = Erstellen Sie in TenantAtlas ein neues.
pack-gone-next = Es wurde entfernt oder ist nicht mehr für Sie freigegeben.
pack-gone-unpin-next = Es wurde entfernt oder ist nicht mehr für Sie freigegeben. Lösen Sie es los, wenn Sie dies gelesen haben.
pack-forbidden-next = Ihre Rolle umfasst hier keine Review-Packs.
pack-open-of = Review-Pack von { $environment } in TenantAtlas öffnen
pack-ask-of = Review-Pack von { $environment } aktualisieren
pack-pin-of = Review-Pack von { $environment } anheften
environment-number = Umgebung #{ $id }
pack-unpin-of = Review-Pack von { $environment } loslösen
pack-check-of = Heruntergeladenes Review-Pack von { $environment } prüfen
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
while-hidden-title = Wenn alle Fenster verborgen sind
while-hidden-watch-quietly = Still beobachten
while-hidden-watch-quietly-hint = Eine kleine Anfrage für alle angehefteten aktiven Vorgänge, damit Sie benachrichtigt werden, wenn sie enden.
while-hidden-suspend-completely = Ganz aussetzen
while-hidden-suspend-completely-hint = Keinerlei Anfragen. Was inzwischen endete, erfahren Sie, sobald ein Fenster gezeigt wird.
pause-title = Benachrichtigungen
pause-none = Sie werden einmal benachrichtigt, wenn ein angehefteter Vorgang endet.
pause-off = Benachrichtigungen fortsetzen
pause-one-hour = 1 Stunde pausieren
pause-until-tomorrow = Bis morgen pausieren
pause-now = Pausiert bis { $time }
language-title = Sprache
language-system = Sprache des Systems
# Each language by its own name, whichever is spoken.
language-de = Deutsch
language-en = English
appearance-title = Darstellung
appearance-system = Wie das System
appearance-light = Hell
appearance-dark = Dunkel
appearance-high-contrast = Hoher Kontrast
account-title = Konto
account-unknown = Noch keine Antwort
account-plain-watches = Etwas auf dem Weg zum Server, vielleicht ein Proxy, bricht wartende Anfragen ab. Änderungen werden in Abständen abgefragt.
sign-out = Abmelden
sign-out-demo = Demo verlassen
quit = { app-name } beenden

## Connection details

inspector-title = Verbindungsdetails
inspector-lead = Was der Server gefragt wird, wann und warum. Hinsehen ändert nichts.
inspector-copy = Kopieren
# The text carries ids instead of names.
inspector-copied = Ohne Namen kopiert, Stand { $time }.
inspector-by-hand = Die Zwischenablage ist nicht beschreibbar. Kopieren Sie den markierten Text mit der Tastatur; er enthält keine Namen.
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
gate-asked = keine vor { $time }; der Server bat, bis { $asked } zu warten
gate-probing = nach einem Fehler jeweils nur eine, bis der Server antwortet
holds-title = Vom Server gehalten
holds = bis zu { $seconds } s
holds-none = gar nicht
wish-title = Wunsch des Servers
wish = frühestens nach { $seconds } s wieder gefragt zu werden
wish-none = keiner

lane-foreground = Beobachtung des Sichtbaren
lane-quiet = Stille Beobachtung
lane-targets = { $count ->
    [one] 1 Ziel
   *[other] { $count } Ziele
}
lane-next = nächste { $next }
lane-every = alle { $seconds } s, wo der Server nicht hält
flight-held = vom Server gehalten seit { $since }, längstens bis { $until }
flight-in-flight = unterwegs seit { $since }
flight-off = aus: Verborgenes wird nicht abgefragt
flight-resting = nichts unterwegs

pollers-title = Was abgefragt wird
pollers-settled = { $count } nicht mehr abgefragt
poller-cadence = Takt
poller-answer = Letzte Antwort
poller-next = Nächste Anfrage
poller-requests = Letzte Stunde
poller-due = fällig
poller-held = vom Server gehalten
poller-idle = ruhend: noch nicht angefordert
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

## Sign-in

sign-in-title = Anmelden
sign-in-lead = Beobachten Sie TenantAtlas-Vorgänge von Ihrem Desktop aus und lassen Sie sich einmal benachrichtigen, wenn sie enden.
sign-in-server = Adresse des Gateways
sign-in-server-hint = https://monitor.atlas.example.com
sign-in-server-help = Das Gateway des Monitors neben Ihrem TenantAtlas, nicht TenantAtlas selbst.
sign-in-token = Zugriffstoken
sign-in-token-help = Ihr TenantAtlas-Administrator stellt es aus. Es wird nur im Schlüsselbund des Systems aufbewahrt.
sign-in-submit = Anmelden
sign-in-checking = Wird geprüft …
sign-in-demo = In der Demo umsehen
sign-in-demo-help = Drei erfundene Mandanten auf diesem Computer. Kein Konto nötig.

sign-in-problem-address-invalid = Das ist keine Adresse.
sign-in-problem-address-invalid-next = Schreiben Sie sie wie https://monitor.atlas.example.com.
sign-in-problem-address-not-https = Die Adresse muss mit https beginnen.
sign-in-problem-address-not-https-next = Ihr Token ginge sonst lesbar über die Leitung. Erfragen Sie die https-Adresse des Gateways.
sign-in-problem-keyring-unreadable = Das aufbewahrte Token konnte nicht aus dem Schlüsselbund des Systems gelesen werden.
sign-in-problem-keyring-unreadable-next = Entsperren Sie den Schlüsselbund und starten Sie den Monitor neu, oder geben Sie das Token noch einmal ein.
sign-in-problem-not-a-gateway = Unter dieser Adresse antwortet kein Gateway.
sign-in-problem-not-a-gateway-next = Vielleicht haben Sie die Adresse von TenantAtlas selbst eingegeben. Erfragen Sie die des Gateways bei Ihrem Administrator.
sign-in-problem-offline = Der Server war nicht zu erreichen.
sign-in-problem-offline-next = Prüfen Sie Adresse, Netzwerk und VPN und versuchen Sie es erneut.
sign-in-problem-server-trouble = Der Server meldet eine Störung.
sign-in-problem-server-trouble-next = Versuchen Sie es in einer Minute erneut. Hält die Störung an, verständigen Sie den Administrator des Gateways.
sign-in-problem-throttled = Der Server drosselt Anfragen.
sign-in-problem-throttled-next = Von hier kamen zu viele Versuche. Versuchen Sie es in einer Minute erneut.
sign-in-problem-token-empty = Das Token fehlt.
sign-in-problem-token-empty-next = Fügen Sie das Token ein, das Ihr Administrator ausgestellt hat.
sign-in-problem-token-refused = Der Server hat das Token abgelehnt.
sign-in-problem-token-refused-next = Vielleicht ist es vertippt, abgelaufen oder widerrufen. Fügen Sie es noch einmal ein oder bitten Sie um ein neues.

keyring-problem-absent = Dieser Computer hat keinen Schlüsselbund.
keyring-problem-absent-next = Installieren Sie einen, etwa GNOME Keyring oder KWallet, um angemeldet zu bleiben.
keyring-problem-denied = Der Schlüsselbund des Systems hat das Token abgelehnt.
keyring-problem-denied-next = Lassen Sie den Monitor in den Einstellungen Ihres Schlüsselbunds zu, um angemeldet zu bleiben.
keyring-problem-locked = Der Schlüsselbund des Systems ist gesperrt.
keyring-problem-locked-next = Entsperren Sie ihn und melden Sie sich erneut an, um angemeldet zu bleiben.
keyring-problem-slow = Der Schlüsselbund des Systems hat nicht geantwortet.
keyring-problem-slow-next = Vielleicht wartet er darauf, dass Sie ihn entsperren. Suchen Sie seine Abfrage und melden Sie sich dann erneut an.
keyring-memory = Ohne Speichern fortfahren
keyring-memory-help = Das Token war richtig. Es bleibt im Arbeitsspeicher, bis der Monitor beendet wird.

## A command that did not work

command-failed = Das hat nicht geklappt. Versuchen Sie es erneut.
command-failed-forbidden = Das ist Ihrer Rolle nicht erlaubt.
command-failed-gone = Das ist nicht mehr verfügbar.
command-failed-offline = Der Server war nicht zu erreichen. Versuchen Sie es erneut, wenn er wieder antwortet.
command-failed-server = Der Server meldet eine Störung. Versuchen Sie es in einer Minute erneut.
command-failed-signed-out = Sie sind abgemeldet. Melden Sie sich erneut an.
command-failed-throttled = Der Server drosselt Anfragen. Versuchen Sie es in einer Minute erneut.
command-failed-unreadable = Die Antwort des Servers war nicht lesbar.
