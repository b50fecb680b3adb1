### Words shared by the tray, the notifications and the windows.
###
### The labels of operation types are ours: TenantAtlas' own table is not public. The rule for an id is `type-` and the
### canonical code with every "." and "_" written as "-".

app-name = TenantAtlas Monitor

## Operation types

type-unknown = Unbekannter Vorgang

type-alerts-deliver = Zustellung von Warnungen
type-alerts-evaluate = Auswertung von Warnungen
type-assignments-fetch = Abruf von Zuweisungen
type-assignments-restore = Wiederherstellung von Zuweisungen
type-backup-schedule-execute = Geplante Sicherung
type-backup-schedule-purge = Bereinigung des Sicherungsplans
type-backup-schedule-retention = Aufbewahrung von Sicherungen
type-backup-set-archive = Archivierung eines Sicherungssatzes
type-backup-set-delete = Löschung eines Sicherungssatzes
type-backup-set-restore = Reaktivierung eines Sicherungssatzes
type-backup-set-update = Aktualisierung eines Sicherungssatzes
type-baseline-capture = Baseline-Erfassung
type-baseline-compare = Drift-Vergleich
type-compliance-snapshot = Compliance-Snapshot
type-directory-groups-sync = Synchronisierung der Verzeichnisgruppen
type-directory-role-definitions-sync = Synchronisierung der Verzeichnisrollen
type-entra-admin-roles-scan = Prüfung der Entra-Administratorrollen
type-environment-review-compose = Umgebungs-Review
type-environment-review-pack-generate = Erstellung eines Review-Packs
type-inventory-sync = Inventarsynchronisierung
type-ops-reconcile-adapter-runs = Abgleich von Vorgängen
type-permission-posture-check = Prüfung der Berechtigungslage
type-policy-delete = Policy-Löschung
type-policy-export = Policy-Export
type-policy-restore = Policy-Wiederherstellung
type-policy-snapshot = Policy-Snapshot
type-policy-sync = Policy-Synchronisierung
type-policy-version-force-delete = Endgültige Löschung einer Policy-Version
type-policy-version-prune = Bereinigung von Policy-Versionen
type-policy-version-restore = Reaktivierung einer Policy-Version
type-promotion-execute = Hochstufung
type-provider-connection-check = Prüfung der Providerverbindung
type-rbac-health-check = RBAC-Integritätsprüfung
type-restore-execute = Wiederherstellung
type-restore-run-delete = Löschung eines Wiederherstellungseintrags
type-restore-run-force-delete = Endgültige Löschung eines Wiederherstellungseintrags
type-restore-run-restore = Reaktivierung eines Wiederherstellungseintrags
type-tenant-evidence-snapshot-generate = Nachweis-Snapshot
type-tenant-sync = Mandantensynchronisierung

## The one line that the tray, its tooltip and the overview share

# Nothing watched is not "all is well".
summary-idle = Es wird nichts beobachtet
summary-watched = { $watched } beobachtet
summary-attention = Angeheftet: { $attention } mit Handlungsbedarf
summary-attention-and-watched = { summary-attention } · { summary-watched }
# $fault is one of the faults below.
summary-blind = Nicht verbunden: { $fault }
summary-signed-out = Nicht angemeldet

## Operations

# $id is text, so that it carries no thousands separator.
operation-number = Vorgang #{ $id }
operation-unavailable = Nicht verfügbar
operation-forbidden = Sie dürfen diesen Vorgang nicht sehen
workspace-wide = Arbeitsbereichsweit

## The two axes of an operation: how far it is, and how it ended

status-queued = Wartet auf Ausführung
status-running = Wird ausgeführt
status-completed = Abgeschlossen
status-unknown = Unbekannter Status

outcome-pending = Nicht beendet
outcome-succeeded = Erfolgreich
outcome-partially-succeeded = Teilweise erfolgreich
outcome-blocked = Blockiert
outcome-failed = Fehlgeschlagen
outcome-cancelled = Abgebrochen
outcome-unknown = Unbekanntes Ergebnis

## Freshness: whether an active operation is still alive, whether its end was only inferred

freshness-likely-stale = Hängt vermutlich
freshness-reconciled-failed = Durch Abgleich beendet

## Review packs

pack-queued = In der Warteschlange
pack-generating = Wird erstellt
pack-ready = Bereit
pack-failed = Fehlgeschlagen
pack-expired = Abgelaufen
pack-none = Kein Review-Pack
pack-unknown = Unbekannter Zustand
pack-unseen = Noch nicht abgefragt
pack-forbidden = Keine Berechtigung
pack-gone = Nicht mehr verfügbar

## How a surface refreshes

# $time is a time of day, $fault one of the faults below.
refresh-as-of = Stand { $time }, { $fault }
refresh-never = noch keine Antwort, { $fault }
# A search hit: as it was when found, and not followed.
refresh-as-found = Stand der Suche
refresh-asking = wird abgefragt …
refresh-every = { $seconds ->
    [one] jede Sekunde
   *[other] alle { $seconds } s
}
refresh-paused-hidden = pausiert: Fenster verborgen
refresh-paused-modal = pausiert: Dialog offen
refresh-quiet = still beobachtet
refresh-settled = endgültig

## What can go wrong with the server

fault-certificate-expired = Zertifikat abgelaufen
fault-certificate-name = Zertifikat eines anderen Servers
fault-certificate-not-yet-valid = Zertifikat noch nicht gültig
fault-forbidden = keine Berechtigung
fault-gone = nicht mehr verfügbar
fault-offline = kein Netzwerk
fault-proxy = Proxy führt nicht zum Server
fault-proxy-authentication = Proxy verlangt eine Anmeldung
fault-server = Serverstörung
fault-signed-out = abgemeldet
fault-throttled = Server drosselt Anfragen
fault-unreached = Server nicht erreichbar
fault-unreadable = Antwort nicht lesbar
fault-untrusted = Zertifikat nicht vertrauenswürdig

## As of when what is shown is, and what comes next

health-as-of = Alles Aktive wird mit Stand { $time } gezeigt.
health-never = Keine Antwort seit dem Start.
health-next-certificate-expired = Prüfen Sie Uhrzeit und Datum dieses Computers. Stimmen sie, muss der Administrator des Gateways das Zertifikat erneuern.
health-next-certificate-name = Prüfen Sie die Adresse des Gateways. Stimmt sie, bitten Sie seinen Administrator um ein Zertifikat auf diesen Namen.
health-next-certificate-not-yet-valid = Prüfen Sie Uhrzeit und Datum dieses Computers. Stimmen sie, verständigen Sie den Administrator des Gateways.
health-next-forbidden = Bitten Sie den Besitzer Ihres Arbeitsbereichs um Zugriff.
health-next-gone = Prüfen Sie, ob die Adresse des Gateways noch stimmt.
health-next-offline = Dieser Computer hat kein Netzwerk. Verbinden Sie ihn, dann fragt der Monitor von selbst weiter.
health-next-proxy = Der Monitor versucht es weiter. Prüfen Sie den Proxy in den Einstellungen unter „Netzwerk“ oder fragen Sie, wer ihn betreut.
health-next-proxy-authentication = Tragen Sie Benutzer und Passwort des Proxys in den Einstellungen unter „Netzwerk“ ein.
health-next-server = Der Monitor versucht es weiter. Hält die Störung an, verständigen Sie den Administrator des Gateways.
health-next-signed-out = Das Token gilt nicht mehr. Melden Sie sich mit einem neuen an.
health-next-throttled = Der Server hat um eine Pause gebeten. Danach fragt der Monitor von selbst weiter.
health-next-unreached = Der Monitor versucht es weiter. Prüfen Sie Netzwerk oder VPN.
health-next-unreadable = Unter dieser Adresse hat etwas anderes geantwortet, vielleicht ein Proxy oder eine andere Version. Prüfen Sie die Adresse.
health-next-untrusted = Fügen Sie in den Einstellungen unter „Netzwerk“ die CA-Datei Ihrer Organisation hinzu oder bitten Sie den Administrator des Gateways um ein Zertifikat, dem dieser Computer vertraut.
# Of an operation that is likely stale.
next-step-stale = Der Vorgang ist schon zu lange aktiv. Prüfen Sie in TenantAtlas, ob noch daran gearbeitet wird.

## This computer’s clock, where it is off by minutes

# $span is one of the three below.
clock-ahead = Die Uhr dieses Computers geht gegenüber der des Servers { $span } vor.
clock-behind = Die Uhr dieses Computers geht gegenüber der des Servers { $span } nach.
clock-minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
}
clock-hours = { $count ->
    [one] 1 Stunde
   *[other] { $count } Stunden
}
clock-days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}
clock-next = Stellen Sie die Uhr dieses Computers. Zeiten richten sich hier nach der Uhr des Servers.

## What the user should know about the monitor itself, each with a next step

warning-ca-file-unusable = Die Zertifikatsdatei konnte nicht verwendet werden.
warning-ca-file-unusable-next = Der Monitor arbeitet ohne sie weiter. Wählen Sie sie in den Einstellungen unter „Netzwerk“ neu aus.
warning-keyring-unavailable = Das Token bleibt nur für diese Sitzung erhalten.
warning-keyring-unavailable-next = Nach dem nächsten Start müssen Sie sich erneut anmelden.
warning-ledger-damaged = Die Datei mit dem Angehefteten ist beschädigt.
warning-ledger-damaged-next = Der Monitor lässt sie, wie sie ist, und arbeitet im Arbeitsspeicher weiter: Was Sie in dieser Sitzung anheften, ist nach einem Neustart nicht mehr da. Legen Sie eine Kopie von ledger.sqlite in den Datenordner zurück oder die Datei beiseite, und starten Sie den Monitor dann neu.
warning-ledger-newer = Ihr Angeheftetes wurde von einer neueren Version des Monitors gespeichert.
warning-ledger-newer-next = Aktualisieren Sie den Monitor. Diese Version lässt die Datei, wie sie ist, und arbeitet im Arbeitsspeicher weiter: Was Sie in dieser Sitzung anheften, ist nach einem Neustart nicht mehr da.
warning-ledger-unavailable = Angeheftetes kann nicht gespeichert werden.
warning-ledger-unavailable-next = Nach einem Neustart ist nichts davon mehr da. Prüfen Sie freien Speicherplatz und Zugriffsrechte des Datenordners, und starten Sie den Monitor dann neu.
warning-link-elsewhere = Einem Link für einen anderen Server wurde nicht gefolgt.
warning-link-elsewhere-next = Der Monitor folgt Links des Servers, bei dem Sie angemeldet sind. Melden Sie sich dort an und klicken Sie noch einmal auf den Link, um ihm zu folgen.
warning-link-unreadable = Ein Link war nicht lesbar, und ihm wurde nicht gefolgt.
warning-link-unreadable-next = Suchen Sie den Vorgang oder das Review-Pack stattdessen in der Übersicht, und melden Sie den Link der Verwaltung der Seite, auf der er steht.
warning-managed-unreadable = Die Einstellungen Ihres Administrators enthalten einen Fehler.
warning-managed-unreadable-next = Zeigen Sie ihm die Zeilen, die in den Einstellungen unter „Diagnose“ stehen. Alle anderen gelten.
warning-notifications-unavailable = Die letzte Benachrichtigung hat den Desktop nicht erreicht.
warning-notifications-unavailable-next = Prüfen Sie, ob ein Benachrichtigungsdienst läuft. Sehen Sie bis dahin hier nach.
warning-proxy-unusable = Der Proxy in den Einstellungen kann nicht verwendet werden.
warning-proxy-unusable-next = Der Monitor verwendet vorerst den Proxy des Systems, falls es einen gibt. Richten Sie Ihren in den Einstellungen unter „Netzwerk“ neu ein.
warning-settings-out-of-reach = Ihre Einstellungen konnten nicht gelesen werden.
warning-settings-out-of-reach-next = Der Monitor lässt sie, wie sie sind: Er arbeitet mit seinen eigenen weiter und behält keine Änderung. Prüfen Sie die Zugriffsrechte von settings.json im Datenordner, und starten Sie den Monitor dann neu.
warning-settings-replaced = Ihre Einstellungen waren beschädigt, und der Monitor hat mit seinen eigenen begonnen.
warning-settings-replaced-next = Die beschädigte Datei bleibt im Datenordner; ihr Name beginnt mit settings.unreadable. Melden Sie sich neu an, wo Sie darum gebeten werden, und richten Sie die Einstellungen noch einmal ein.
warning-settings-unsaved = Ihre Einstellungen können nicht gespeichert werden.
warning-settings-unsaved-next = Was Sie wählen, gilt, bis der Monitor endet. Prüfen Sie freien Speicherplatz und Zugriffsrechte des Datenordners: Die nächste Änderung speichert alle.
warning-tray-unavailable = Kein Infobereich zeigt das Symbol des Monitors.
warning-tray-unavailable-next = Dieses Fenster wird verkleinert statt geschlossen. Aktivieren Sie unter GNOME die Erweiterung AppIndicator.
