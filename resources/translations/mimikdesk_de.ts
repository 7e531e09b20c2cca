<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>Activity</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Account, group, contract or words; words in quotes belong together</source>
        <translation>Konto, Gruppe, Kontrakt oder Wörter; in Anführungszeichen gehören Wörter zusammen</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>Alle Konten</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>Alle Gruppen</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>Alle Stufen</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>Jederzeit</translation>
    </message>
    <message>
        <source>Clipped</source>
        <translation>Gekürzt</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Kontrakt</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Copy line</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Critical only</source>
        <translation>Nur kritische</translation>
    </message>
    <message>
        <source>Each trade of the leader appears here, with what became of it on every follower and why. Place a trade on the practice ticket to see it.</source>
        <translation>Hier erscheint jeder Trade des Leaders, mit dem, was bei jedem Follower daraus wurde, und warum. Handeln Sie auf dem Übungsticket, um es zu sehen.</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Ausführung</translation>
    </message>
    <message>
        <source>Fills</source>
        <translation>Ausführungen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find in activity</source>
        <translation>In der Aktivität suchen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Held back</source>
        <translation>Zurückgehalten</translation>
    </message>
    <message>
        <source>Last 2 hours</source>
        <translation>Letzte 2 Stunden</translation>
    </message>
    <message>
        <source>Last 30 minutes</source>
        <translation>Letzte 30 Minuten</translation>
    </message>
    <message>
        <source>Last 5 minutes</source>
        <translation>Letzte 5 Minuten</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>No line matches</source>
        <translation>Keine Zeile passt</translation>
    </message>
    <message>
        <source>Not copied</source>
        <translation>Nicht kopiert</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Noch ist nichts geschehen</translation>
    </message>
    <message>
        <source>Nothing to do</source>
        <translation>Nichts zu tun</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Notices</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Only {0}</source>
        <translation>Nur {0}</translation>
    </message>
    <message>
        <source>Open the practice ticket</source>
        <translation>Übungsticket öffnen</translation>
    </message>
    <message>
        <source>Reset choices</source>
        <translation>Auswahl zurücksetzen</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Story</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Story of this trade</source>
        <translation>Verlauf dieses Trades</translation>
    </message>
    <message>
        <source>Take a word away, or show all kinds of lines.</source>
        <translation>Nehmen Sie ein Wort weg, oder zeigen Sie alle Arten von Zeilen.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Warnings and worse</source>
        <translation>Ab Warnung</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>What every follower did about this trade, and when (Enter)</source>
        <translation>Was jeder Follower aus diesem Trade machte, und wann (Enter)</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>Write the whole log as a file, also of earlier days</source>
        <translation>Das ganze Log als Datei schreiben, auch von früheren Tagen</translation>
    </message>
    <message numerus="yes">
        <source>{0} lines</source>
        <comment>{0} line</comment>
        <translation>
            <numerusform>{0} Zeile</numerusform>
            <numerusform>{0} Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
</context>
<context>
    <name>Alerts</name>
    <message>
        <source>All seen</source>
        <translation>Alle gesehen</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>Close notifications</source>
        <translation>Meldungen schließen</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Critical: {0}</source>
        <translation>Kritisch: {0}</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Nothing to look at</source>
        <translation>Nichts Neues</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Notifications: {0}</source>
        <translation>Meldungen: {0}</translation>
    </message>
    <message>
        <source>Open the notifications (Ctrl+B)</source>
        <translation>Meldungen öffnen (Ctrl+B)</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>Seen: {0}</source>
        <translation>Gesehen: {0}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Sound is off</source>
        <translation>Ton ist aus</translation>
    </message>
    <message>
        <source>Sound is off. Press to switch it on.</source>
        <translation>Ton ist aus. Drücken, um ihn einzuschalten.</translation>
    </message>
    <message>
        <source>Sound is on</source>
        <translation>Ton ist an</translation>
    </message>
    <message>
        <source>Sound is on. Press to switch it off.</source>
        <translation>Ton ist an. Drücken, um ihn auszuschalten.</translation>
    </message>
    <message>
        <source>Trades that were held back, lost connections, exits that do not get through and what the guard does about a follower appear here, and stay until you have seen them.</source>
        <translation>Hier stehen zurückgehaltene Trades, abgerissene Verbindungen, Ausstiege, die nicht durchkommen, und was der Wächter bei einem Follower tut. Jede Meldung bleibt, bis Sie sie gesehen haben.</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>und {0} weitere</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>nicht gesehen</translation>
    </message>
    <message>
        <source>over by now</source>
        <translation>inzwischen vorbei</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>gesehen</translation>
    </message>
    <message>
        <source>sound off</source>
        <translation>Ton aus</translation>
    </message>
    <message>
        <source>{0} (and {1} more)</source>
        <translation>{0} (und {1} weitere)</translation>
    </message>
    <message>
        <source>{0} critical</source>
        <translation>{0} kritisch</translation>
    </message>
    <message>
        <source>{0} not seen</source>
        <translation>{0} nicht gesehen</translation>
    </message>
    <message numerus="yes">
        <source>{0} notifications not seen</source>
        <comment>{0} notification not seen</comment>
        <translation>
            <numerusform>{0} Meldung nicht gesehen</numerusform>
            <numerusform>{0} Meldungen nicht gesehen</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} times, first {1}; last {2}</source>
        <translation>{0}-mal, zuerst {1}; zuletzt {2}</translation>
    </message>
</context>
<context>
    <name>Check</name>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>Adopting</source>
        <translation>Wird übernommen</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>Erneut prüfen</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Abweichungen</translation>
    </message>
    <message>
        <source>Every follower fits its leader</source>
        <translation>Jeder Follower passt zu seinem Leader</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Glattstellen</translation>
    </message>
    <message>
        <source>Flatten {0}</source>
        <translation>{0} glattstellen</translation>
    </message>
    <message>
        <source>Flattening</source>
        <translation>Wird glattgestellt</translation>
    </message>
    <message>
        <source>Foreign</source>
        <translation>Fremde</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>It stays flat and copies again from the leader&apos;s next trade.</source>
        <translation>Er bleibt flat und kopiert wieder ab dem nächsten Trade des Leaders.</translation>
    </message>
    <message>
        <source>Leaving it</source>
        <translation>Bleibt, wie er ist</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Gelesen</translation>
    </message>
    <message>
        <source>Read every account afresh (F5)</source>
        <translation>Jedes Konto neu lesen (F5)</translation>
    </message>
    <message>
        <source>Reading every account</source>
        <translation>Alle Konten werden gelesen</translation>
    </message>
    <message>
        <source>Session check</source>
        <translation>Sitzungsprüfung</translation>
    </message>
    <message>
        <source>Stay flat</source>
        <translation>Flat bleiben</translation>
    </message>
    <message>
        <source>The account, the leader of a group first</source>
        <translation>Das Konto, der Leader einer Gruppe zuerst</translation>
    </message>
    <message>
        <source>The broker&apos;s clock against this computer&apos;s</source>
        <translation>Die Uhr des Brokers gegen die dieses Rechners</translation>
    </message>
    <message>
        <source>The copy group, and the account&apos;s role in it</source>
        <translation>Die Kopiergruppe und die Rolle des Kontos darin</translation>
    </message>
    <message>
        <source>The login the account hangs on, and its line</source>
        <translation>Das Login, an dem das Konto hängt, und seine Verbindung</translation>
    </message>
    <message>
        <source>Until it is answered, nothing is opened in that contract. Exits go through.</source>
        <translation>Bis zur Antwort wird in diesem Kontrakt nichts eröffnet. Ausstiege gehen durch.</translation>
    </message>
    <message>
        <source>What the broker says the account holds</source>
        <translation>Was das Konto laut Broker hält</translation>
    </message>
    <message>
        <source>Whether a risk rule keeps the account from opening</source>
        <translation>Ob eine Risikoregel das Konto am Eröffnen hindert</translation>
    </message>
    <message>
        <source>Whether the account was read since the check was asked for</source>
        <translation>Ob das Konto seit der Anforderung der Prüfung gelesen wurde</translation>
    </message>
    <message>
        <source>Working orders</source>
        <translation>Offene Orders</translation>
    </message>
    <message>
        <source>Working orders that are not MimikDesk&apos;s</source>
        <translation>Offene Orders, die nicht von MimikDesk sind</translation>
    </message>
    <message>
        <source>no group</source>
        <translation>keine Gruppe</translation>
    </message>
    <message>
        <source>no line</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>liest</translation>
    </message>
    <message numerus="yes">
        <source>{0} differences from the leader to settle</source>
        <comment>{0} difference from the leader to settle</comment>
        <translation>
            <numerusform>{0} Abweichung vom Leader zu klären</numerusform>
            <numerusform>{0} Abweichungen vom Leader zu klären</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{0} in {1}</translation>
    </message>
    <message>
        <source>{0}, leader</source>
        <translation>{0}, Leader</translation>
    </message>
    <message numerus="yes">
        <source>{1}; {0} accounts could not be read</source>
        <comment>{1}; {0} account could not be read</comment>
        <translation>
            <numerusform>{1}; {0} Konto war nicht lesbar</numerusform>
            <numerusform>{1}; {0} Konten waren nicht lesbar</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Cockpit</name>
    <message>
        <source>A copy group is one leader account and the followers that take his trades. Its accounts appear here, each with what it holds and what it should hold.</source>
        <translation>Eine Kopiergruppe ist ein Leader-Konto und die Follower, die seine Trades mitmachen. Hier erscheinen ihre Konten, jedes mit dem, was es hält und was es halten soll.</translation>
    </message>
    <message>
        <source>A part of it is reckoned with prices that are too old.</source>
        <translation>Ein Teil davon ist mit zu alten Preisen gerechnet.</translation>
    </message>
    <message>
        <source>A {0} closes the whole position.</source>
        <translation>Ein {0} schließt die ganze Position.</translation>
    </message>
    <message>
        <source>A {0} closes {1} of {2} contracts.</source>
        <translation>Ein {0} schließt {1} von {2} Kontrakten.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Account, connection, contract or state</source>
        <translation>Konto, Verbindung, Kontrakt oder Zustand</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>As in the group</source>
        <translation>Wie in der Gruppe</translation>
    </message>
    <message>
        <source>Average</source>
        <translation>Einstand</translation>
    </message>
    <message>
        <source>Average entry price</source>
        <translation>Durchschnittlicher Einstiegspreis</translation>
    </message>
    <message>
        <source>Cash and open profit or loss</source>
        <translation>Guthaben und offener Gewinn oder Verlust</translation>
    </message>
    <message>
        <source>Change it with Ctrl+G.</source>
        <translation>Ändern mit Ctrl+G.</translation>
    </message>
    <message>
        <source>Cockpit</source>
        <translation>Cockpit</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Kontrakt</translation>
    </message>
    <message>
        <source>Contracts of the position that a working stop would close</source>
        <translation>Kontrakte der Position, die ein gültiger Stop schließen würde</translation>
    </message>
    <message>
        <source>Copied in</source>
        <translation>Kopiert in</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopie</translation>
    </message>
    <message>
        <source>Copy cell</source>
        <translation>Zelle kopieren</translation>
    </message>
    <message>
        <source>Copy new trades</source>
        <translation>Neue Trades kopieren</translation>
    </message>
    <message>
        <source>Copy new trades again.</source>
        <translation>Neue Trades wieder kopieren.</translation>
    </message>
    <message>
        <source>Copy new trades to this follower. Exits go through either way</source>
        <translation>Neue Trades auf diesen Follower kopieren. Ausstiege gehen immer durch</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Copying off for {0}</source>
        <translation>Kopieren aus für {0}</translation>
    </message>
    <message>
        <source>Copying on for {0}</source>
        <translation>Kopieren an für {0}</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Day P&amp;L</source>
        <translation>G/V Tag</translation>
    </message>
    <message>
        <source>Day profit or loss of all groups</source>
        <translation>Tagesgewinn oder -verlust aller Gruppen</translation>
    </message>
    <message>
        <source>Day profit or loss of the group</source>
        <translation>Tagesgewinn oder -verlust der Gruppe</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit {0}</source>
        <translation>{0} bearbeiten</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Soll</translation>
    </message>
    <message>
        <source>Find accounts</source>
        <translation>Konten suchen</translation>
    </message>
    <message>
        <source>Find an account (Ctrl+F)</source>
        <translation>Konto suchen (Ctrl+F)</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Glatt</translation>
    </message>
    <message>
        <source>Flatten all</source>
        <translation>Alle glattstellen</translation>
    </message>
    <message>
        <source>Flatten group</source>
        <translation>Gruppe glattstellen</translation>
    </message>
    <message>
        <source>Flatten group {0}</source>
        <translation>Gruppe {0} glattstellen</translation>
    </message>
    <message>
        <source>Flatten {0}</source>
        <translation>{0} glattstellen</translation>
    </message>
    <message>
        <source>Flattening</source>
        <translation>Wird glattgestellt</translation>
    </message>
    <message>
        <source>Fold all groups</source>
        <translation>Alle Gruppen einklappen</translation>
    </message>
    <message>
        <source>Fold away the accounts of {0}</source>
        <translation>Die Konten von {0} einklappen</translation>
    </message>
    <message>
        <source>Fold its accounts away</source>
        <translation>Konten einklappen</translation>
    </message>
    <message>
        <source>Group {0}</source>
        <translation>Gruppe {0}</translation>
    </message>
    <message>
        <source>Group {0}, {1}, day {2}</source>
        <translation>Gruppe {0}, {1}, Tag {2}</translation>
    </message>
    <message>
        <source>Guard of its group...</source>
        <translation>Wächter der Gruppe …</translation>
    </message>
    <message>
        <source>Guard of {0}: {1}</source>
        <translation>Wächter von {0}: {1}</translation>
    </message>
    <message>
        <source>Guard...</source>
        <translation>Wächter …</translation>
    </message>
    <message>
        <source>Hidden. Ctrl+H shows amounts again.</source>
        <translation>Verborgen. Ctrl+H zeigt Beträge wieder.</translation>
    </message>
    <message>
        <source>Hide all amounts of money (Ctrl+H)</source>
        <translation>Alle Geldbeträge verbergen (Ctrl+H)</translation>
    </message>
    <message>
        <source>Hide amounts of money</source>
        <translation>Geldbeträge verbergen</translation>
    </message>
    <message>
        <source>How far the nearest armed limit against losses is</source>
        <translation>Wie weit die nächste scharfe Verlustgrenze entfernt ist</translation>
    </message>
    <message>
        <source>How the table is shown: columns, row height, sorting</source>
        <translation>Wie die Tabelle aussieht: Spalten, Zeilenhöhe, Sortierung</translation>
    </message>
    <message>
        <source>In step</source>
        <translation>Im Gleichlauf</translation>
    </message>
    <message>
        <source>Incident report...</source>
        <translation>Vorfallbericht …</translation>
    </message>
    <message>
        <source>It may be another by now.</source>
        <translation>Inzwischen kann sie anders sein.</translation>
    </message>
    <message>
        <source>Last copy: from seeing the leader&apos;s fill to sending the order</source>
        <translation>Letzte Kopie: vom Sehen der Ausführung des Leaders bis zum Senden der Order</translation>
    </message>
    <message>
        <source>Last copy: ticks behind the leader&apos;s price; positive is worse</source>
        <translation>Letzte Kopie: Ticks hinter dem Preis des Leaders; positiv ist schlechter</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>Leader, or the factor of the follower&apos;s size</source>
        <translation>Leader, oder der Faktor für die Größe des Followers</translation>
    </message>
    <message>
        <source>Low rows</source>
        <translation>Niedrige Zeilen</translation>
    </message>
    <message>
        <source>MimikDesk watches the leader and never trades on it.</source>
        <translation>MimikDesk beobachtet den Leader und handelt nie auf ihm.</translation>
    </message>
    <message>
        <source>Net liq</source>
        <translation>Net Liq</translation>
    </message>
    <message>
        <source>No copy group yet</source>
        <translation>Noch keine Kopiergruppe</translation>
    </message>
    <message>
        <source>No working stop.</source>
        <translation>Kein gültiger Stop.</translation>
    </message>
    <message>
        <source>Not known yet: there is no price for it.</source>
        <translation>Noch nicht bekannt: Es gibt keinen Preis dafür.</translation>
    </message>
    <message>
        <source>Off: only exits are copied. Click to switch on.</source>
        <translation>Aus: Nur Ausstiege werden kopiert. Klicken zum Einschalten.</translation>
    </message>
    <message>
        <source>On: new trades are copied. Click to switch off.</source>
        <translation>An: Neue Trades werden kopiert. Klicken zum Ausschalten.</translation>
    </message>
    <message>
        <source>Open P&amp;L</source>
        <translation>G/V offen</translation>
    </message>
    <message>
        <source>Order on its way</source>
        <translation>Order unterwegs</translation>
    </message>
    <message>
        <source>Orders</source>
        <translation>Orders</translation>
    </message>
    <message>
        <source>Out of step</source>
        <translation>Nicht im Gleichlauf</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Pause copying</source>
        <translation>Kopieren anhalten</translation>
    </message>
    <message>
        <source>Pause copying in {0}</source>
        <translation>Kopieren in {0} anhalten</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Press and hold to close the position and cancel all orders</source>
        <translation>Gedrückt halten, um die Position zu schließen und alle Orders zu stornieren</translation>
    </message>
    <message>
        <source>Press and hold to flatten this follower.</source>
        <translation>Gedrückt halten, um diesen Follower glattzustellen.</translation>
    </message>
    <message>
        <source>Press and hold, or hold Ctrl+Shift+F, to flatten every follower.</source>
        <translation>Gedrückt halten, oder Ctrl+Shift+F halten, um jeden Follower glattzustellen.</translation>
    </message>
    <message>
        <source>Press and hold, or hold Ctrl+Shift+G on one of its rows, to flatten its followers.</source>
        <translation>Gedrückt halten, oder Ctrl+Shift+G auf einer ihrer Zeilen, um ihre Follower glattzustellen.</translation>
    </message>
    <message>
        <source>Press and hold, or hold F, to flatten {0}: cancel its orders and close its positions.</source>
        <translation>Gedrückt halten, oder F halten, um {0} glattzustellen: Orders stornieren, Positionen schließen.</translation>
    </message>
    <message>
        <source>Profit or loss of the open position</source>
        <translation>Gewinn oder Verlust der offenen Position</translation>
    </message>
    <message>
        <source>Profit or loss since the trading day began, fees included</source>
        <translation>Gewinn oder Verlust seit Beginn des Handelstags, mit Gebühren</translation>
    </message>
    <message>
        <source>Reckoned with a price worked out from the broker&apos;s figures of {0}.</source>
        <translation>Gerechnet mit einem Preis aus Zahlen des Brokers von {0}.</translation>
    </message>
    <message>
        <source>Reckoned with the price of a fill {0}.</source>
        <translation>Gerechnet mit dem Preis einer Ausführung {0}.</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Resume after a hold</source>
        <translation>Nach einem Halt fortsetzen</translation>
    </message>
    <message>
        <source>Resume copying</source>
        <translation>Weiter kopieren</translation>
    </message>
    <message>
        <source>Resume copying in {0}</source>
        <translation>Kopieren in {0} fortsetzen</translation>
    </message>
    <message>
        <source>Row height as the number of accounts asks</source>
        <translation>Zeilenhöhe nach Zahl der Konten</translation>
    </message>
    <message>
        <source>Should be {0}, is {1}.</source>
        <translation>Soll {0}, ist {1}.</translation>
    </message>
    <message>
        <source>{0} (no room now)</source>
        <translation>{0} (gerade kein Platz)</translation>
    </message>
    <message>
        <source>{0} to the limit</source>
        <translation>{0} bis zur Grenze</translation>
    </message>
    <message>
        <source>Show amounts of money again (Ctrl+H)</source>
        <translation>Geldbeträge wieder zeigen (Ctrl+H)</translation>
    </message>
    <message>
        <source>Show in activity</source>
        <translation>In der Aktivität zeigen</translation>
    </message>
    <message>
        <source>Show its accounts</source>
        <translation>Konten zeigen</translation>
    </message>
    <message>
        <source>Show the accounts of {0}</source>
        <translation>Die Konten von {0} zeigen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Slip</source>
        <translation>Slip</translation>
    </message>
    <message>
        <source>Sort accounts in their groups</source>
        <translation>Konten in ihren Gruppen sortieren</translation>
    </message>
    <message>
        <source>Sort again now</source>
        <translation>Jetzt neu sortieren</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Stop copying new trades</source>
        <translation>Keine neuen Trades mehr kopieren</translation>
    </message>
    <message>
        <source>Stop copying new trades; exits still go through.</source>
        <translation>Keine neuen Trades mehr kopieren; Ausstiege gehen weiter durch.</translation>
    </message>
    <message>
        <source>Story of its last copy</source>
        <translation>Verlauf der letzten Kopie</translation>
    </message>
    <message>
        <source>Switched off after a breach: {0} Click to switch it on again.</source>
        <translation>Nach einem Verstoß ausgeschaltet: {0} Klicken zum Wiedereinschalten.</translation>
    </message>
    <message>
        <source>Tall rows</source>
        <translation>Hohe Zeilen</translation>
    </message>
    <message>
        <source>The account, the leader first</source>
        <translation>Das Konto, der Leader zuerst</translation>
    </message>
    <message>
        <source>The broker&apos;s own figure of {0}.</source>
        <translation>Die eigene Zahl des Brokers von {0}.</translation>
    </message>
    <message>
        <source>The instrument held or expected</source>
        <translation>Das gehaltene oder erwartete Instrument</translation>
    </message>
    <message>
        <source>The leader has a working stop, this position has none.</source>
        <translation>Der Leader hat einen gültigen Stop, diese Position keinen.</translation>
    </message>
    <message>
        <source>The login the account hangs on, and its line</source>
        <translation>Das Login, an dem das Konto hängt, und seine Verbindung</translation>
    </message>
    <message>
        <source>The other way round</source>
        <translation>Andersherum</translation>
    </message>
    <message>
        <source>The prices have stopped. Reckoned with the last one, of {0}.</source>
        <translation>Es kommen keine Preise mehr. Gerechnet mit dem letzten, von {0}.</translation>
    </message>
    <message>
        <source>To limit</source>
        <translation>Bis Grenze</translation>
    </message>
    <message>
        <source>Unfold all groups</source>
        <translation>Alle Gruppen ausklappen</translation>
    </message>
    <message>
        <source>Usual columns, order and widths</source>
        <translation>Übliche Spalten, Reihenfolge und Breiten</translation>
    </message>
    <message>
        <source>Watched</source>
        <translation>Beobachtet</translation>
    </message>
    <message>
        <source>What the broker says the account holds</source>
        <translation>Was das Konto laut Broker hält</translation>
    </message>
    <message>
        <source>What the follower would hold had every copy filled as decided</source>
        <translation>Was der Follower hielte, wäre jede Kopie wie entschieden ausgeführt</translation>
    </message>
    <message>
        <source>Whether the account holds what it should, and why not</source>
        <translation>Ob das Konto hält, was es soll, und warum nicht</translation>
    </message>
    <message>
        <source>Why, and what to do</source>
        <translation>Warum, und was zu tun ist</translation>
    </message>
    <message>
        <source>Working orders</source>
        <translation>Offene Orders</translation>
    </message>
    <message>
        <source>Yes, flatten its followers now</source>
        <translation>Ja, ihre Follower jetzt glattstellen</translation>
    </message>
    <message>
        <source>Yes, flatten now</source>
        <translation>Ja, jetzt glattstellen</translation>
    </message>
    <message>
        <source>hidden</source>
        <translation>verborgen</translation>
    </message>
    <message>
        <source>no stop</source>
        <translation>kein Stop</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>stop at {0}</source>
        <translation>Stop bei {0}</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>{0}, after a breach: {1}</source>
        <translation>{0}, nach einem Verstoß: {1}</translation>
    </message>
    <message>
        <source>{0}, off by {1}</source>
        <translation>{0}, Abweichung {1}</translation>
    </message>
    <message numerus="yes">
        <source>{1} of {0} followers in step</source>
        <comment>{1} of {0} follower in step</comment>
        <translation>
            <numerusform>{1} von {0} Follower im Gleichlauf</numerusform>
            <numerusform>{1} von {0} Followern im Gleichlauf</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Connect</name>
    <message>
        <source>A new try makes sense after {0}.</source>
        <translation>Ein neuer Versuch lohnt sich erst nach {0}.</translation>
    </message>
    <message>
        <source>Accounts found</source>
        <translation>Gefundene Konten</translation>
    </message>
    <message>
        <source>Add connection</source>
        <translation>Verbindung hinzufügen</translation>
    </message>
    <message>
        <source>All its accounts come back together.</source>
        <translation>Alle ihre Konten sind damit wieder da.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Being tried</source>
        <translation>Versuch läuft</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Closed by the broker: it is listed, and neither leads nor follows.</source>
        <translation>Vom Broker geschlossen: Es wird aufgeführt, kann aber weder führen noch folgen.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Connect a broker</source>
        <translation>Broker verbinden</translation>
    </message>
    <message>
        <source>Connecting to {0}</source>
        <translation>Verbindung zu {0} wird aufgebaut</translation>
    </message>
    <message>
        <source>Connecting...</source>
        <translation>Verbindung wird aufgebaut …</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>For a first look nothing of this is needed: the practice accounts ask for no login. They are on the page Connections.</source>
        <translation>Für einen ersten Eindruck brauchen Sie nichts davon: Die Übungskonten verlangen keine Anmeldung. Sie stehen auf der Seite Verbindungen.</translation>
    </message>
    <message>
        <source>For example {0}</source>
        <translation>Zum Beispiel {0}</translation>
    </message>
    <message>
        <source>Give it a name.</source>
        <translation>Geben Sie ihr einen Namen.</translation>
    </message>
    <message>
        <source>Go on with {0}</source>
        <translation>Weiter mit {0}</translation>
    </message>
    <message>
        <source>How do you log in?</source>
        <translation>Wie melden Sie sich an?</translation>
    </message>
    <message>
        <source>Its accounts can be put into a copy group now, as leader or as followers.</source>
        <translation>Die Konten können jetzt in eine Kopiergruppe, als Leader oder als Follower.</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Make a copy group</source>
        <translation>Kopiergruppe anlegen</translation>
    </message>
    <message>
        <source>Name of the connection</source>
        <translation>Name der Verbindung</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>No accounts here</source>
        <translation>Keine Konten hier</translation>
    </message>
    <message>
        <source>No keyring takes secrets on this computer. The login is known until MimikDesk ends; after that you sign in again. With a keyring (on Linux a Secret Service such as GNOME Keyring or KWallet) it is kept.</source>
        <translation>Auf diesem Rechner nimmt kein Schlüsselbund Zugangsdaten an. Die Anmeldung gilt, bis MimikDesk endet; danach melden Sie sich neu an. Mit einem Schlüsselbund (unter Linux ein Secret Service wie GNOME Keyring oder KWallet) bleibt sie erhalten.</translation>
    </message>
    <message>
        <source>Nothing came back from the browser</source>
        <translation>Aus dem Browser kam nichts zurück</translation>
    </message>
    <message>
        <source>Open the browser</source>
        <translation>Browser öffnen</translation>
    </message>
    <message>
        <source>Read only: it can lead a group. It cannot follow, for the broker takes no orders for it from this login.</source>
        <translation>Nur lesbar: Das Konto kann eine Gruppe führen. Folgen kann es nicht, denn der Broker nimmt dafür von diesem Login keine Orders an.</translation>
    </message>
    <message>
        <source>Sign in again to “{0}”</source>
        <translation>Bei „{0}“ neu anmelden</translation>
    </message>
    <message>
        <source>Sign in: {0}</source>
        <translation>Anmelden: {0}</translation>
    </message>
    <message>
        <source>Step {0} of {1}</source>
        <translation>Schritt {0} von {1}</translation>
    </message>
    <message>
        <source>That is another login</source>
        <translation>Das ist ein anderes Login</translation>
    </message>
    <message>
        <source>The broker could not be reached</source>
        <translation>Der Broker war nicht erreichbar</translation>
    </message>
    <message>
        <source>The broker does not know this computer yet</source>
        <translation>Der Broker kennt diesen Rechner noch nicht</translation>
    </message>
    <message>
        <source>The broker wants no further try for now</source>
        <translation>Der Broker will vorerst keinen weiteren Versuch</translation>
    </message>
    <message>
        <source>The connection could not be saved</source>
        <translation>Die Verbindung konnte nicht gespeichert werden</translation>
    </message>
    <message>
        <source>The login was refused</source>
        <translation>Die Anmeldung wurde abgelehnt</translation>
    </message>
    <message>
        <source>The name stands beside each of its accounts. A firm&apos;s name is a good one.</source>
        <translation>Der Name steht neben jedem ihrer Konten. Gut passt der Name der Firma.</translation>
    </message>
    <message>
        <source>There is a connection named “{0}” already.</source>
        <translation>Eine Verbindung namens „{0}“ gibt es schon.</translation>
    </message>
    <message>
        <source>This is connected already</source>
        <translation>Das ist schon verbunden</translation>
    </message>
    <message>
        <source>This is needed.</source>
        <translation>Diese Angabe fehlt.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Ways to log in</source>
        <translation>Wege der Anmeldung</translation>
    </message>
    <message>
        <source>What is it to be called?</source>
        <translation>Wie soll die Verbindung heißen?</translation>
    </message>
    <message>
        <source>Where are your accounts?</source>
        <translation>Wo liegen Ihre Konten?</translation>
    </message>
    <message>
        <source>Which broker?</source>
        <translation>Welcher Broker?</translation>
    </message>
    <message numerus="yes">
        <source>{0} accounts found</source>
        <comment>{0} account found</comment>
        <translation>
            <numerusform>{0} Konto gefunden</numerusform>
            <numerusform>{0} Konten gefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} accounts. {1}</source>
        <comment>{0} account. {1}</comment>
        <translation>
            <numerusform>{0} Konto. {1}</numerusform>
            <numerusform>{0} Konten. {1}</numerusform>
        </translation>
    </message>
    <message>
        <source>“{0}” is connected</source>
        <translation>„{0}“ ist verbunden</translation>
    </message>
    <message>
        <source>“{0}” is signed in again</source>
        <translation>„{0}“ ist wieder angemeldet</translation>
    </message>
</context>
<context>
    <name>Connections</name>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>A connection is one login at one broker, with all its accounts. Connect the one that you trade on, and those that are to follow it.</source>
        <translation>Eine Verbindung ist ein Login bei einem Broker, mit allen seinen Konten. Verbinden Sie das Login, mit dem Sie handeln, und die, die ihm folgen sollen.</translation>
    </message>
    <message>
        <source>Accounts of it are in {0}. While it is switched off they are not seen: no copies, no exits, no guard.</source>
        <translation>Konten davon sind in {0}. Solange sie getrennt ist, werden sie nicht gesehen: keine Kopien, keine Ausstiege, kein Wächter.</translation>
    </message>
    <message>
        <source>Add a login at a broker, step by step.</source>
        <translation>Ein Login bei einem Broker hinzufügen, Schritt für Schritt.</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Connect a broker</source>
        <translation>Broker verbinden</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>Verbunden</translation>
    </message>
    <message>
        <source>Connection {0}: {1}</source>
        <translation>Verbindung {0}: {1}</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>Trennen</translation>
    </message>
    <message>
        <source>Disconnected</source>
        <translation>Getrennt</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>MimikDesk forgets this login and its secrets. The accounts at the broker stay as they are, and what happened on them stays in the record.</source>
        <translation>MimikDesk vergisst dieses Login und seine Zugangsdaten. Die Konten beim Broker bleiben, wie sie sind, und was auf ihnen geschah, bleibt aufgezeichnet.</translation>
    </message>
    <message>
        <source>No accounts yet</source>
        <translation>Noch keine Konten</translation>
    </message>
    <message>
        <source>No connection yet</source>
        <translation>Noch keine Verbindung</translation>
    </message>
    <message>
        <source>No keyring takes its secrets, so they are known until MimikDesk ends. You will have to sign in again after that.</source>
        <translation>Kein Schlüsselbund nimmt die Zugangsdaten an; sie gelten, bis MimikDesk endet. Danach müssen Sie sich neu anmelden.</translation>
    </message>
    <message>
        <source>Practice accounts</source>
        <translation>Übungskonten</translation>
    </message>
    <message>
        <source>Rate budget</source>
        <translation>Anfragen-Budget</translation>
    </message>
    <message>
        <source>Read every account of it afresh, and say how that went.</source>
        <translation>Jedes Konto davon neu lesen und sagen, wie das ging.</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Nur lesbar</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Verbindet neu</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Set up the practice exchange: a leader, three followers, and no money at risk.</source>
        <translation>Die Übungsbörse einrichten: ein Leader, drei Follower und kein Geld im Risiko.</translation>
    </message>
    <message>
        <source>Sign in again</source>
        <translation>Neu anmelden</translation>
    </message>
    <message>
        <source>Stay connected</source>
        <translation>Verbunden bleiben</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>nur lesbar</translation>
    </message>
    <message numerus="yes">
        <source>{0} accounts: {1}</source>
        <comment>{0} account: {1}</comment>
        <translation>
            <numerusform>{0} Konto: {1}</numerusform>
            <numerusform>{0} Konten: {1}</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} now: {1}</source>
        <translation>Jetzt {0}: {1}</translation>
    </message>
    <message>
        <source>{0} of {1} connected</source>
        <translation>{0} von {1} verbunden</translation>
    </message>
    <message numerus="yes">
        <source>{0} want your eye</source>
        <comment>{0} wants your eye</comment>
        <translation>
            <numerusform>{0} braucht Sie</numerusform>
            <numerusform>{0} brauchen Sie</numerusform>
        </translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>„{0}“</translation>
    </message>
</context>
<context>
    <name>Crash</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation>Diagnose kopieren</translation>
    </message>
    <message>
        <source>MimikDesk crashed last time</source>
        <translation>MimikDesk ist beim letzten Mal abgestürzt</translation>
    </message>
    <message>
        <source>Save diagnostics...</source>
        <translation>Diagnose speichern …</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>Ordner zeigen</translation>
    </message>
    <message>
        <source>The folder cannot be opened from here. It is {0}.</source>
        <translation>Der Ordner lässt sich von hier nicht öffnen. Es ist {0}.</translation>
    </message>
    <message>
        <source>The program ended at once because of a fault in it or in a library it uses. First compare positions and orders of your accounts with the broker, or open the session check; then send the diagnostics to whoever helps you.</source>
        <translation>Das Programm endete plötzlich, wegen eines Fehlers in ihm oder in einer Bibliothek, die es nutzt. Vergleichen Sie zuerst Positionen und Orders Ihrer Konten mit dem Broker, oder öffnen Sie die Sitzungsprüfung; senden Sie dann die Diagnose an die Person, die Ihnen hilft.</translation>
    </message>
    <message>
        <source>Where the program was</source>
        <translation>Wo das Programm war</translation>
    </message>
</context>
<context>
    <name>Diagnostics</name>
    <message>
        <source>Save the diagnostics</source>
        <translation>Diagnose speichern</translation>
    </message>
    <message>
        <source>The diagnostics are in {0}. No password and no account&apos;s name is in it.</source>
        <translation>Die Diagnose liegt in {0}. Kein Passwort und kein Kontoname steht darin.</translation>
    </message>
    <message>
        <source>The diagnostics are still being written.</source>
        <translation>Die Diagnose wird noch geschrieben.</translation>
    </message>
    <message>
        <source>The diagnostics were not written: {0}</source>
        <translation>Die Diagnose wurde nicht geschrieben: {0}</translation>
    </message>
    <message>
        <source>The folder cannot be opened from here. It is {0}.</source>
        <translation>Der Ordner lässt sich von hier nicht öffnen. Es ist {0}.</translation>
    </message>
    <message>
        <source>There is no data folder to tell of.</source>
        <translation>Es gibt keinen Datenordner, von dem zu berichten wäre.</translation>
    </message>
    <message>
        <source>Writing the diagnostics.</source>
        <translation>Die Diagnose wird geschrieben.</translation>
    </message>
    <message>
        <source>Writing the diagnostics: {0} of {1} parts.</source>
        <translation>Die Diagnose wird geschrieben: {0} von {1} Teilen.</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>A line for each decision, fill, notice and order&apos;s end, of all days that the journal has.</source>
        <translation>Eine Zeile für jede Entscheidung, Ausführung, Meldung und jedes Order-Ende, von allen Tagen, die das Journal hat.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>Alle Konten</translation>
    </message>
    <message>
        <source>CSV, for a spreadsheet</source>
        <translation>CSV, für eine Tabellenkalkulation</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose the file...</source>
        <translation>Datei wählen …</translation>
    </message>
    <message>
        <source>Everything in the journal</source>
        <translation>Alles im Journal</translation>
    </message>
    <message>
        <source>Export the activity log</source>
        <translation>Aktivitäts-Log exportieren</translation>
    </message>
    <message>
        <source>Exporting the log.</source>
        <translation>Das Log wird exportiert.</translation>
    </message>
    <message>
        <source>Exporting the log: {0} of {1} records.</source>
        <translation>Das Log wird exportiert: {0} von {1} Einträgen.</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>JSON, with the numbers of each decision</source>
        <translation>JSON, mit den Zahlen jeder Entscheidung</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 Stunden</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>The folder cannot be opened from here. It is {0}.</source>
        <translation>Der Ordner lässt sich von hier nicht öffnen. Es ist {0}.</translation>
    </message>
    <message>
        <source>The log is exported: {0} in {1}.</source>
        <translation>Das Log ist exportiert: {0} in {1}.</translation>
    </message>
    <message>
        <source>The log is still being exported.</source>
        <translation>Das Log wird noch exportiert.</translation>
    </message>
    <message>
        <source>The log was not exported: {0}</source>
        <translation>Das Log wurde nicht exportiert: {0}</translation>
    </message>
    <message>
        <source>There is no journal to export from.</source>
        <translation>Es gibt kein Journal, aus dem exportiert werden könnte.</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>Filter</name>
    <message>
        <source>Show all rows</source>
        <translation>Alle Zeilen zeigen</translation>
    </message>
    <message>
        <source>Show all rows (Esc)</source>
        <translation>Alle Zeilen zeigen (Esc)</translation>
    </message>
    <message numerus="yes">
        <source>{1} of {0} accounts</source>
        <comment>{1} of {0} account</comment>
        <translation>
            <numerusform>{1} von {0} Konto</numerusform>
            <numerusform>{1} von {0} Konten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>A market inside the program, with invented prices. A leader and three followers are ready at once; you trade the leader on a ticket. No money is involved.</source>
        <translation>Ein Markt im Programm, mit erfundenen Preisen. Ein Leader und drei Follower sind sofort bereit; den Leader handeln Sie auf einem Ticket. Geld ist nicht im Spiel.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>Connect a broker</source>
        <translation>Broker verbinden</translation>
    </message>
    <message>
        <source>How do you want to begin?</source>
        <translation>Wie möchten Sie anfangen?</translation>
    </message>
    <message>
        <source>Setting up...</source>
        <translation>Wird eingerichtet …</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Try it on practice accounts</source>
        <translation>Auf Übungskonten ausprobieren</translation>
    </message>
    <message>
        <source>Whichever you take, the other one stays open: it is on the page Connections.</source>
        <translation>Was Sie auch wählen, das andere bleibt offen: Es steht auf der Seite Verbindungen.</translation>
    </message>
    <message>
        <source>You trade one account, the leader. MimikDesk takes its trades on all your others, each at its own size.</source>
        <translation>Sie handeln ein Konto, den Leader. MimikDesk macht seine Trades auf allen anderen mit, auf jedem in eigener Größe.</translation>
    </message>
    <message>
        <source>Your own accounts, demo or live. You sign in, say which account you trade, and which ones follow it. Nothing is sent to any of them before you have saved that.</source>
        <translation>Ihre eigenen Konten, Demo oder Live. Sie melden sich an, sagen, welches Konto Sie handeln und welche ihm folgen. Bevor Sie das gespeichert haben, wird an keines etwas gesendet.</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>Apr</source>
        <translation>Apr.</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>Aug.</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>Dez.</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>Feb.</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Fr.</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>Jan.</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>Juli</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>Juni</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>März</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Mai</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>Mo.</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>Nov.</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>Okt.</translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sa.</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>Sept.</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>So.</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Do.</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Di.</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Mi.</translation>
    </message>
    <message>
        <source>less than {0}s ago</source>
        <translation>vor weniger als {0}s</translation>
    </message>
    <message>
        <source>{0} {1} {2} {3}</source>
        <translation>{0} {1}. {2} {3}</translation>
    </message>
    <message>
        <source>{0}h ago</source>
        <translation>vor {0}Std.</translation>
    </message>
    <message>
        <source>{0}min ago</source>
        <translation>vor {0}min</translation>
    </message>
    <message>
        <source>{0}s ago</source>
        <translation>vor {0}s</translation>
    </message>
</context>
<context>
    <name>GroupWizard</name>
    <message>
        <source>A group is one leader, the account you trade, and the followers that copy it.</source>
        <translation>Eine Gruppe ist ein Leader, das Konto, das Sie handeln, und die Follower, die es kopieren.</translation>
    </message>
    <message>
        <source>A number above 0 with up to 3 decimals, such as 1, 0.5 or 1.25.</source>
        <translation>Eine Zahl über 0 mit bis zu 3 Nachkommastellen, etwa 1, 0.5 oder 1.25.</translation>
    </message>
    <message>
        <source>A resting entry that missed the leader&apos;s fill is</source>
        <translation>Ein wartender Einstieg, der die Ausführung des Leaders verpasst hat, wird</translation>
    </message>
    <message>
        <source>A whole number of contracts, 1 or more; empty for no limit.</source>
        <translation>Eine ganze Zahl von Kontrakten, 1 oder mehr; leer für keine Grenze.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Accounts that are not listed</source>
        <translation>Konten, die nicht aufgeführt sind</translation>
    </message>
    <message>
        <source>Accounts that can follow</source>
        <translation>Konten, die folgen können</translation>
    </message>
    <message>
        <source>Accounts that can lead</source>
        <translation>Konten, die führen können</translation>
    </message>
    <message>
        <source>Adds</source>
        <translation>Aufstockungen</translation>
    </message>
    <message>
        <source>An order that fills in parts is</source>
        <translation>Eine Order in Teilausführungen wird</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Wie es ist</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>By position</source>
        <translation>Nach Position</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Storniert</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Contracts</source>
        <translation>Kontrakte</translation>
    </message>
    <message>
        <source>Copied once, when the order is done</source>
        <translation>Einmal kopiert, wenn die Order fertig ist</translation>
    </message>
    <message>
        <source>Copies</source>
        <translation>Kopien</translation>
    </message>
    <message>
        <source>Copy as soon as it is saved</source>
        <translation>Kopieren, sobald gespeichert ist</translation>
    </message>
    <message>
        <source>Create group</source>
        <translation>Gruppe anlegen</translation>
    </message>
    <message>
        <source>Divided by ten</source>
        <translation>Durch zehn</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>Trockenlauf</translation>
    </message>
    <message>
        <source>Each opens the leader&apos;s size times its multiplier, rounded up, and at least 1.</source>
        <translation>Jeder eröffnet die Größe des Leaders mal seinen Faktor, aufgerundet, mindestens 1.</translation>
    </message>
    <message>
        <source>Each order</source>
        <translation>Jede Order</translation>
    </message>
    <message>
        <source>Edit group</source>
        <translation>Gruppe bearbeiten</translation>
    </message>
    <message>
        <source>Everything is decided and shown, and nothing is opened.</source>
        <translation>Alles wird entschieden und gezeigt, eröffnet wird nichts.</translation>
    </message>
    <message>
        <source>Followed fill by fill</source>
        <translation>Ausführung für Ausführung gefolgt</translation>
    </message>
    <message>
        <source>Followers</source>
        <translation>Follower</translation>
    </message>
    <message>
        <source>For example NQ scalps</source>
        <translation>Zum Beispiel NQ-Scalps</translation>
    </message>
    <message>
        <source>How is it guarded?</source>
        <translation>Wie wird sie bewacht?</translation>
    </message>
    <message>
        <source>If the leader buys ten times 1, it ends with {0}.</source>
        <translation>Kauft der Leader zehnmal 1, endet er bei {0}.</translation>
    </message>
    <message>
        <source>Instrument</source>
        <translation>Instrument</translation>
    </message>
    <message>
        <source>Instruments that are copied</source>
        <translation>Instrumente, die kopiert werden</translation>
    </message>
    <message>
        <source>It has no instrument for the leader&apos;s.</source>
        <translation>Er hat kein Instrument für das des Leaders.</translation>
    </message>
    <message>
        <source>Its connection has not named this contract yet. It is asked for it once the group is saved.</source>
        <translation>Seine Verbindung hat diesen Kontrakt noch nicht genannt. Sie wird danach gefragt, sobald die Gruppe gespeichert ist.</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>Leader = follower</source>
        <translation>Leader = Follower</translation>
    </message>
    <message>
        <source>Leader&apos;s contract</source>
        <translation>Kontrakt des Leaders</translation>
    </message>
    <message>
        <source>Leads this group</source>
        <translation>Führt diese Gruppe</translation>
    </message>
    <message>
        <source>Left to work, and told</source>
        <translation>Stehen gelassen und gemeldet</translation>
    </message>
    <message>
        <source>Max contracts</source>
        <translation>Max. Kontrakte</translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Multiplier and what else is set</source>
        <translation>Faktor und weitere Einstellungen</translation>
    </message>
    <message>
        <source>My group</source>
        <translation>Meine Gruppe</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>Name der Gruppe</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>No account is free to lead. What is in the way, and what to do, is said below.</source>
        <translation>Kein Konto ist frei zum Führen. Was im Weg steht und was zu tun ist, steht unten.</translation>
    </message>
    <message>
        <source>Not listed</source>
        <translation>Nicht aufgeführt</translation>
    </message>
    <message>
        <source>Nothing is traded by saving.</source>
        <translation>Durch das Speichern wird nichts gehandelt.</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Off: it opens nothing. What was copied still closes with the leader.</source>
        <translation>Aus: Er eröffnet nichts. Was kopiert war, schließt weiter mit dem Leader.</translation>
    </message>
    <message>
        <source>On fill</source>
        <translation>Bei Ausführung</translation>
    </message>
    <message>
        <source>On fill: nothing rests on it; it follows the leader&apos;s fills with market orders.</source>
        <translation>Bei Ausführung: Dort wartet nichts; er folgt den Ausführungen des Leaders mit Market-Orders.</translation>
    </message>
    <message>
        <source>On submit</source>
        <translation>Beim Aufgeben</translation>
    </message>
    <message>
        <source>On submit: the leader&apos;s resting orders rest on it too, and move and end with his.</source>
        <translation>Beim Aufgeben: Die wartenden Orders des Leaders warten auch dort und bewegen sich und enden mit seinen.</translation>
    </message>
    <message>
        <source>Only openings in these are copied, such as MNQ or MNQZ6. Empty: everything is. Exits are always copied.</source>
        <translation>Nur Eröffnungen in diesen werden kopiert, etwa MNQ oder MNQZ6. Leer: alle. Ausstiege werden immer kopiert.</translation>
    </message>
    <message>
        <source>Otherwise the group waits until you press Resume in the cockpit.</source>
        <translation>Sonst wartet die Gruppe, bis Sie im Cockpit Fortsetzen drücken.</translation>
    </message>
    <message>
        <source>Pairs of leader = follower, such as NQ = MNQ, ES = MES.</source>
        <translation>Paare Leader = Follower, etwa NQ = MNQ, ES = MES.</translation>
    </message>
    <message>
        <source>Pairs of my own</source>
        <translation>Eigene Paare</translation>
    </message>
    <message>
        <source>Per point</source>
        <translation>Je Punkt</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>Schutz</translation>
    </message>
    <message>
        <source>Read only: it can lead, it cannot follow.</source>
        <translation>Nur lesbar: Es kann führen, aber nicht folgen.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Replication</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Saving...</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Scaling</source>
        <translation>Umrechnung</translation>
    </message>
    <message>
        <source>Search account or connection</source>
        <translation>Konto oder Verbindung suchen</translation>
    </message>
    <message>
        <source>Search: {0}</source>
        <translation>Suche: {0}</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle wählen</translation>
    </message>
    <message numerus="yes">
        <source>Settings of all {0} followers</source>
        <comment>Settings of the follower</comment>
        <translation>
            <numerusform>Einstellungen des {0} Followers</numerusform>
            <numerusform>Einstellungen aller {0} Follower</numerusform>
        </translation>
    </message>
    <message>
        <source>Settings of {0}</source>
        <translation>Einstellungen von {0}</translation>
    </message>
    <message numerus="yes">
        <source>Settings of {0} followers</source>
        <comment>Settings of {0} follower</comment>
        <translation>
            <numerusform>Einstellungen von {0} Follower</numerusform>
            <numerusform>Einstellungen von {0} Followern</numerusform>
        </translation>
    </message>
    <message>
        <source>Sizes of the followers</source>
        <translation>Größen der Follower</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Step {0} of {1}: {2}, {3}</source>
        <translation>Schritt {0} von {1}: {2}, {3}</translation>
    </message>
    <message>
        <source>Take all</source>
        <translation>Alle nehmen</translation>
    </message>
    <message>
        <source>Take none</source>
        <translation>Keinen nehmen</translation>
    </message>
    <message>
        <source>Take {0} out of the group now? It gets nothing any more.</source>
        <translation>{0} jetzt aus der Gruppe nehmen? Er bekommt dann nichts mehr.</translation>
    </message>
    <message>
        <source>Taken at the market, near the leader&apos;s price</source>
        <translation>Zum Marktpreis genommen, nahe dem Preis des Leaders</translation>
    </message>
    <message>
        <source>The contract it trades for the leader&apos;s</source>
        <translation>Der Kontrakt, den er für den des Leaders handelt</translation>
    </message>
    <message>
        <source>The guard looks after every follower while MimikDesk is open. The usual is set already.</source>
        <translation>Der Wächter achtet auf jeden Follower, solange MimikDesk offen ist. Das Übliche ist schon eingestellt.</translation>
    </message>
    <message>
        <source>The leader is only watched. MimikDesk never places, changes or cancels an order on it.</source>
        <translation>Der Leader wird nur beobachtet. MimikDesk gibt auf ihm nie eine Order auf, ändert oder storniert keine.</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>Dasselbe</translation>
    </message>
    <message>
        <source>This is what it will do</source>
        <translation>Das wird sie tun</translation>
    </message>
    <message>
        <source>Tick the accounts that are to take the leader&apos;s trades.
Their sizes appear here.</source>
        <translation>Haken Sie die Konten an, die die Trades des Leaders mitmachen sollen.
Ihre Größen erscheinen hier.</translation>
    </message>
    <message>
        <source>Times ten</source>
        <translation>Mal zehn</translation>
    </message>
    <message>
        <source>To know</source>
        <translation>Zu wissen</translation>
    </message>
    <message>
        <source>To micro</source>
        <translation>Auf Micro</translation>
    </message>
    <message>
        <source>To mini</source>
        <translation>Auf Mini</translation>
    </message>
    <message>
        <source>Trades</source>
        <translation>Handelt</translation>
    </message>
    <message>
        <source>What is the group to be called?</source>
        <translation>Wie soll die Gruppe heißen?</translation>
    </message>
    <message>
        <source>What the group will do</source>
        <translation>Was die Gruppe tun wird</translation>
    </message>
    <message>
        <source>When the leader opens</source>
        <translation>Wenn der Leader eröffnet</translation>
    </message>
    <message>
        <source>When the leader opens {0}</source>
        <translation>Wenn der Leader {0} eröffnet</translation>
    </message>
    <message>
        <source>Which account do you trade?</source>
        <translation>Welches Konto handeln Sie?</translation>
    </message>
    <message>
        <source>Which accounts follow, and how large?</source>
        <translation>Welche Konten folgen, und wie groß?</translation>
    </message>
    <message>
        <source>Yes, save it so</source>
        <translation>Ja, so speichern</translation>
    </message>
    <message>
        <source>You see it in the cockpit and in every report. You can change it at any time.</source>
        <translation>Sie sehen ihn im Cockpit und in jedem Bericht. Sie können ihn jederzeit ändern.</translation>
    </message>
    <message>
        <source>by position</source>
        <translation>nach Position</translation>
    </message>
    <message>
        <source>different</source>
        <translation>verschieden</translation>
    </message>
    <message>
        <source>every instrument</source>
        <translation>jedes Instrument</translation>
    </message>
    <message>
        <source>fills only</source>
        <translation>nur Ausführungen</translation>
    </message>
    <message>
        <source>leads</source>
        <translation>führt</translation>
    </message>
    <message>
        <source>max {0}</source>
        <translation>max. {0}</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>to be put right</source>
        <translation>zu berichtigen</translation>
    </message>
    <message numerus="yes">
        <source>{0} accounts</source>
        <comment>{0} account</comment>
        <translation>
            <numerusform>{0} Konto</numerusform>
            <numerusform>{0} Konten</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} by its multiplier; max contracts leaves {1}.</source>
        <translation>{0} nach seinem Faktor; max. Kontrakte lässt {1}.</translation>
    </message>
    <message>
        <source>{0} is the last follower. Take in another one and save first.</source>
        <translation>{0} ist der letzte Follower. Nehmen Sie zuerst einen anderen auf und speichern Sie.</translation>
    </message>
    <message>
        <source>{0} of {1} chosen</source>
        <translation>{0} von {1} gewählt</translation>
    </message>
    <message>
        <source>{0}, clipped</source>
        <translation>{0}, gekürzt</translation>
    </message>
    <message>
        <source>{0}, live</source>
        <translation>{0}, live</translation>
    </message>
    <message>
        <source>“{0}” was changed elsewhere while this window was open. Save what stands here over it?</source>
        <translation>„{0}“ wurde anderswo geändert, während dieses Fenster offen war. Mit dem, was hier steht, überschreiben?</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>A group is made of accounts, one leader and those that follow him. They come with a connection: connect the broker that you trade at first.</source>
        <translation>Eine Gruppe besteht aus Konten, einem Leader und denen, die ihm folgen. Sie kommen mit einer Verbindung: Verbinden Sie zuerst den Broker, bei dem Sie handeln.</translation>
    </message>
    <message>
        <source>A group is one leader, the account that you trade, and the followers that take his trades, each at its own size. An account is in one group only.</source>
        <translation>Eine Gruppe ist ein Leader, das Konto, das Sie handeln, und die Follower, die seine Trades mitmachen, jeder in eigener Größe. Ein Konto ist nur in einer Gruppe.</translation>
    </message>
    <message>
        <source>A leader, his followers and their sizes, step by step.</source>
        <translation>Ein Leader, seine Follower und ihre Größen, Schritt für Schritt.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Connect a broker</source>
        <translation>Broker verbinden</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>Trockenlauf</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit {0}</source>
        <translation>{0} bearbeiten</translation>
    </message>
    <message>
        <source>Flatten, then remove</source>
        <translation>Glattstellen, dann entfernen</translation>
    </message>
    <message>
        <source>Group {0}</source>
        <translation>Gruppe {0}</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Keep {0} in the group</source>
        <translation>{0} in der Gruppe behalten</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>Leaves as soon as it is flat.</source>
        <translation>Geht, sobald er flat ist.</translation>
    </message>
    <message>
        <source>New group</source>
        <translation>Neue Gruppe</translation>
    </message>
    <message>
        <source>No accounts yet</source>
        <translation>Noch keine Konten</translation>
    </message>
    <message>
        <source>No copy group yet</source>
        <translation>Noch keine Kopiergruppe</translation>
    </message>
    <message>
        <source>Nothing is copied in “{0}” any more, and its accounts can be chosen for other groups. What happened on them stays in the record.</source>
        <translation>In „{0}“ wird nichts mehr kopiert, und ihre Konten können in andere Gruppen. Was auf ihnen geschah, bleibt aufgezeichnet.</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Press and hold. It is flattened, and leaves as soon as the broker reports it flat.</source>
        <translation>Gedrückt halten. Er wird glattgestellt und geht, sobald der Broker ihn flat meldet.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove both</source>
        <translation>Beide entfernen</translation>
    </message>
    <message>
        <source>Remove group</source>
        <translation>Gruppe entfernen</translation>
    </message>
    <message>
        <source>Remove group {0}</source>
        <translation>Gruppe {0} entfernen</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>{0} entfernen</translation>
    </message>
    <message>
        <source>Remove, leave it as it is</source>
        <translation>Entfernen, so lassen</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>Bleiben</translation>
    </message>
    <message>
        <source>Switched off.</source>
        <translation>Ausgeschaltet.</translation>
    </message>
    <message>
        <source>no account free</source>
        <translation>kein Konto frei</translation>
    </message>
    <message numerus="yes">
        <source>{0} accounts free</source>
        <comment>{0} account free</comment>
        <translation>
            <numerusform>{0} Konto frei</numerusform>
            <numerusform>{0} Konten frei</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} followers</source>
        <comment>{0} follower</comment>
        <translation>
            <numerusform>{0} Follower</numerusform>
            <numerusform>{0} Follower</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} groups</source>
        <comment>{0} group</comment>
        <translation>
            <numerusform>{0} Gruppe</numerusform>
            <numerusform>{0} Gruppen</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} is the last follower: with it, “{1}” goes.</source>
        <translation>{0} ist der letzte Follower: Mit ihm geht auch „{1}“.</translation>
    </message>
</context>
<context>
    <name>Guard</name>
    <message>
        <source>2 to 5 s is usual. With 0 the guard acts as soon as no order is on its way.</source>
        <translation>Üblich sind 2 bis 5 s. Bei 0 handelt der Wächter, sobald keine Order mehr unterwegs ist.</translation>
    </message>
    <message>
        <source>A difference of up to so many contracts is none.</source>
        <translation>Eine Abweichung von bis zu so vielen Kontrakten gilt nicht als Abweichung.</translation>
    </message>
    <message>
        <source>A whole number of contracts, 0 or more.</source>
        <translation>Eine ganze Zahl von Kontrakten, 0 oder mehr.</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>After an exit by the guard the follower&apos;s switch goes off, with a breach mark beside it. Only you switch it on again.</source>
        <translation>Nach einem Ausstieg durch den Wächter geht der Schalter des Followers aus und trägt ein Verstoß-Zeichen. Nur Sie schalten ihn wieder ein.</translation>
    </message>
    <message>
        <source>Bring followers back in line</source>
        <translation>Follower wieder in Gleichlauf bringen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Disable replication on breach</source>
        <translation>Nach einem Verstoß nicht mehr kopieren</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Findings are shown and nothing is closed by itself.</source>
        <translation>Befunde werden gezeigt, von selbst wird nichts geschlossen.</translation>
    </message>
    <message>
        <source>Guard</source>
        <translation>Wächter</translation>
    </message>
    <message>
        <source>Guard of “{0}”</source>
        <translation>Wächter von „{0}“</translation>
    </message>
    <message>
        <source>Not watched</source>
        <translation>Nicht überwacht</translation>
    </message>
    <message>
        <source>Not what the profile says</source>
        <translation>Anders als im Profil</translation>
    </message>
    <message>
        <source>Nothing is closed by itself now: findings are only shown.</source>
        <translation>Von selbst wird jetzt nichts geschlossen: Befunde werden nur gezeigt.</translation>
    </message>
    <message>
        <source>Positions that are too large or should not be there are made smaller. Nothing is ever entered.</source>
        <translation>Positionen, die zu groß sind oder nicht da sein sollten, werden verkleinert. Eingestiegen wird nie.</translation>
    </message>
    <message>
        <source>Put back to what the profile says</source>
        <translation>Auf den Wert des Profils zurücksetzen</translation>
    </message>
    <message>
        <source>Put {0} back to what the profile says</source>
        <translation>{0} auf den Wert des Profils zurücksetzen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Seconds between two reads</source>
        <translation>Sekunden zwischen zwei Abfragen</translation>
    </message>
    <message>
        <source>Seconds from 0 to 60, such as 2.5.</source>
        <translation>Sekunden von 0 bis 60, etwa 2.5.</translation>
    </message>
    <message>
        <source>Tolerated</source>
        <translation>Toleriert</translation>
    </message>
    <message>
        <source>What becomes of its exit</source>
        <translation>Was mit dem Ausstieg geschieht</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>When a flatten meets a closed market</source>
        <translation>Wenn beim Glattstellen der Markt zu ist</translation>
    </message>
    <message>
        <source>Whole seconds from 1 to 3,600.</source>
        <translation>Ganze Sekunden von 1 bis 3.600.</translation>
    </message>
    <message>
        <source>ct</source>
        <translation>Kt.</translation>
    </message>
    <message>
        <source>every</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>{0}, changed</source>
        <translation>{0}, geändert</translation>
    </message>
    <message>
        <source>{0}: after how many seconds</source>
        <translation>{0}: nach wie vielen Sekunden</translation>
    </message>
    <message>
        <source>{0}: contracts that are tolerated</source>
        <translation>{0}: tolerierte Kontrakte</translation>
    </message>
    <message>
        <source>{0}: what is done</source>
        <translation>{0}: was geschieht</translation>
    </message>
    <message>
        <source>{0}: what may be done</source>
        <translation>{0}: was geschehen kann</translation>
    </message>
</context>
<context>
    <name>Import</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>Change {0} settings</source>
        <comment>Change {0} setting</comment>
        <translation>
            <numerusform>{0} Einstellung ändern</numerusform>
            <numerusform>{0} Einstellungen ändern</numerusform>
        </translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>Einstellungen importieren</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
    <message>
        <source>Nothing is changed before you press the button; Ctrl+Z takes it back.</source>
        <translation>Geändert wird erst, wenn Sie den Knopf drücken; Ctrl+Z nimmt es zurück.</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>The settings in this file are the same as yours.</source>
        <translation>Die Einstellungen in dieser Datei sind dieselben wie Ihre.</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>Was sich ändern würde</translation>
    </message>
    <message>
        <source>What “{0}” would change</source>
        <translation>Was „{0}“ ändern würde</translation>
    </message>
    <message>
        <source>{0}: now {1}, in the file {2}</source>
        <translation>{0}: jetzt {1}, in der Datei {2}</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Buy at the market</source>
        <translation>Zum Marktpreis kaufen</translation>
    </message>
    <message>
        <source>Cancel the chosen order</source>
        <translation>Die gewählte Order stornieren</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the notifications</source>
        <translation>Die Meldungen schließen</translation>
    </message>
    <message>
        <source>Copy new trades, or stop copying them</source>
        <translation>Neue Trades kopieren oder damit aufhören</translation>
    </message>
    <message>
        <source>Copy the cell</source>
        <translation>Zelle kopieren</translation>
    </message>
    <message>
        <source>Copy the lines that are chosen</source>
        <translation>Die gewählten Zeilen kopieren</translation>
    </message>
    <message>
        <source>Copy the row</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>Do it</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Everything else is found with {0}.</source>
        <translation>Alles Weitere findet sich mit {0}.</translation>
    </message>
    <message>
        <source>Find an action, account, group or page</source>
        <translation>Aktion, Konto, Gruppe oder Seite suchen</translation>
    </message>
    <message>
        <source>Flatten all followers</source>
        <translation>Alle Follower glattstellen</translation>
    </message>
    <message>
        <source>Flatten the follower</source>
        <translation>Den Follower glattstellen</translation>
    </message>
    <message>
        <source>Flatten the group of the current row</source>
        <translation>Die Gruppe der aktuellen Zeile glattstellen</translation>
    </message>
    <message>
        <source>Fold and unfold a group</source>
        <translation>Gruppe ein- und ausklappen</translation>
    </message>
    <message>
        <source>From the filter to the rows</source>
        <translation>Vom Filter zu den Zeilen</translation>
    </message>
    <message>
        <source>Go to its cause</source>
        <translation>Zur Ursache gehen</translation>
    </message>
    <message>
        <source>Guard of the current row&apos;s group</source>
        <translation>Wächter der Gruppe der aktuellen Zeile</translation>
    </message>
    <message>
        <source>Hide or show all amounts of money</source>
        <translation>Alle Geldbeträge verbergen oder zeigen</translation>
    </message>
    <message>
        <source>In the command palette</source>
        <translation>In der Befehlspalette</translation>
    </message>
    <message>
        <source>In the main window</source>
        <translation>Im Hauptfenster</translation>
    </message>
    <message>
        <source>In the session check</source>
        <translation>In der Sitzungsprüfung</translation>
    </message>
    <message>
        <source>Incident report on the current row&apos;s account</source>
        <translation>Vorfallbericht zum Konto der aktuellen Zeile</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Leave only matching rows; Esc shows all again</source>
        <translation>Nur passende Zeilen lassen; Esc zeigt wieder alle</translation>
    </message>
    <message>
        <source>Mark it as seen</source>
        <translation>Als gesehen kennzeichnen</translation>
    </message>
    <message>
        <source>Move a price by one tick</source>
        <translation>Preis um einen Tick verschieben</translation>
    </message>
    <message>
        <source>Move a price by ten ticks</source>
        <translation>Preis um zehn Ticks verschieben</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>On a notification</source>
        <translation>Auf einer Meldung</translation>
    </message>
    <message>
        <source>On buttons that close positions</source>
        <translation>Auf Knöpfen, die Positionen schließen</translation>
    </message>
    <message>
        <source>On the activity page</source>
        <translation>Auf der Seite Aktivität</translation>
    </message>
    <message>
        <source>On the practice ticket</source>
        <translation>Auf dem Übungsticket</translation>
    </message>
    <message>
        <source>On the rows of the cockpit</source>
        <translation>Auf den Zeilen des Cockpits</translation>
    </message>
    <message>
        <source>Practice ticket</source>
        <translation>Übungsticket</translation>
    </message>
    <message>
        <source>Press the button</source>
        <translation>Den Knopf drücken</translation>
    </message>
    <message>
        <source>Quit MimikDesk</source>
        <translation>MimikDesk beenden</translation>
    </message>
    <message>
        <source>Read every account again</source>
        <translation>Jedes Konto neu lesen</translation>
    </message>
    <message>
        <source>Read the story of a copy</source>
        <translation>Den Verlauf einer Kopie lesen</translation>
    </message>
    <message>
        <source>Save diagnostics for whoever helps</source>
        <translation>Diagnose für Helfer speichern</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Sell at the market</source>
        <translation>Zum Marktpreis verkaufen</translation>
    </message>
    <message>
        <source>Session check</source>
        <translation>Sitzungsprüfung</translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation>Alle Tasten zeigen</translation>
    </message>
    <message>
        <source>Sort again</source>
        <translation>Neu sortieren</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>Letzte Änderung rückgängig machen</translation>
    </message>
    <message>
        <source>What to do now, safest first</source>
        <translation>Was jetzt zu tun ist, das Sicherste zuerst</translation>
    </message>
    <message>
        <source>Why it is as it is; on a group, fold it or unfold it</source>
        <translation>Warum es so ist; auf einer Gruppe: ein- oder ausklappen</translation>
    </message>
    <message>
        <source>{0}: press and hold</source>
        <translation>{0}: gedrückt halten</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Cockpit</source>
        <translation>Cockpit</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Practice ticket</source>
        <translation>Übungsticket</translation>
    </message>
    <message>
        <source>Practice ticket: trade the leader by hand (Ctrl+T)</source>
        <translation>Übungsticket: den Leader von Hand handeln (Ctrl+T)</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Session check</source>
        <translation>Sitzungsprüfung</translation>
    </message>
    <message>
        <source>Session check: every account beside its leader (Ctrl+K)</source>
        <translation>Sitzungsprüfung: jedes Konto neben seinem Leader (Ctrl+K)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
</context>
<context>
    <name>Palette</name>
    <message>
        <source>Activity of {0}</source>
        <translation>Aktivität von {0}</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>Alle Gruppen</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>Copy new trades on {0}</source>
        <translation>Neue Trades auf {0} kopieren</translation>
    </message>
    <message>
        <source>Enter does it, Esc closes, the arrows choose</source>
        <translation>Enter führt aus, Esc schließt, die Pfeile wählen</translation>
    </message>
    <message>
        <source>Find an action, account, group or page</source>
        <translation>Aktion, Konto, Gruppe oder Seite suchen</translation>
    </message>
    <message>
        <source>Flatten all followers</source>
        <translation>Alle Follower glattstellen</translation>
    </message>
    <message>
        <source>Flatten {0}</source>
        <translation>{0} glattstellen</translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation>Zu {0} gehen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Guard of {0}</source>
        <translation>Wächter von {0}</translation>
    </message>
    <message>
        <source>Incident report on {0}</source>
        <translation>Vorfallbericht zu {0}</translation>
    </message>
    <message>
        <source>Nothing is called that.</source>
        <translation>So heißt hier nichts.</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Pause {0}</source>
        <translation>{0} anhalten</translation>
    </message>
    <message>
        <source>Press Enter again: {0}</source>
        <translation>Noch einmal Enter: {0}</translation>
    </message>
    <message>
        <source>Resume {0}</source>
        <translation>{0} fortsetzen</translation>
    </message>
    <message>
        <source>Stop copying new trades on {0}</source>
        <translation>Keine neuen Trades mehr auf {0} kopieren</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>Adopt</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Achtung</translation>
    </message>
    <message>
        <source>Being closed</source>
        <translation>Wird geschlossen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close now</source>
        <translation>Jetzt schließen</translation>
    </message>
    <message>
        <source>Close the excess</source>
        <translation>Überhang schließen</translation>
    </message>
    <message>
        <source>Closing in {0}</source>
        <translation>Schließt in {0}</translation>
    </message>
    <message>
        <source>Closing now</source>
        <translation>Schließt jetzt</translation>
    </message>
    <message>
        <source>Closing the excess in {0}</source>
        <translation>Schließt den Überhang in {0}</translation>
    </message>
    <message>
        <source>Closing the excess now</source>
        <translation>Schließt jetzt den Überhang</translation>
    </message>
    <message>
        <source>Everything that wants your eye (Ctrl+I)</source>
        <translation>Alles, was Ihre Aufmerksamkeit braucht (Ctrl+I)</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Glattstellen</translation>
    </message>
    <message>
        <source>Flatten {0}</source>
        <translation>{0} glattstellen</translation>
    </message>
    <message>
        <source>Incident report...</source>
        <translation>Vorfallbericht …</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>Belassen</translation>
    </message>
    <message>
        <source>Leave it alone until it is flat. Nothing is opened here before.</source>
        <translation>Nicht anrühren, bis er flat ist. Vorher wird hier nichts eröffnet.</translation>
    </message>
    <message>
        <source>Nothing wants your eye.</source>
        <translation>Nichts braucht Ihre Aufmerksamkeit.</translation>
    </message>
    <message>
        <source>Open nothing new in this group until you switch it on again. Guard and exits go on.</source>
        <translation>In dieser Gruppe nichts Neues eröffnen, bis Sie sie wieder einschalten. Wächter und Ausstiege laufen weiter.</translation>
    </message>
    <message>
        <source>Pause group</source>
        <translation>Gruppe anhalten</translation>
    </message>
    <message>
        <source>Press and hold to close the position in this contract and cancel its orders.</source>
        <translation>Gedrückt halten, um die Position in diesem Kontrakt zu schließen und ihre Orders zu stornieren.</translation>
    </message>
    <message>
        <source>Press and hold to do at once what the finding calls for. It only ever closes.</source>
        <translation>Gedrückt halten, um sofort zu tun, was der Befund verlangt. Es wird immer nur geschlossen.</translation>
    </message>
    <message>
        <source>Press and hold to flatten this follower now.</source>
        <translation>Gedrückt halten, um diesen Follower jetzt glattzustellen.</translation>
    </message>
    <message>
        <source>Problems, worst first</source>
        <translation>Probleme, das schwerste zuerst</translation>
    </message>
    <message>
        <source>Resume copying</source>
        <translation>Weiter kopieren</translation>
    </message>
    <message>
        <source>Settled. Nothing is left to do here.</source>
        <translation>Erledigt. Hier ist nichts mehr zu tun.</translation>
    </message>
    <message>
        <source>Show in activity</source>
        <translation>In der Aktivität zeigen</translation>
    </message>
    <message>
        <source>Since {0}</source>
        <translation>Seit {0}</translation>
    </message>
    <message>
        <source>What it holds is right from now on and follows the leader&apos;s exits.</source>
        <translation>Was er hält, gilt ab jetzt als richtig und folgt den Ausstiegen des Leaders.</translation>
    </message>
    <message>
        <source>What now</source>
        <translation>Was tun?</translation>
    </message>
    <message>
        <source>What now: {0}</source>
        <translation>Was tun: {0}</translation>
    </message>
    <message>
        <source>What to do about it, safest first (Ctrl+I)</source>
        <translation>Was zu tun ist, das Sicherste zuerst (Ctrl+I)</translation>
    </message>
    <message>
        <source>Write down what happened on this account, as PDF and CSV, for your records or the firm.</source>
        <translation>Festhalten, was auf diesem Konto geschah, als PDF und CSV, für Ihre Unterlagen oder die Firma.</translation>
    </message>
    <message>
        <source>{0} more</source>
        <translation>{0} weitere</translation>
    </message>
    <message>
        <source>{0} to look at, worst first</source>
        <translation>{0} anzusehen, das schwerste zuerst</translation>
    </message>
    <message>
        <source>{0}: show the list</source>
        <translation>{0}: Liste zeigen</translation>
    </message>
</context>
<context>
    <name>Quit</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Ends as soon as every follower is reported flat. What does not close, close it at the broker.</source>
        <translation>Endet, sobald jeder Follower flat gemeldet ist. Was sich nicht schließt, schließen Sie beim Broker.</translation>
    </message>
    <message>
        <source>Flatten again</source>
        <translation>Erneut glattstellen</translation>
    </message>
    <message>
        <source>Flatten and quit</source>
        <translation>Glattstellen und beenden</translation>
    </message>
    <message numerus="yes">
        <source>Flattening: {0} followers to go</source>
        <comment>Flattening: {0} follower to go</comment>
        <translation>
            <numerusform>Wird glattgestellt: noch {0} Follower</numerusform>
            <numerusform>Wird glattgestellt: noch {0} Follower</numerusform>
        </translation>
    </message>
    <message>
        <source>MimikDesk guards nothing while it is closed: these positions and orders stay at the broker as they are, and the leader&apos;s exits are not copied. The leader is never touched.</source>
        <translation>Solange MimikDesk geschlossen ist, bewacht es nichts: Diese Positionen und Orders bleiben beim Broker, wie sie sind, und die Ausstiege des Leaders werden nicht kopiert. Der Leader wird nie angerührt.</translation>
    </message>
    <message>
        <source>Nothing stays behind any more</source>
        <translation>Es bleibt nichts mehr zurück</translation>
    </message>
    <message>
        <source>Press and hold to flatten these followers, then quit.</source>
        <translation>Gedrückt halten, um diese Follower glattzustellen und dann zu beenden.</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Quit MimikDesk</source>
        <translation>MimikDesk beenden</translation>
    </message>
    <message>
        <source>Quit anyway</source>
        <translation>Trotzdem beenden</translation>
    </message>
    <message>
        <source>Stay open</source>
        <translation>Offen bleiben</translation>
    </message>
    <message>
        <source>and {0} more</source>
        <translation>und {0} weitere</translation>
    </message>
    <message>
        <source>waiting for the broker to report flat</source>
        <translation>wartet, bis der Broker flat meldet</translation>
    </message>
    <message numerus="yes">
        <source>{0} followers still hold positions or orders</source>
        <comment>{0} follower still holds positions or orders</comment>
        <translation>
            <numerusform>{0} Follower hält noch Positionen oder Orders</numerusform>
            <numerusform>{0} Follower halten noch Positionen oder Orders</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} working orders</source>
        <comment>{0} working order</comment>
        <translation>
            <numerusform>{0} offene Order</numerusform>
            <numerusform>{0} offene Orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the line about the report</source>
        <translation>Zeile über den Bericht schließen</translation>
    </message>
    <message>
        <source>Folder for the incident report on {0}</source>
        <translation>Ordner für den Vorfallbericht zu {0}</translation>
    </message>
    <message>
        <source>How far it has come</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <source>Incident report on {0}: {1}, as {2}, in {3}.</source>
        <translation>Vorfallbericht zu {0}: {1}, als {2}, in {3}.</translation>
    </message>
    <message>
        <source>No incident report on {0}: {1}</source>
        <translation>Kein Vorfallbericht zu {0}: {1}</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>The folder cannot be opened from here. It is {0}.</source>
        <translation>Der Ordner lässt sich von hier nicht öffnen. Es ist {0}.</translation>
    </message>
    <message>
        <source>The incident report on {0} is still being written.</source>
        <translation>Der Vorfallbericht zu {0} wird noch geschrieben.</translation>
    </message>
    <message>
        <source>There is no journal to make a report from.</source>
        <translation>Es gibt kein Journal, aus dem ein Bericht entstehen könnte.</translation>
    </message>
    <message>
        <source>Write the report here</source>
        <translation>Bericht hierhin schreiben</translation>
    </message>
    <message>
        <source>Writing the incident report on {0}.</source>
        <translation>Der Vorfallbericht zu {0} wird geschrieben.</translation>
    </message>
</context>
<context>
    <name>Risk</name>
    <message>
        <source> h</source>
        <translation> Std.</translation>
    </message>
    <message>
        <source>08:30-15:00, Fri 08:30-12:00</source>
        <translation>08:30-15:00, Fri 08:30-12:00</translation>
    </message>
    <message>
        <source>A group, and the accounts in it, the leader first</source>
        <translation>Eine Gruppe und ihre Konten, der Leader zuerst</translation>
    </message>
    <message>
        <source>A limit counts as near from</source>
        <translation>Eine Grenze gilt als nahe ab</translation>
    </message>
    <message>
        <source>A reason is needed; it is kept in the activity log.</source>
        <translation>Ein Grund ist nötig; er bleibt im Aktivitäts-Log.</translation>
    </message>
    <message>
        <source>A trade lasts from flat to flat.</source>
        <translation>Ein Trade dauert von flat bis flat.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Accounts and their nearest limits</source>
        <translation>Konten und ihre nächsten Grenzen</translation>
    </message>
    <message>
        <source>Accounts in no group</source>
        <translation>Konten in keiner Gruppe</translation>
    </message>
    <message>
        <source>After so many losing trades in a row nothing is opened for a while.</source>
        <translation>Nach so vielen Verlusttrades in Folge wird eine Weile nichts eröffnet.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>Arm its rules</source>
        <translation>Seine Regeln scharf schalten</translation>
    </message>
    <message>
        <source>Armed</source>
        <translation>Scharf</translation>
    </message>
    <message>
        <source>Around the releases in your own calendar files. Exits always pass.</source>
        <translation>Um die Veröffentlichungen in Ihren eigenen Kalenderdateien. Ausstiege gehen immer durch.</translation>
    </message>
    <message>
        <source>Being flattened</source>
        <translation>Wird glattgestellt</translation>
    </message>
    <message>
        <source>Breached</source>
        <translation>Verletzt</translation>
    </message>
    <message>
        <source>Buffer</source>
        <translation>Puffer</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Choose a preset to read what it says. {0}</source>
        <translation>Wählen Sie eine Vorlage, um zu lesen, was sie sagt. {0}</translation>
    </message>
    <message>
        <source>Consistency: best day up to {0} % (not enforced)</source>
        <translation>Konsistenz: bester Tag bis {0} % (nicht erzwungen)</translation>
    </message>
    <message>
        <source>Consistency: the best of {0} trading days has made {1} % of their profit.</source>
        <translation>Konsistenz: Der beste von {0} Handelstagen brachte {1} % ihres Gewinns.</translation>
    </message>
    <message>
        <source>Cool-down</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Daily loss</source>
        <translation>Tagesverlust</translation>
    </message>
    <message>
        <source>Daily profit target</source>
        <translation>Tagesgewinnziel</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Day at the stops {0}</source>
        <translation>Tag an den Stops {0}</translation>
    </message>
    <message>
        <source>Day {0}</source>
        <translation>Tag {0}</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Each account may have limits of its own, and those of its prop firm. They appear with the accounts.</source>
        <translation>Jedes Konto kann eigene Grenzen haben, und die seiner Prop-Firma. Sie erscheinen mit den Konten.</translation>
    </message>
    <message>
        <source>Edit my copy...</source>
        <translation>Meine Kopie bearbeiten …</translation>
    </message>
    <message>
        <source>Edit rules...</source>
        <translation>Regeln bearbeiten …</translation>
    </message>
    <message>
        <source>Figures of {0}. {1}</source>
        <translation>Zahlen von {0}. {1}</translation>
    </message>
    <message>
        <source>Fill in these rules</source>
        <translation>Diese Regeln eintragen</translation>
    </message>
    <message>
        <source>Find a preset</source>
        <translation>Vorlage suchen</translation>
    </message>
    <message>
        <source>Firm, program or size</source>
        <translation>Firma, Programm oder Größe</translation>
    </message>
    <message>
        <source>Flat by</source>
        <translation>Flat bis</translation>
    </message>
    <message>
        <source>Flatten when it begins</source>
        <translation>Glattstellen, wenn es beginnt</translation>
    </message>
    <message>
        <source>Floor stays at</source>
        <translation>Boden bleibt bei</translation>
    </message>
    <message>
        <source>Floor {0}</source>
        <translation>Boden {0}</translation>
    </message>
    <message>
        <source>Follows</source>
        <translation>Folgt</translation>
    </message>
    <message>
        <source>Fri</source>
        <translation>Fr</translation>
    </message>
    <message>
        <source>From a profit of</source>
        <translation>Ab einem Gewinn von</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>How far that limit is</source>
        <translation>Wie weit diese Grenze ist</translation>
    </message>
    <message>
        <source>How much of the day&apos;s best profit may be lost again.</source>
        <translation>Wie viel vom besten Tagesgewinn wieder verloren gehen darf.</translation>
    </message>
    <message>
        <source>It cannot be shortened: not by you, not by a restart, not by the clock. 1 to 48 hours.</source>
        <translation>Sie lässt sich nicht verkürzen: nicht von Ihnen, nicht durch Neustart, nicht über die Uhr. 1 bis 48 Stunden.</translation>
    </message>
    <message>
        <source>Leave as it is</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Leave it locked</source>
        <translation>Gesperrt lassen</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Übrig</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>Sperren</translation>
    </message>
    <message numerus="yes">
        <source>Lock for {0} hours</source>
        <comment>Lock for {0} hour</comment>
        <translation>
            <numerusform>{0} Stunde sperren</numerusform>
            <numerusform>{0} Stunden sperren</numerusform>
        </translation>
    </message>
    <message>
        <source>Lock myself out</source>
        <translation>Mich selbst aussperren</translation>
    </message>
    <message>
        <source>Lock until I unlock it</source>
        <translation>Sperren, bis ich entsperre</translation>
    </message>
    <message>
        <source>Lock {0}</source>
        <translation>{0} sperren</translation>
    </message>
    <message numerus="yes">
        <source>Lock {0} accounts...</source>
        <comment>Lock {0} account...</comment>
        <translation>
            <numerusform>{0} Konto sperren …</numerusform>
            <numerusform>{0} Konten sperren …</numerusform>
        </translation>
    </message>
    <message>
        <source>Lock...</source>
        <translation>Sperren …</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>Gesperrt</translation>
    </message>
    <message>
        <source>Locked until you unlock it. {0}</source>
        <translation>Gesperrt, bis Sie entsperren. {0}</translation>
    </message>
    <message>
        <source>Locked until {0}. {1}</source>
        <translation>Gesperrt bis {0}. {1}</translation>
    </message>
    <message>
        <source>Losses</source>
        <translation>Verluste</translation>
    </message>
    <message>
        <source>Max contracts</source>
        <translation>Max. Kontrakte</translation>
    </message>
    <message>
        <source>Micros as one</source>
        <translation>Micros als einer</translation>
    </message>
    <message>
        <source>Min. before early close</source>
        <translation>Min. vor frühem Schluss</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>Minutes after</source>
        <translation>Minuten danach</translation>
    </message>
    <message>
        <source>Minutes before</source>
        <translation>Minuten davor</translation>
    </message>
    <message>
        <source>Mon</source>
        <translation>Mo</translation>
    </message>
    <message>
        <source>Near</source>
        <translation>Nahe</translation>
    </message>
    <message>
        <source>Nearest limit</source>
        <translation>Nächste Grenze</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation>Noch kein Konto</translation>
    </message>
    <message>
        <source>No rule</source>
        <translation>Keine Regel</translation>
    </message>
    <message>
        <source>No rule yet: only its broker limits this account. “Edit rules” has presets of prop firms to begin with.</source>
        <translation>Noch keine Regel: Nur sein Broker begrenzt dieses Konto. „Regeln bearbeiten“ hat Vorlagen von Prop-Firmen für den Anfang.</translation>
    </message>
    <message>
        <source>No rules</source>
        <translation>Keine Regeln</translation>
    </message>
    <message>
        <source>Not armed</source>
        <translation>Nicht scharf</translation>
    </message>
    <message>
        <source>Nothing is closed, and exits go through. Only opening is stopped.</source>
        <translation>Geschlossen wird nichts, und Ausstiege gehen durch. Nur das Eröffnen ist gesperrt.</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Noch nichts.</translation>
    </message>
    <message>
        <source>Old: no rule fires by these figures</source>
        <translation>Alt: Nach diesen Zahlen löst keine Regel aus</translation>
    </message>
    <message>
        <source>Opens your own copy of this firm&apos;s file, which counts instead of ours.</source>
        <translation>Öffnet Ihre eigene Kopie der Datei dieser Firma, die statt unserer gilt.</translation>
    </message>
    <message>
        <source>Over all instruments. Opens are cut to the room that is left.</source>
        <translation>Über alle Instrumente. Eröffnungen werden auf den Rest gekürzt.</translation>
    </message>
    <message>
        <source>Past locks</source>
        <translation>Frühere Sperren</translation>
    </message>
    <message>
        <source>Percent of a limit from which it counts as near</source>
        <translation>Prozent einer Grenze, ab denen sie als nahe gilt</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Presets of prop firms</source>
        <translation>Vorlagen von Prop-Firmen</translation>
    </message>
    <message>
        <source>Profit give-back</source>
        <translation>Gewinnrückgabe</translation>
    </message>
    <message>
        <source>Profit or loss of the trading day, with open trades and fees</source>
        <translation>Gewinn oder Verlust des Handelstags, mit offenen Trades und Gebühren</translation>
    </message>
    <message>
        <source>Put right first: {0}.</source>
        <translation>Zuerst berichtigen: {0}.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Reason, for the activity log</source>
        <translation>Grund, für das Aktivitäts-Log</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
    <message>
        <source>Risk rules</source>
        <translation>Risikoregeln</translation>
    </message>
    <message>
        <source>Risk rules of {0}</source>
        <translation>Risikoregeln von {0}</translation>
    </message>
    <message>
        <source>Rules and presets...</source>
        <translation>Regeln und Vorlagen …</translation>
    </message>
    <message>
        <source>Rules from {0}. Check them with your firm.</source>
        <translation>Regeln aus {0}. Prüfen Sie sie bei Ihrer Firma.</translation>
    </message>
    <message>
        <source>Rules of the account</source>
        <translation>Regeln des Kontos</translation>
    </message>
    <message numerus="yes">
        <source>Rules of {0} accounts...</source>
        <comment>Rules of {0} account...</comment>
        <translation>
            <numerusform>Regeln von {0} Konto …</numerusform>
            <numerusform>Regeln von {0} Konten …</numerusform>
        </translation>
    </message>
    <message>
        <source>Sat</source>
        <translation>Sa</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message numerus="yes">
        <source>Save for {0} accounts</source>
        <comment>Save for {0} account</comment>
        <translation>
            <numerusform>Für {0} Konto speichern</numerusform>
            <numerusform>Für {0} Konten speichern</numerusform>
        </translation>
    </message>
    <message>
        <source>Saved but not armed: it is shown and does nothing.</source>
        <translation>Gespeichert, aber nicht scharf: wird gezeigt und tut nichts.</translation>
    </message>
    <message>
        <source>Saved but not armed: {0}.</source>
        <translation>Gespeichert, aber nicht scharf: {0}.</translation>
    </message>
    <message>
        <source>Set to</source>
        <translation>Setzen auf</translation>
    </message>
    <message>
        <source>Sources are old or disagree about this program.</source>
        <translation>Die Quellen zu diesem Programm sind alt oder widersprechen sich.</translation>
    </message>
    <message>
        <source>Start balance</source>
        <translation>Startguthaben</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Sun</source>
        <translation>So</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Target of the evaluation: {0} (not enforced)</source>
        <translation>Ziel der Evaluation: {0} (nicht erzwungen)</translation>
    </message>
    <message>
        <source>The armed rule that matters most now</source>
        <translation>Die scharfe Regel, auf die es jetzt am meisten ankommt</translation>
    </message>
    <message>
        <source>The day&apos;s loss, with open trades, at which the account is flattened and locked.</source>
        <translation>Der Tagesverlust, mit offenen Trades, bei dem das Konto glattgestellt und gesperrt wird.</translation>
    </message>
    <message>
        <source>The day&apos;s profit at which the account is flattened and locked.</source>
        <translation>Der Tagesgewinn, bei dem das Konto glattgestellt und gesperrt wird.</translation>
    </message>
    <message>
        <source>The floor follows the highest balance and never falls. Unlocked by hand only.</source>
        <translation>Der Boden folgt dem höchsten Guthaben und fällt nie. Nur von Hand zu entsperren.</translation>
    </message>
    <message>
        <source>The lock that you put on yourself stays until its time.</source>
        <translation>Die Sperre, die Sie sich selbst gesetzt haben, bleibt bis zu ihrer Zeit.</translation>
    </message>
    <message>
        <source>The same over the week, which ends on Sunday at 17:00 in Chicago.</source>
        <translation>Dasselbe über die Woche, die Sonntag um 17:00 in Chicago endet.</translation>
    </message>
    <message>
        <source>The same over the week.</source>
        <translation>Dasselbe über die Woche.</translation>
    </message>
    <message>
        <source>The share of that limit that is used up</source>
        <translation>Der Teil dieser Grenze, der verbraucht ist</translation>
    </message>
    <message>
        <source>The worst state of its rules, or what it is locked by</source>
        <translation>Der schlechteste Zustand seiner Regeln, oder was es sperrt</translation>
    </message>
    <message>
        <source>This figure is old; no rule fires by it.</source>
        <translation>Diese Zahl ist alt; nach ihr löst keine Regel aus.</translation>
    </message>
    <message>
        <source>Thu</source>
        <translation>Do</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Trades per day</source>
        <translation>Trades je Tag</translation>
    </message>
    <message>
        <source>Trading day {0}, until {1}</source>
        <translation>Handelstag {0}, bis {1}</translation>
    </message>
    <message>
        <source>Trading hours</source>
        <translation>Handelszeiten</translation>
    </message>
    <message>
        <source>Trailing drawdown</source>
        <translation>Nachlaufender Drawdown</translation>
    </message>
    <message>
        <source>Tue</source>
        <translation>Di</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Unlock {0}</source>
        <translation>{0} entsperren</translation>
    </message>
    <message>
        <source>Unlock...</source>
        <translation>Entsperren …</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Warning at {0} % → {1} %</source>
        <translation>Warnung bei {0} % → {1} %</translation>
    </message>
    <message>
        <source>Wed</source>
        <translation>Mi</translation>
    </message>
    <message>
        <source>Week {0}</source>
        <translation>Woche {0}</translation>
    </message>
    <message>
        <source>Weekly loss</source>
        <translation>Wochenverlust</translation>
    </message>
    <message>
        <source>Weekly profit target</source>
        <translation>Wochengewinnziel</translation>
    </message>
    <message>
        <source>What happens to the rule</source>
        <translation>Was mit der Regel geschieht</translation>
    </message>
    <message>
        <source>What saving changes</source>
        <translation>Was das Speichern ändert</translation>
    </message>
    <message>
        <source>When trades are opened, and by when the account is flat. Exits always pass.</source>
        <translation>Wann Trades eröffnet werden und bis wann das Konto flat ist. Ausstiege gehen immer durch.</translation>
    </message>
    <message>
        <source>Why do you unlock it?</source>
        <translation>Warum entsperren Sie?</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>Zeitfenster</translation>
    </message>
    <message>
        <source>Worth {0}</source>
        <translation>Wert {0}</translation>
    </message>
    <message>
        <source>You can unlock it at any time, with a reason.</source>
        <translation>Sie können jederzeit entsperren, mit Angabe eines Grundes.</translation>
    </message>
    <message>
        <source>end of day</source>
        <translation>Tagesende</translation>
    </message>
    <message>
        <source>flat by {0}</source>
        <translation>flat bis {0}</translation>
    </message>
    <message>
        <source>in no group</source>
        <translation>in keiner Gruppe</translation>
    </message>
    <message>
        <source>in order</source>
        <translation>in Ordnung</translation>
    </message>
    <message>
        <source>intraday</source>
        <translation>intraday</translation>
    </message>
    <message>
        <source>leads {0}</source>
        <translation>führt {0}</translation>
    </message>
    <message>
        <source>must be a time like 15:10</source>
        <translation>muss eine Uhrzeit wie 15:10 sein</translation>
    </message>
    <message>
        <source>must be a time zone like America/Chicago</source>
        <translation>muss eine Zeitzone wie America/Chicago sein</translation>
    </message>
    <message>
        <source>must be a whole number</source>
        <translation>muss eine ganze Zahl sein</translation>
    </message>
    <message>
        <source>must be an amount like 1,250.50</source>
        <translation>muss ein Betrag wie 1,250.50 sein</translation>
    </message>
    <message>
        <source>must be like 08:30-15:00 or Mon-Fri 08:30-15:00</source>
        <translation>muss wie 08:30-15:00 oder Mon-Fri 08:30-15:00 aussehen</translation>
    </message>
    <message>
        <source>no rules</source>
        <translation>keine Regeln</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>static</source>
        <translation>fest</translation>
    </message>
    <message numerus="yes">
        <source>{0} accounts</source>
        <comment>{0} account</comment>
        <translation>
            <numerusform>{0} Konto</numerusform>
            <numerusform>{0} Konten</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} und {1} weitere</translation>
    </message>
    <message>
        <source>{0} armed</source>
        <translation>{0} scharf</translation>
    </message>
    <message>
        <source>{0} below {1}, {2}</source>
        <translation>{0} unter {1}, {2}</translation>
    </message>
    <message numerus="yes">
        <source>{0} contracts</source>
        <comment>{0} contract</comment>
        <translation>
            <numerusform>{0} Kontrakt</numerusform>
            <numerusform>{0} Kontrakte</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>{0} übrig</translation>
    </message>
    <message numerus="yes">
        <source>{0} losses</source>
        <comment>{0} loss</comment>
        <translation>
            <numerusform>{0} Verlust</numerusform>
            <numerusform>{0} Verluste</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} min after {1} in a row</source>
        <translation>{0} min nach {1} in Folge</translation>
    </message>
    <message>
        <source>{0} min before to {1} min after</source>
        <translation>{0} min davor bis {1} min danach</translation>
    </message>
    <message numerus="yes">
        <source>{0} rules are saved but not armed.</source>
        <comment>{0} rule is saved but not armed.</comment>
        <translation>
            <numerusform>{0} Regel ist gespeichert, aber nicht scharf.</numerusform>
            <numerusform>{0} Regeln sind gespeichert, aber nicht scharf.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} to {1}: {2} {3}</source>
        <translation>{0} bis {1}: {2} {3}</translation>
    </message>
    <message numerus="yes">
        <source>{0} trades</source>
        <comment>{0} trade</comment>
        <translation>
            <numerusform>{0} Trade</numerusform>
            <numerusform>{0} Trades</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} {1}</source>
        <translation>{0} {1}</translation>
    </message>
    <message>
        <source>{0}, flat when it begins</source>
        <translation>{0}, flat bei Beginn</translation>
    </message>
    <message>
        <source>{0}, floor stays at {1}</source>
        <translation>{0}, Boden bleibt bei {1}</translation>
    </message>
    <message>
        <source>{0}, from your own copy {1}</source>
        <translation>{0}, aus Ihrer eigenen Kopie {1}</translation>
    </message>
    <message>
        <source>{0}, leader</source>
        <translation>{0}, Leader</translation>
    </message>
    <message>
        <source>{0}, not armed</source>
        <translation>{0}, nicht scharf</translation>
    </message>
    <message>
        <source>{0}, once {1} was reached</source>
        <translation>{0}, sobald {1} erreicht war</translation>
    </message>
    <message>
        <source>{0}, {1} micros as one</source>
        <translation>{0}, {1} Micros als einer</translation>
    </message>
    <message>
        <source>{0}, {1} not armed</source>
        <translation>{0}, {1} nicht scharf</translation>
    </message>
    <message>
        <source>{0}. Short: {1}</source>
        <translation>{0}. Verkürzt: {1}</translation>
    </message>
    <message>
        <source>{0}: share of the limit that is used up</source>
        <translation>{0}: verbrauchter Teil der Grenze</translation>
    </message>
    <message>
        <source>{0}: what happens to it</source>
        <translation>{0}: was damit geschieht</translation>
    </message>
    <message>
        <source>{0}: {1} → {2}</source>
        <translation>{0}: {1} → {2}</translation>
    </message>
</context>
<context>
    <name>Sentences</name>
    <message>
        <source>1 order works in {symbol}.</source>
        <translation>In {symbol} steht 1 Order.</translation>
    </message>
    <message>
        <source>A breach disables replication.</source>
        <translation>Nach einem Verstoß wird nicht mehr kopiert.</translation>
    </message>
    <message>
        <source>A breach no longer disables replication.</source>
        <translation>Auch nach einem Verstoß wird weiter kopiert.</translation>
    </message>
    <message>
        <source>A broker reported a fill a second time.</source>
        <translation>Ein Broker hat eine Ausführung ein zweites Mal gemeldet.</translation>
    </message>
    <message>
        <source>A brokerage account of your own, with your own money.</source>
        <translation>Ihr eigenes Brokerkonto, mit Ihrem eigenen Geld.</translation>
    </message>
    <message>
        <source>A change of a copy group came when it was not allowed any more; nothing was changed.</source>
        <translation>Eine Änderung einer Kopiergruppe kam, als sie nicht mehr erlaubt war; geändert wurde nichts.</translation>
    </message>
    <message>
        <source>A change of a copy group was refused and could not be taken back: {why}</source>
        <translation>Eine Änderung einer Kopiergruppe wurde abgelehnt und ließ sich nicht zurücknehmen: {why}</translation>
    </message>
    <message>
        <source>A connection needs a name.</source>
        <translation>Eine Verbindung braucht einen Namen.</translation>
    </message>
    <message>
        <source>A flatten has begun on a follower.</source>
        <translation>Bei einem Follower hat das Glattstellen begonnen.</translation>
    </message>
    <message>
        <source>A follower&apos;s resting copy filled and the leader&apos;s order has not.</source>
        <translation>Die wartende Kopie eines Followers wurde ausgeführt, die Order des Leaders nicht.</translation>
    </message>
    <message>
        <source>A lock, a cool-down or a window of an account has ended.</source>
        <translation>Eine Sperre, eine Pause oder ein Zeitfenster eines Kontos ist vorbei.</translation>
    </message>
    <message>
        <source>A number. It is shown when the key is made.</source>
        <translation>Eine Zahl. Sie wird beim Anlegen des Schlüssels angezeigt.</translation>
    </message>
    <message>
        <source>A position that should be closed is not closed, or its close is not confirmed.</source>
        <translation>Eine Position, die geschlossen sein sollte, ist es nicht, oder ihr Schließen ist nicht bestätigt.</translation>
    </message>
    <message>
        <source>A position was closed twice; what came out on the other side is closed at once.</source>
        <translation>Eine Position wurde zweimal geschlossen; was dabei auf der anderen Seite entstand, wird sofort geschlossen.</translation>
    </message>
    <message>
        <source>A resting entry that has not filled {after} s after the leader&apos;s is cancelled.</source>
        <translation>Ein wartender Einstieg, der {after} s nach dem des Leaders nicht ausgeführt ist, wird storniert.</translation>
    </message>
    <message>
        <source>A resting entry that has not filled {after} s after the leader&apos;s is taken at the market, within {ticks} ticks of his fill.</source>
        <translation>Ein wartender Einstieg, der {after} s nach dem des Leaders nicht ausgeführt ist, wird zum Marktpreis genommen, innerhalb von {ticks} Ticks um seine Ausführung.</translation>
    </message>
    <message>
        <source>A resting entry that has not filled {after} s after the leader&apos;s works on, and you are told.</source>
        <translation>Ein wartender Einstieg, der {after} s nach dem des Leaders nicht ausgeführt ist, bleibt stehen, und Sie erfahren es.</translation>
    </message>
    <message>
        <source>A resting exit that has not filled {seconds} s after the leader&apos;s is closed at the market.</source>
        <translation>Ein wartender Ausstieg, der {seconds} s nach dem des Leaders nicht ausgeführt ist, wird zum Marktpreis geschlossen.</translation>
    </message>
    <message>
        <source>A risk rule is saved and not armed, or the stop of a trade would reach a limit.</source>
        <translation>Eine Risikoregel ist gespeichert, aber nicht scharf, oder der Stop eines Trades würde eine Grenze erreichen.</translation>
    </message>
    <message>
        <source>A risk rule of an account has fired: it is flattened and then locked.</source>
        <translation>Eine Risikoregel eines Kontos hat ausgelöst: Es wird glattgestellt und dann gesperrt.</translation>
    </message>
    <message>
        <source>A tolerance lies between 0 and 60 seconds.</source>
        <translation>Eine Toleranz liegt zwischen 0 und 60 Sekunden.</translation>
    </message>
    <message>
        <source>A tolerance of the guard lies between 0 and 60 s; it is {seconds} s.</source>
        <translation>Eine Toleranz des Wächters liegt zwischen 0 und 60 s; hier sind es {seconds} s.</translation>
    </message>
    <message>
        <source>A trade by hand moved this follower from {before} to {position} {symbol}.</source>
        <translation>Ein Trade von Hand hat diesen Follower von {before} auf {position} {symbol} gebracht.</translation>
    </message>
    <message>
        <source>A trade that is open can be managed and closed; a new one may begin with the next trading day.</source>
        <translation>Ein offener Trade kann geführt und geschlossen werden; ein neuer darf mit dem nächsten Handelstag beginnen.</translation>
    </message>
    <message>
        <source>A trade was copied smaller than its size because of a limit.</source>
        <translation>Ein Trade wurde wegen einer Grenze kleiner kopiert.</translation>
    </message>
    <message>
        <source>A trade was not copied because of your own settings: a switch, the whitelist, a limit.</source>
        <translation>Ein Trade wurde wegen Ihrer eigenen Einstellungen nicht kopiert: ein Schalter, die Whitelist, eine Grenze.</translation>
    </message>
    <message>
        <source>A trade was not copied because something was not in order: a connection, a broker&apos;s refusal, a breaker.</source>
        <translation>Ein Trade wurde nicht kopiert, weil etwas nicht in Ordnung war: eine Verbindung, eine Ablehnung des Brokers, eine Sicherung.</translation>
    </message>
    <message>
        <source>API key number (cid)</source>
        <translation>API-Schlüsselnummer (cid)</translation>
    </message>
    <message>
        <source>API password</source>
        <translation>API-Passwort</translation>
    </message>
    <message>
        <source>API secret</source>
        <translation>API-Secret</translation>
    </message>
    <message>
        <source>Account locked</source>
        <translation>Konto gesperrt</translation>
    </message>
    <message>
        <source>Account opens again</source>
        <translation>Konto öffnet wieder</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Aufstockung</translation>
    </message>
    <message>
        <source>Add another connection.</source>
        <translation>Fügen Sie eine weitere Verbindung hinzu.</translation>
    </message>
    <message>
        <source>Add it as a new connection.</source>
        <translation>Fügen Sie sie als neue Verbindung hinzu.</translation>
    </message>
    <message>
        <source>Add it to the whitelist to copy it.</source>
        <translation>Nehmen Sie es in die Whitelist auf, um es zu kopieren.</translation>
    </message>
    <message>
        <source>Add its connection first.</source>
        <translation>Fügen Sie zuerst seine Verbindung hinzu.</translation>
    </message>
    <message>
        <source>Additions never take it above the size of the leader&apos;s whole position.</source>
        <translation>Aufstockungen bringen ihn nie über die Größe der ganzen Position des Leaders.</translation>
    </message>
    <message>
        <source>Adds</source>
        <translation>Aufstockungen</translation>
    </message>
    <message>
        <source>Adopt it, where that is offered, if it is the leader&apos;s trade of before: it then follows his exits.</source>
        <translation>Übernehmen Sie sie, wo das angeboten wird, wenn es der Trade des Leaders von vorher ist: Dann folgt sie seinen Ausstiegen.</translation>
    </message>
    <message>
        <source>Adopted: {position} {symbol} is right from now on.</source>
        <translation>Übernommen: {position} {symbol} gilt ab jetzt als richtig.</translation>
    </message>
    <message>
        <source>After an exit by the guard, replication to that follower stops until you switch it on again.</source>
        <translation>Nach einem Ausstieg durch den Wächter wird auf diesen Follower nicht mehr kopiert, bis Sie ihn wieder einschalten.</translation>
    </message>
    <message>
        <source>Alert only</source>
        <translation>Nur melden</translation>
    </message>
    <message>
        <source>Also NinjaTrader Brokerage, and the prop firms that give you a Tradovate login.</source>
        <translation>Auch NinjaTrader Brokerage und die Prop-Firmen, die Ihnen ein Tradovate-Login geben.</translation>
    </message>
    <message>
        <source>An account can be connected once only, or its orders would be seen twice. Remove that connection first.</source>
        <translation>Ein Konto kann nur einmal verbunden sein, sonst würden seine Orders doppelt gesehen. Entfernen Sie zuerst jene Verbindung.</translation>
    </message>
    <message>
        <source>An account cannot copy itself: take it out of one of the two.</source>
        <translation>Ein Konto kann sich nicht selbst kopieren: Nehmen Sie es aus einem von beiden.</translation>
    </message>
    <message>
        <source>An account has come near a limit of its risk rules.</source>
        <translation>Ein Konto ist einer Grenze seiner Risikoregeln nahe gekommen.</translation>
    </message>
    <message>
        <source>An account is locked: nothing is opened on it, exits go through.</source>
        <translation>Ein Konto ist gesperrt: Eröffnet wird dort nichts, Ausstiege gehen durch.</translation>
    </message>
    <message>
        <source>An earlier order on the other side was not settled in time, so this one was not sent.</source>
        <translation>Eine frühere Order auf der anderen Seite war nicht rechtzeitig erledigt, darum wurde diese nicht gesendet.</translation>
    </message>
    <message>
        <source>An exit in {symbol} is not confirmed yet. Look at the account at the broker.</source>
        <translation>Ein Ausstieg in {symbol} ist noch nicht bestätigt. Sehen Sie sich das Konto beim Broker an.</translation>
    </message>
    <message>
        <source>An exit in {symbol} is not through: {excess} still to be closed. Close it at the broker if you can.</source>
        <translation>Ein Ausstieg in {symbol} ist nicht durch: {excess} sind noch zu schließen. Schließen Sie beim Broker, wenn Sie können.</translation>
    </message>
    <message>
        <source>An older list of releases came than was there before; it is not believed.</source>
        <translation>Es kam eine ältere Liste der Ausgaben als zuvor; ihr wird nicht geglaubt.</translation>
    </message>
    <message>
        <source>An order in {symbol} bears this program&apos;s mark ({identity}), but it was not sent from here. Does MimikDesk run on another machine for this account? It is left alone.</source>
        <translation>Eine Order in {symbol} trägt das Zeichen dieses Programms ({identity}), wurde aber nicht von hier gesendet. Läuft MimikDesk für dieses Konto auf einem anderen Rechner? Sie wird nicht angerührt.</translation>
    </message>
    <message>
        <source>An order in {symbol} is on its way.</source>
        <translation>Eine Order in {symbol} ist unterwegs.</translation>
    </message>
    <message>
        <source>An order rests on a follower and the leader has none like it.</source>
        <translation>Bei einem Follower wartet eine Order, zu der der Leader keine hat.</translation>
    </message>
    <message>
        <source>An order that fills in parts is copied once, when it is done.</source>
        <translation>Eine Order in Teilausführungen wird einmal kopiert, wenn sie fertig ist.</translation>
    </message>
    <message>
        <source>An order that fills in parts is followed fill by fill.</source>
        <translation>Einer Order in Teilausführungen wird Ausführung für Ausführung gefolgt.</translation>
    </message>
    <message>
        <source>An order that rested on a follower was cancelled.</source>
        <translation>Eine wartende Order eines Followers wurde storniert.</translation>
    </message>
    <message>
        <source>An order was refused, lost or never sent, and is not sent again.</source>
        <translation>Eine Order wurde abgelehnt, ging verloren oder wurde nie gesendet, und sie wird nicht erneut gesendet.</translation>
    </message>
    <message>
        <source>Another MimikDesk trades on the same account.</source>
        <translation>Ein anderes MimikDesk handelt auf demselben Konto.</translation>
    </message>
    <message>
        <source>Another instrument of the leader is already copied into the same one here.</source>
        <translation>Ein anderes Instrument des Leaders wird hier schon in dasselbe kopiert.</translation>
    </message>
    <message>
        <source>Another leader cannot be chosen now. {account}: {why}</source>
        <translation>Ein anderer Leader lässt sich jetzt nicht wählen. {account}: {why}</translation>
    </message>
    <message>
        <source>Another leader has to wait. {name}: {why}</source>
        <translation>Ein anderer Leader muss warten. {name}: {why}</translation>
    </message>
    <message>
        <source>Another market at each start</source>
        <translation>Bei jedem Start ein anderer Markt</translation>
    </message>
    <message>
        <source>Another wish has taken its place.</source>
        <translation>Ein anderer Wunsch ist an seine Stelle getreten.</translation>
    </message>
    <message>
        <source>Answer the session check.</source>
        <translation>Beantworten Sie die Sitzungsprüfung.</translation>
    </message>
    <message>
        <source>Answer the session check: adopt what it holds, flatten it, or leave it.</source>
        <translation>Beantworten Sie die Sitzungsprüfung: übernehmen, glattstellen oder belassen.</translation>
    </message>
    <message>
        <source>Answer with Flatten: it stays flat, and copies again from the leader&apos;s next trade.</source>
        <translation>Antworten Sie mit Glattstellen: Er bleibt flat und kopiert wieder ab dem nächsten Trade des Leaders.</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>As the system follows your desktop while the program runs, also into high contrast. High contrast keeps every text at 7:1 against its ground or better.</source>
        <translation>Wie das System folgt Ihrem Desktop, auch während das Programm läuft und auch in den hohen Kontrast. Im hohen Kontrast hat jeder Text mindestens 7:1 zu seinem Grund.</translation>
    </message>
    <message>
        <source>Ask the broker, or add the login that has it.</source>
        <translation>Fragen Sie den Broker, oder fügen Sie das Login hinzu, das es hat.</translation>
    </message>
    <message>
        <source>Ask your firm how the account stands before you unlock it on the Risk page.</source>
        <translation>Fragen Sie Ihre Firma, wie das Konto steht, bevor Sie es auf der Seite Risiko entsperren.</translation>
    </message>
    <message>
        <source>Back after a pause</source>
        <translation>Zurück nach einer Pause</translation>
    </message>
    <message>
        <source>Before the next trade</source>
        <translation>Vor dem nächsten Trade</translation>
    </message>
    <message>
        <source>Being flattened; it is removed as soon as the broker reports it flat.</source>
        <translation>Wird glattgestellt; er wird entfernt, sobald der Broker ihn flat meldet.</translation>
    </message>
    <message>
        <source>Bought {qty} {symbol} at {where}.</source>
        <translation>Gekauft: {qty} {symbol} zu {where}.</translation>
    </message>
    <message>
        <source>Broker takes no requests</source>
        <translation>Broker nimmt keine Anfragen</translation>
    </message>
    <message>
        <source>By position</source>
        <translation>Nach Position</translation>
    </message>
    <message>
        <source>By the number of accounts</source>
        <translation>Nach Zahl der Konten</translation>
    </message>
    <message>
        <source>Cancel not confirmed</source>
        <translation>Stornierung nicht bestätigt</translation>
    </message>
    <message>
        <source>Change refused</source>
        <translation>Änderung abgelehnt</translation>
    </message>
    <message>
        <source>Check at the broker that no order is left working on the account.</source>
        <translation>Prüfen Sie beim Broker, dass auf dem Konto keine Order mehr offen ist.</translation>
    </message>
    <message>
        <source>Check the decimal point.</source>
        <translation>Prüfen Sie den Dezimalpunkt.</translation>
    </message>
    <message>
        <source>Check the spelling; openings in anything else are held back.</source>
        <translation>Prüfen Sie die Schreibweise; Eröffnungen in allem anderen werden zurückgehalten.</translation>
    </message>
    <message>
        <source>Choose a replication mode in the group&apos;s settings.</source>
        <translation>Wählen Sie in den Einstellungen der Gruppe eine Kopierart.</translation>
    </message>
    <message>
        <source>Choose another leader and save; then it can be added.</source>
        <translation>Wählen Sie einen anderen Leader und speichern Sie; dann lässt es sich aufnehmen.</translation>
    </message>
    <message>
        <source>Choose another leader when all accounts of the group are flat and nothing works there.</source>
        <translation>Wählen Sie einen anderen Leader, wenn alle Konten der Gruppe flat sind und dort keine Order steht.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Choose at least one account that copies.</source>
        <translation>Wählen Sie mindestens ein Konto, das kopiert.</translation>
    </message>
    <message>
        <source>Choose the account that you trade by hand.</source>
        <translation>Wählen Sie das Konto, das Sie von Hand handeln.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließung</translation>
    </message>
    <message>
        <source>Close it now at the broker, by hand or by phone. Ask later why it would not close.</source>
        <translation>Schließen Sie sie jetzt beim Broker, von Hand oder telefonisch. Fragen Sie später, warum sie sich nicht schließen ließ.</translation>
    </message>
    <message>
        <source>Close it. The leader is out, so nothing will ever close this position for you.</source>
        <translation>Schließen Sie sie. Der Leader ist draußen, also schließt diese Position sonst niemand für Sie.</translation>
    </message>
    <message>
        <source>Close it. The position works against the leader&apos;s, and some firms treat that as hedging between accounts.</source>
        <translation>Schließen Sie sie. Die Position läuft gegen die des Leaders, und manche Firmen werten das als Hedging zwischen Konten.</translation>
    </message>
    <message>
        <source>Close the leader by hand where his rule asks for it; this program never trades him.</source>
        <translation>Schließen Sie den Leader von Hand, wo seine Regel es verlangt; dieses Programm handelt ihn nie.</translation>
    </message>
    <message>
        <source>Close the position at the broker if it takes long.</source>
        <translation>Schließen Sie die Position beim Broker, wenn es lange dauert.</translation>
    </message>
    <message>
        <source>Close the position at the broker if you can; the program goes on trying.</source>
        <translation>Schließen Sie die Position beim Broker, wenn Sie können; das Programm versucht es weiter.</translation>
    </message>
    <message>
        <source>Close what does not belong to the copy.</source>
        <translation>Schließen Sie, was nicht zur Kopie gehört.</translation>
    </message>
    <message>
        <source>Close what is too much. Only the excess is closed, the rest follows the leader.</source>
        <translation>Schließen Sie, was zu viel ist. Nur der Überhang wird geschlossen, der Rest folgt dem Leader.</translation>
    </message>
    <message>
        <source>Closing everything it holds in {symbol}.</source>
        <translation>Alles, was er in {symbol} hält, wird geschlossen.</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Compare the account with its broker.</source>
        <translation>Vergleichen Sie das Konto mit seinem Broker.</translation>
    </message>
    <message>
        <source>Compare the follower with its broker.</source>
        <translation>Vergleichen Sie den Follower mit seinem Broker.</translation>
    </message>
    <message>
        <source>Compare the follower with the leader; nothing is entered again by itself.</source>
        <translation>Vergleichen Sie den Follower mit dem Leader; von selbst wird nicht wieder eingestiegen.</translation>
    </message>
    <message>
        <source>Complete the follower&apos;s instrument mapping, or trade an instrument it covers.</source>
        <translation>Vervollständigen Sie die Instrumentenzuordnung des Followers, oder handeln Sie ein Instrument, das sie enthält.</translation>
    </message>
    <message>
        <source>Connecting...</source>
        <translation>Verbindung wird aufgebaut …</translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation>Verbindung verloren</translation>
    </message>
    <message numerus="yes">
        <source>Connection “{name}” added with {count} accounts.</source>
        <comment>Connection “{name}” added with {count} account.</comment>
        <translation>
            <numerusform>Verbindung „{name}“ mit {count} Konto hinzugefügt.</numerusform>
            <numerusform>Verbindung „{name}“ mit {count} Konten hinzugefügt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Connection “{name}” removed.</source>
        <translation>Verbindung „{name}“ entfernt.</translation>
    </message>
    <message>
        <source>Connection “{name}”: signed in again {how}.</source>
        <translation>Verbindung „{name}“: neu angemeldet {how}.</translation>
    </message>
    <message>
        <source>Cool-down: {risk}.</source>
        <translation>Pause: {risk}.</translation>
    </message>
    <message>
        <source>Copied by another computer</source>
        <translation>Von einem anderen Rechner kopiert</translation>
    </message>
    <message>
        <source>Copied in part</source>
        <translation>Nur teilweise kopiert</translation>
    </message>
    <message>
        <source>Copy failed</source>
        <translation>Kopie fehlgeschlagen</translation>
    </message>
    <message>
        <source>Copy group “{name}” was added.</source>
        <translation>Kopiergruppe „{name}“ wurde angelegt.</translation>
    </message>
    <message>
        <source>Copy group “{name}” was changed.</source>
        <translation>Kopiergruppe „{name}“ wurde geändert.</translation>
    </message>
    <message>
        <source>Copy group “{name}” was removed.</source>
        <translation>Kopiergruppe „{name}“ wurde entfernt.</translation>
    </message>
    <message>
        <source>Copy group “{old}” was changed and is called “{name}” now.</source>
        <translation>Kopiergruppe „{old}“ wurde geändert und heißt jetzt „{name}“.</translation>
    </message>
    <message>
        <source>Copy on the window&apos;s own thread</source>
        <translation>Im Thread des Fensters kopieren</translation>
    </message>
    <message>
        <source>Copying begins with the leader&apos;s next trade after saving; what he holds by then is not copied.</source>
        <translation>Kopiert wird ab dem nächsten Trade des Leaders nach dem Speichern; was er bis dahin hält, wird nicht kopiert.</translation>
    </message>
    <message>
        <source>Correct it.</source>
        <translation>Berichtigen Sie es.</translation>
    </message>
    <message>
        <source>Correct them.</source>
        <translation>Berichtigen Sie sie.</translation>
    </message>
    <message>
        <source>Corrections are on.</source>
        <translation>Korrekturen sind an.</translation>
    </message>
    <message>
        <source>Daily loss: {risk}.</source>
        <translation>Tagesverlust: {risk}.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>Dense</source>
        <translation>Dicht</translation>
    </message>
    <message>
        <source>Dense shows about a quarter more accounts on the same screen.</source>
        <translation>Dicht zeigt auf demselben Bildschirm etwa ein Viertel mehr Konten.</translation>
    </message>
    <message>
        <source>Deutsch</source>
        <translation>Deutsch</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Difference answered</source>
        <translation>Abweichung beantwortet</translation>
    </message>
    <message>
        <source>Disconnecting...</source>
        <translation>Wird getrennt …</translation>
    </message>
    <message>
        <source>Dry run: everything is decided and shown, and no order opens anything.</source>
        <translation>Trockenlauf: Alles wird entschieden und gezeigt, und keine Order eröffnet etwas.</translation>
    </message>
    <message>
        <source>Dry run: the follower would have opened {size}; nothing was sent.</source>
        <translation>Trockenlauf: Der Follower hätte {size} eröffnet; gesendet wurde nichts.</translation>
    </message>
    <message>
        <source>Each fill</source>
        <translation>Jede Ausführung</translation>
    </message>
    <message>
        <source>End one of the two.</source>
        <translation>Beenden Sie eines der beiden.</translation>
    </message>
    <message>
        <source>End the group&apos;s dry run to copy for real; a position decided in the dry run is not entered late.</source>
        <translation>Beenden Sie den Trockenlauf der Gruppe, um wirklich zu kopieren; in eine Position aus dem Trockenlauf wird nicht nachträglich eingestiegen.</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>Einstieg</translation>
    </message>
    <message>
        <source>Entry missed</source>
        <translation>Einstieg verpasst</translation>
    </message>
    <message>
        <source>Entry not filled</source>
        <translation>Einstieg nicht ausgeführt</translation>
    </message>
    <message>
        <source>Every instrument is copied.</source>
        <translation>Jedes Instrument wird kopiert.</translation>
    </message>
    <message>
        <source>Every {seconds} s</source>
        <translation>Alle {seconds} s</translation>
    </message>
    <message>
        <source>Exit</source>
        <translation>Aussteigen</translation>
    </message>
    <message>
        <source>Exit and pause</source>
        <translation>Aussteigen und Pause</translation>
    </message>
    <message>
        <source>Exit not sent yet: {detail}</source>
        <translation>Ausstieg noch nicht gesendet: {detail}</translation>
    </message>
    <message>
        <source>Exit not through</source>
        <translation>Ausstieg kommt nicht durch</translation>
    </message>
    <message>
        <source>Exit on fill</source>
        <translation>Ausstieg bei Ausführung</translation>
    </message>
    <message>
        <source>Exit refused, being repeated</source>
        <translation>Ausstieg abgelehnt, wird wiederholt</translation>
    </message>
    <message>
        <source>Exit waits for the line</source>
        <translation>Ausstieg wartet auf die Verbindung</translation>
    </message>
    <message>
        <source>Few requests left</source>
        <translation>Nur noch wenige Anfragen</translation>
    </message>
    <message>
        <source>Fill taken back</source>
        <translation>Ausführung zurückgenommen</translation>
    </message>
    <message>
        <source>Fill told twice</source>
        <translation>Ausführung doppelt gemeldet</translation>
    </message>
    <message>
        <source>Filled before the leader</source>
        <translation>Vor dem Leader ausgeführt</translation>
    </message>
    <message>
        <source>Find out who traded: another program or a phone on the same login, a leftover order, or somebody else.</source>
        <translation>Finden Sie heraus, wer gehandelt hat: ein anderes Programm oder ein Telefon mit demselben Login, eine übrig gebliebene Order oder jemand anderes.</translation>
    </message>
    <message>
        <source>Findings are shown, nothing is closed by itself.</source>
        <translation>Befunde werden gezeigt, von selbst wird nichts geschlossen.</translation>
    </message>
    <message>
        <source>Flat, confirmed</source>
        <translation>Flat, bestätigt</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Glattstellen</translation>
    </message>
    <message>
        <source>Flatten first, or leave everything as it is?</source>
        <translation>Zuerst glattstellen, oder alles lassen, wie es ist?</translation>
    </message>
    <message>
        <source>Flatten it if you do not know where it comes from: then it starts clean with the leader&apos;s next trade.</source>
        <translation>Stellen Sie sie glatt, wenn Sie nicht wissen, woher sie kommt: Dann beginnt er sauber mit dem nächsten Trade des Leaders.</translation>
    </message>
    <message>
        <source>Flatten the follower to copy again from the leader&apos;s next trade.</source>
        <translation>Stellen Sie den Follower glatt, um ab dem nächsten Trade des Leaders wieder zu kopieren.</translation>
    </message>
    <message>
        <source>Flatten the follower; it copies again from the leader&apos;s next trade.</source>
        <translation>Stellen Sie den Follower glatt; er kopiert wieder ab dem nächsten Trade des Leaders.</translation>
    </message>
    <message>
        <source>Flatten waits for the line: nothing is closed before it is back. Close it at the broker if you can.</source>
        <translation>Das Glattstellen wartet auf die Verbindung: Bis sie zurück ist, wird nichts geschlossen. Schließen Sie beim Broker, wenn Sie können.</translation>
    </message>
    <message>
        <source>Flatten: closing everything.</source>
        <translation>Glattstellen: Alles wird geschlossen.</translation>
    </message>
    <message>
        <source>Flattening: closing everything and waiting for the broker to report flat.</source>
        <translation>Wird glattgestellt: Alles wird geschlossen, bis der Broker flat meldet.</translation>
    </message>
    <message>
        <source>Flattening: {cause}</source>
        <translation>Wird glattgestellt: {cause}</translation>
    </message>
    <message>
        <source>Follower brought back in line</source>
        <translation>Follower wieder im Gleichlauf</translation>
    </message>
    <message>
        <source>Follower brought back in line: {rest}</source>
        <translation>Follower wieder im Gleichlauf: {rest}</translation>
    </message>
    <message>
        <source>Follower differs from the leader</source>
        <translation>Follower weicht vom Leader ab</translation>
    </message>
    <message>
        <source>Follower holds too little</source>
        <translation>Follower hält zu wenig</translation>
    </message>
    <message>
        <source>Follower holds too much</source>
        <translation>Follower hält zu viel</translation>
    </message>
    <message>
        <source>Follower on the other side</source>
        <translation>Follower auf der Gegenseite</translation>
    </message>
    <message>
        <source>Follower out of line</source>
        <translation>Follower nicht im Gleichlauf</translation>
    </message>
    <message>
        <source>For a funded brokerage account with Tradovate&apos;s API add-on. Prop firms do not sell it.</source>
        <translation>Für ein eigenes Brokerkonto mit dem API-Zusatz von Tradovate. Prop-Firmen verkaufen ihn nicht.</translation>
    </message>
    <message>
        <source>For finding faults only. Copies wait while the window is busy, or held by its title bar.</source>
        <translation>Nur zur Fehlersuche. Kopien warten, solange das Fenster beschäftigt ist oder an seiner Titelleiste gehalten wird.</translation>
    </message>
    <message>
        <source>For half the leader&apos;s size write 0.5.</source>
        <translation>Für die halbe Größe des Leaders schreiben Sie 0.5.</translation>
    </message>
    <message>
        <source>Foreign trade on a follower</source>
        <translation>Fremder Trade bei einem Follower</translation>
    </message>
    <message>
        <source>Give it one that you will know it by.</source>
        <translation>Geben Sie ihr einen, an dem Sie sie erkennen.</translation>
    </message>
    <message>
        <source>Give that group another leader, or remove it; then the account can be chosen.</source>
        <translation>Geben Sie jener Gruppe einen anderen Leader, oder entfernen Sie sie; dann lässt sich das Konto wählen.</translation>
    </message>
    <message>
        <source>Go on there.</source>
        <translation>Machen Sie dort weiter.</translation>
    </message>
    <message>
        <source>Group not changed</source>
        <translation>Gruppe nicht geändert</translation>
    </message>
    <message>
        <source>Groups cannot be changed here.</source>
        <translation>Gruppen lassen sich hier nicht ändern.</translation>
    </message>
    <message>
        <source>Guard</source>
        <translation>Wächter</translation>
    </message>
    <message>
        <source>Guard “{profile}”: {words}</source>
        <translation>Wächter „{profile}“: {words}</translation>
    </message>
    <message>
        <source>Guard: it {stands}</source>
        <translation>Wächter: Er {stands}</translation>
    </message>
    <message>
        <source>He is {position} {symbol}.</source>
        <translation>Er ist {position} {symbol}.</translation>
    </message>
    <message>
        <source>Hide money while streaming</source>
        <translation>Geld beim Streamen verbergen</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>How soon one that nobody has acknowledged asks again. It ends when you have seen it, or when what it is about is over.</source>
        <translation>Wie bald eine Meldung, die niemand bestätigt hat, wieder fragt. Das endet, wenn Sie sie gesehen haben oder ihr Anlass vorbei ist.</translation>
    </message>
    <message>
        <source>If it cannot wait, ask the broker&apos;s trade desk what can be done before the opening.</source>
        <translation>Wenn es nicht warten kann, fragen Sie den Trade Desk des Brokers, was vor der Eröffnung möglich ist.</translation>
    </message>
    <message>
        <source>If it takes long, close the position at the broker.</source>
        <translation>Wenn es lange dauert, schließen Sie die Position beim Broker.</translation>
    </message>
    <message>
        <source>If you did not trade it yourself, change the password of the login.</source>
        <translation>Wenn Sie das nicht selbst gehandelt haben, ändern Sie das Passwort des Logins.</translation>
    </message>
    <message>
        <source>If you want the full size, add the rest by hand at the broker: up to the expected size it counts as a copy.</source>
        <translation>Wenn Sie die volle Größe wollen, stocken Sie den Rest beim Broker von Hand auf: Bis zur erwarteten Größe zählt er als Kopie.</translation>
    </message>
    <message>
        <source>If you want the trade all the same, enter it by hand at the broker.</source>
        <translation>Wenn Sie den Trade trotzdem wollen, steigen Sie beim Broker von Hand ein.</translation>
    </message>
    <message>
        <source>If you want the trade all the same, enter it by hand at the broker: up to the expected size it counts as a copy.</source>
        <translation>Wenn Sie den Trade trotzdem wollen, steigen Sie beim Broker von Hand ein: Bis zur erwarteten Größe zählt er als Kopie.</translation>
    </message>
    <message>
        <source>In a closed market: {what}.</source>
        <translation>Bei geschlossenem Markt: {what}.</translation>
    </message>
    <message>
        <source>In the browser</source>
        <translation>Im Browser</translation>
    </message>
    <message>
        <source>Install the newest version.</source>
        <translation>Installieren Sie die neueste Version.</translation>
    </message>
    <message numerus="yes">
        <source>It answers: {count} accounts were read in {time}.</source>
        <comment>It answers: {count} account was read in {time}.</comment>
        <translation>
            <numerusform>Sie antwortet: {count} Konto in {time} gelesen.</numerusform>
            <numerusform>Sie antwortet: {count} Konten in {time} gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>It can lead, but not follow. Take it out.</source>
        <translation>Es kann führen, aber nicht folgen. Nehmen Sie es heraus.</translation>
    </message>
    <message>
        <source>It cannot be adopted: it does not stand on the leader&apos;s side, or holds more than his position asks for.</source>
        <translation>Übernehmen geht nicht: Er steht nicht auf der Seite des Leaders oder hält mehr, als dessen Position verlangt.</translation>
    </message>
    <message>
        <source>It cannot be read at present, so nobody knows what it holds.</source>
        <translation>Es ist zurzeit nicht lesbar, also weiß niemand, was es hält.</translation>
    </message>
    <message>
        <source>It copies again from the leader&apos;s next trade; until then there is nothing to do.</source>
        <translation>Er kopiert wieder ab dem nächsten Trade des Leaders; bis dahin ist nichts zu tun.</translation>
    </message>
    <message>
        <source>It could not be written down. The log has the details.</source>
        <translation>Es konnte nicht aufgeschrieben werden. Einzelheiten stehen im Log.</translation>
    </message>
    <message>
        <source>It follows in “{group}”.</source>
        <translation>Es folgt in „{group}“.</translation>
    </message>
    <message>
        <source>It has no account.</source>
        <translation>Sie hat kein Konto.</translation>
    </message>
    <message>
        <source>It has no instrument for {symbol}: openings in it are held back.</source>
        <translation>Er hat kein Instrument für {symbol}: Eröffnungen darin werden zurückgehalten.</translation>
    </message>
    <message>
        <source>It held {held} {symbol} while the leader was {his}; all of it was closed and replication to it was stopped.</source>
        <translation>Er hielt {held} {symbol}, während der Leader {his} war; alles wurde geschlossen und das Kopieren auf ihn angehalten.</translation>
    </message>
    <message>
        <source>It holds {held}, expected {expected}.</source>
        <translation>Er hält {held}, erwartet {expected}.</translation>
    </message>
    <message>
        <source>It is asked again by itself.</source>
        <translation>Es wird von selbst erneut gefragt.</translation>
    </message>
    <message>
        <source>It is being asked. New trades wait until the answer is there; exits do not.</source>
        <translation>Er wird gefragt. Neue Trades warten auf die Antwort, Ausstiege nicht.</translation>
    </message>
    <message>
        <source>It is being brought in line.</source>
        <translation>Er wird in Gleichlauf gebracht.</translation>
    </message>
    <message>
        <source>It is being closed.</source>
        <translation>Es wird geschlossen.</translation>
    </message>
    <message>
        <source>It is being flattened.</source>
        <translation>Es wird glattgestellt.</translation>
    </message>
    <message>
        <source>It is being removed already.</source>
        <translation>Es wird schon entfernt.</translation>
    </message>
    <message>
        <source>It is connected again, after {time}.</source>
        <translation>Sie ist wieder verbunden, nach {time}.</translation>
    </message>
    <message>
        <source>It is left out here.</source>
        <translation>Sie bleibt hier außen vor.</translation>
    </message>
    <message>
        <source>It is not entered late. Look at the follower&apos;s orders at its broker if you did not cancel it there.</source>
        <translation>Es wird nicht nachträglich eingestiegen. Sehen Sie sich die Orders des Followers bei seinem Broker an, falls Sie sie dort nicht storniert haben.</translation>
    </message>
    <message>
        <source>It is not in the group any more.</source>
        <translation>Es ist nicht mehr in der Gruppe.</translation>
    </message>
    <message>
        <source>It is switched off. Connect it first.</source>
        <translation>Sie ist getrennt. Verbinden Sie sie zuerst.</translation>
    </message>
    <message>
        <source>It is taken at the market, within {ticks} ticks of the leader&apos;s price.</source>
        <translation>Sie wird zum Marktpreis genommen, innerhalb von {ticks} Ticks um den Preis des Leaders.</translation>
    </message>
    <message>
        <source>It is {held} in {symbol}.</source>
        <translation>Er ist {held} in {symbol}.</translation>
    </message>
    <message>
        <source>It is {position} {symbol}.</source>
        <translation>Es ist {position} {symbol}.</translation>
    </message>
    <message>
        <source>It leads “{group}”.</source>
        <translation>Es führt „{group}“.</translation>
    </message>
    <message>
        <source>It never holds more than 1 contract in an instrument.</source>
        <translation>Er hält nie mehr als 1 Kontrakt in einem Instrument.</translation>
    </message>
    <message>
        <source>It never holds more than {most} contracts in an instrument.</source>
        <translation>Er hält nie mehr als {most} Kontrakte in einem Instrument.</translation>
    </message>
    <message>
        <source>It reconnects by itself; the missed trade is not entered late.</source>
        <translation>Sie wird von selbst wieder aufgebaut; in den verpassten Trade wird nicht nachträglich eingestiegen.</translation>
    </message>
    <message>
        <source>It reconnects by itself; what the leader opens meanwhile is not entered late.</source>
        <translation>Sie wird von selbst wieder aufgebaut; was der Leader inzwischen eröffnet, wird nicht nachgeholt.</translation>
    </message>
    <message>
        <source>It says “{text}”.</source>
        <translation>Er sagt: „{text}“.</translation>
    </message>
    <message>
        <source>It stood so when copying started.</source>
        <translation>So stand es, als das Kopieren begann.</translation>
    </message>
    <message>
        <source>It trades the micro contract.</source>
        <translation>Er handelt den Micro-Kontrakt.</translation>
    </message>
    <message>
        <source>It trades the mini contract.</source>
        <translation>Er handelt den Mini-Kontrakt.</translation>
    </message>
    <message>
        <source>It trades {pairs}, and nothing else.</source>
        <translation>Er handelt {pairs} und nichts anderes.</translation>
    </message>
    <message>
        <source>It was an exit; the position is closed when the leader&apos;s is.</source>
        <translation>Es war ein Ausstieg; die Position wird geschlossen, wenn die des Leaders es wird.</translation>
    </message>
    <message>
        <source>It was smaller than the leader&apos;s position asks for, and adopted as it is.</source>
        <translation>Sie war kleiner, als die Position des Leaders verlangt, und gilt so, wie sie ist.</translation>
    </message>
    <message>
        <source>It {stands}</source>
        <translation>Er {stands}</translation>
    </message>
    <message>
        <source>Its accounts are not known yet.</source>
        <translation>Ihre Konten sind noch nicht bekannt.</translation>
    </message>
    <message>
        <source>Its accounts are not known: the login was refused.</source>
        <translation>Ihre Konten sind nicht bekannt: Die Anmeldung wurde abgelehnt.</translation>
    </message>
    <message>
        <source>Its connection is being restored; nothing is copied before.</source>
        <translation>Seine Verbindung wird wieder aufgebaut; vorher wird nichts kopiert.</translation>
    </message>
    <message>
        <source>Its connection is switched off; nothing is copied before it is connected.</source>
        <translation>Seine Verbindung ist getrennt; bevor sie steht, wird nichts kopiert.</translation>
    </message>
    <message>
        <source>Its connection wants a new sign-in; nothing is copied before.</source>
        <translation>Seine Verbindung braucht eine neue Anmeldung; vorher wird nichts kopiert.</translation>
    </message>
    <message>
        <source>Its secrets could not be taken out of the keyring; remove them there by hand.</source>
        <translation>Ihre Zugangsdaten ließen sich nicht aus dem Schlüsselbund nehmen; entfernen Sie sie dort von Hand.</translation>
    </message>
    <message>
        <source>Its size is scaled: one contract for ten, by the size of the leader&apos;s whole position.</source>
        <translation>Seine Größe wird umgerechnet: ein Kontrakt für zehn, nach der ganzen Position des Leaders.</translation>
    </message>
    <message>
        <source>Its size is scaled: ten contracts for one.</source>
        <translation>Seine Größe wird umgerechnet: zehn Kontrakte für einen.</translation>
    </message>
    <message>
        <source>Keep MimikDesk open: it goes on trying and never closes more than the account holds.</source>
        <translation>Lassen Sie MimikDesk offen: Es versucht es weiter und schließt nie mehr, als das Konto hält.</translation>
    </message>
    <message>
        <source>Keep MimikDesk open: the exit is kept and goes out by itself when the market opens.</source>
        <translation>Lassen Sie MimikDesk offen: Der Ausstieg ist aufgehoben und geht von selbst hinaus, wenn der Markt öffnet.</translation>
    </message>
    <message>
        <source>Keep the exit for the reopening</source>
        <translation>Für die Wiedereröffnung aufheben</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Leader changed his order: now a {told}.</source>
        <translation>Der Leader hat seine Order geändert, jetzt: {told}.</translation>
    </message>
    <message>
        <source>Leader is flat, follower is not</source>
        <translation>Leader ist flat, Follower nicht</translation>
    </message>
    <message>
        <source>Leader left alone</source>
        <translation>Leader nicht angerührt</translation>
    </message>
    <message>
        <source>Leader submitted a {told}.</source>
        <translation>Der Leader hat aufgegeben: {told}.</translation>
    </message>
    <message>
        <source>Leader traded unseen</source>
        <translation>Leader handelte ungesehen</translation>
    </message>
    <message>
        <source>Leader {did} {qty} {symbol} at {where}, now {now}.</source>
        <translation>Leader {did} {qty} {symbol} zu {where}, jetzt {now}.</translation>
    </message>
    <message>
        <source>Leave it as it is. The leader&apos;s exits are copied by share, so the smaller position ends with his.</source>
        <translation>Lassen Sie ihn, wie er ist. Die Ausstiege des Leaders werden anteilig kopiert, die kleinere Position endet also mit seiner.</translation>
    </message>
    <message>
        <source>Leave it empty for no limit.</source>
        <translation>Leer lassen für keine Grenze.</translation>
    </message>
    <message>
        <source>Leave it flat. A late entry has another price and another risk than the leader&apos;s.</source>
        <translation>Lassen Sie ihn flat. Ein später Einstieg hat einen anderen Preis und ein anderes Risiko als der des Leaders.</translation>
    </message>
    <message>
        <source>Leave it flat: it follows again with the leader&apos;s next trade. Nothing is entered late.</source>
        <translation>Lassen Sie ihn flat: Er folgt wieder ab dem nächsten Trade des Leaders. Nachträglich eingestiegen wird nie.</translation>
    </message>
    <message>
        <source>Leave it if you manage it yourself: nothing is opened here until it is flat.</source>
        <translation>Belassen Sie sie, wenn Sie sie selbst führen: Bis sie flat ist, wird hier nichts eröffnet.</translation>
    </message>
    <message>
        <source>Leave it only if you want to manage the position yourself: nothing is opened here until it is flat.</source>
        <translation>Belassen Sie sie nur, wenn Sie die Position selbst führen wollen: Bis sie flat ist, wird hier nichts eröffnet.</translation>
    </message>
    <message>
        <source>Leave it, cancel it at the broker, or set what becomes of late entries in the group&apos;s settings.</source>
        <translation>Lassen Sie sie stehen, stornieren Sie sie beim Broker, oder legen Sie in den Einstellungen der Gruppe fest, was mit späten Einstiegen geschieht.</translation>
    </message>
    <message>
        <source>Leave the position</source>
        <translation>Die Position belassen</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Limit nearly reached</source>
        <translation>Grenze fast erreicht</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Look at the Risk page for what ends the lock.</source>
        <translation>Die Seite Risiko sagt, was die Sperre beendet.</translation>
    </message>
    <message>
        <source>Look at the account on the Risk page.</source>
        <translation>Sehen Sie sich das Konto auf der Seite Risiko an.</translation>
    </message>
    <message>
        <source>Look at the account until its broker reports it flat.</source>
        <translation>Behalten Sie das Konto im Auge, bis sein Broker es flat meldet.</translation>
    </message>
    <message>
        <source>Look at the account&apos;s limits at its broker before you trade it again.</source>
        <translation>Sehen Sie sich die Grenzen des Kontos bei seinem Broker an, bevor Sie es wieder handeln.</translation>
    </message>
    <message>
        <source>Look at the broker&apos;s own page whether the account is open already, then try again.</source>
        <translation>Sehen Sie auf der Seite des Brokers nach, ob das Konto schon offen ist, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>Look at the broker&apos;s words in the activity list before you trade this follower again.</source>
        <translation>Lesen Sie in der Aktivität, was der Broker sagt, bevor Sie diesen Follower wieder handeln.</translation>
    </message>
    <message>
        <source>Look at the follower&apos;s working orders at its broker.</source>
        <translation>Sehen Sie sich die offenen Orders des Followers bei seinem Broker an.</translation>
    </message>
    <message>
        <source>Look at the last rejections in the activity list, then resume the follower.</source>
        <translation>Sehen Sie sich die letzten Ablehnungen in der Aktivität an und lassen Sie den Follower dann weiter kopieren.</translation>
    </message>
    <message>
        <source>Look at the lines before it in the activity list.</source>
        <translation>Sehen Sie sich die Zeilen davor in der Aktivität an.</translation>
    </message>
    <message>
        <source>Look at what happened, then switch the follower on again.</source>
        <translation>Sehen Sie nach, was geschehen ist, und schalten Sie den Follower dann wieder ein.</translation>
    </message>
    <message>
        <source>Look for a newer version at the start</source>
        <translation>Beim Start nach einer neueren Version sehen</translation>
    </message>
    <message>
        <source>Look in the activity list where the excess came from before the leader&apos;s next trade.</source>
        <translation>Sehen Sie vor dem nächsten Trade des Leaders in der Aktivität nach, woher der Überhang kam.</translation>
    </message>
    <message>
        <source>Lower its multiplier, or set its max contracts: then it is clipped in time.</source>
        <translation>Senken Sie seinen Faktor, oder setzen Sie max. Kontrakte: Dann wird er rechtzeitig gekürzt.</translation>
    </message>
    <message>
        <source>Max contracts of {name} must be 1 or more.</source>
        <translation>Max. Kontrakte von {name} muss 1 oder mehr sein.</translation>
    </message>
    <message>
        <source>MimikDesk</source>
        <translation>MimikDesk</translation>
    </message>
    <message>
        <source>MimikDesk {version} is the newest version.</source>
        <translation>MimikDesk {version} ist die neueste Version.</translation>
    </message>
    <message>
        <source>MimikDesk {version} is there.</source>
        <translation>MimikDesk {version} ist da.</translation>
    </message>
    <message>
        <source>Missed entry</source>
        <translation>Einstieg verpasst</translation>
    </message>
    <message>
        <source>Move stops and targets less often; what closing everything would take is kept.</source>
        <translation>Verschieben Sie Stops und Ziele seltener; was zum Schließen aller Positionen nötig ist, bleibt reserviert.</translation>
    </message>
    <message>
        <source>Multiplier</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>Name at least one pair, such as NQ to MNQ.</source>
        <translation>Nennen Sie mindestens ein Paar, etwa NQ zu MNQ.</translation>
    </message>
    <message>
        <source>New groups</source>
        <translation>Neue Gruppen</translation>
    </message>
    <message>
        <source>New trades are held back; each exit is sent once, and again when the broker allows it. What has to be closed now: close it at the broker.</source>
        <translation>Neue Trades werden zurückgehalten; jeder Ausstieg wird einmal gesendet, und erneut, wenn der Broker es erlaubt. Was jetzt geschlossen werden muss, schließen Sie beim Broker.</translation>
    </message>
    <message>
        <source>New trades are held back; exits go out once, and again when it allows them. Close at the broker what cannot wait.</source>
        <translation>Neue Trades werden zurückgehalten; Ausstiege gehen einmal hinaus, und erneut, sobald er sie erlaubt. Was nicht warten kann, schließen Sie beim Broker.</translation>
    </message>
    <message>
        <source>New trades on this follower are paused after {breaker}.</source>
        <translation>Neue Trades dieses Followers sind angehalten nach {breaker}.</translation>
    </message>
    <message>
        <source>New trades on this follower are paused: {why}.</source>
        <translation>Neue Trades dieses Followers sind angehalten: {why}.</translation>
    </message>
    <message>
        <source>New trades paused</source>
        <translation>Neue Trades angehalten</translation>
    </message>
    <message>
        <source>News: {risk}.</source>
        <translation>Nachrichten: {risk}.</translation>
    </message>
    <message>
        <source>No answer about new versions: {why}</source>
        <translation>Keine Antwort zu neuen Versionen: {why}</translation>
    </message>
    <message>
        <source>No answer within {seconds} s.</source>
        <translation>Keine Antwort binnen {seconds} s.</translation>
    </message>
    <message>
        <source>No connection has named “{entry}” so far.</source>
        <translation>„{entry}“ hat bisher keine Verbindung genannt.</translation>
    </message>
    <message>
        <source>No copy rests here: {detail}</source>
        <translation>Hier wartet keine Kopie: {detail}</translation>
    </message>
    <message>
        <source>No follower is chosen.</source>
        <translation>Kein Follower ist gewählt.</translation>
    </message>
    <message>
        <source>No instrument on this follower stands for {symbol}.</source>
        <translation>Kein Instrument dieses Followers steht für {symbol}.</translation>
    </message>
    <message>
        <source>No leader is chosen.</source>
        <translation>Kein Leader ist gewählt.</translation>
    </message>
    <message>
        <source>Normal</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Not believed: {why}</source>
        <translation>Nicht geglaubt: {why}</translation>
    </message>
    <message>
        <source>Not by itself while something is open.</source>
        <translation>Nicht von selbst, solange etwas offen ist.</translation>
    </message>
    <message>
        <source>Not while a group is on. Pause the groups first.</source>
        <translation>Nicht, solange eine Gruppe an ist. Halten Sie zuerst die Gruppen an.</translation>
    </message>
    <message>
        <source>Note the incident: the activity list has every order with its time, for the firm if it asks.</source>
        <translation>Halten Sie den Vorfall fest: Die Aktivität hat jede Order mit ihrer Zeit, falls die Firma fragt.</translation>
    </message>
    <message>
        <source>Nothing can be traded on it any more; choose another account.</source>
        <translation>Auf ihm lässt sich nichts mehr handeln; wählen Sie ein anderes Konto.</translation>
    </message>
    <message>
        <source>Nothing has to be added. If it does not connect any more, sign in again on its card.</source>
        <translation>Hinzuzufügen ist nichts. Wenn sie nicht mehr verbindet, melden Sie sich auf ihrer Karte neu an.</translation>
    </message>
    <message>
        <source>Nothing is closed in {symbol}: the follower holds no more than it should.</source>
        <translation>In {symbol} wird nichts geschlossen: Der Follower hält nicht mehr, als er soll.</translation>
    </message>
    <message>
        <source>Nothing is opened on it; what was copied is still closed with the leader.</source>
        <translation>Dort wird nichts eröffnet; was kopiert war, wird weiter mit dem Leader geschlossen.</translation>
    </message>
    <message>
        <source>Nothing reached the broker. The trade is not sent again.</source>
        <translation>Beim Broker kam nichts an. Der Trade wird nicht erneut gesendet.</translation>
    </message>
    <message>
        <source>Nothing rests on it; the leader&apos;s fills are followed at the market.</source>
        <translation>Dort wartet nichts; den Ausführungen des Leaders wird zum Marktpreis gefolgt.</translation>
    </message>
    <message>
        <source>Nothing rests on the follower; the leader&apos;s fill is followed with a market order.</source>
        <translation>Beim Follower wartet nichts; der Ausführung des Leaders folgt eine Market-Order.</translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Nichts zu tun.</translation>
    </message>
    <message>
        <source>Nothing to do: it copies again from the leader&apos;s next order.</source>
        <translation>Nichts zu tun: Er kopiert wieder ab der nächsten Order des Leaders.</translation>
    </message>
    <message>
        <source>Nothing to do: it copies from the leader&apos;s next order on.</source>
        <translation>Nichts zu tun: Er kopiert ab der nächsten Order des Leaders.</translation>
    </message>
    <message>
        <source>Nothing to do: it is flattened and then locked. Look at its row until the broker reports it flat.</source>
        <translation>Nichts zu tun: Es wird glattgestellt und dann gesperrt. Behalten Sie seine Zeile im Auge, bis der Broker es flat meldet.</translation>
    </message>
    <message>
        <source>Nothing to do: the exit rests here as soon as there is a position to protect.</source>
        <translation>Nichts zu tun: Der Ausstieg wartet hier, sobald es eine Position zu schützen gibt.</translation>
    </message>
    <message>
        <source>Nothing was added.</source>
        <translation>Es wurde nichts hinzugefügt.</translation>
    </message>
    <message>
        <source>Nothing was removed. What was switched off for it stays off until you switch it on.</source>
        <translation>Entfernt wurde nichts. Was dafür ausgeschaltet wurde, bleibt aus, bis Sie es einschalten.</translation>
    </message>
    <message>
        <source>Nothing was removed: you switched it on again.</source>
        <translation>Entfernt wurde nichts: Sie haben ihn wieder eingeschaltet.</translation>
    </message>
    <message>
        <source>Nothing was removed; something came in between.</source>
        <translation>Entfernt wurde nichts; etwas kam dazwischen.</translation>
    </message>
    <message>
        <source>Notification: {title}</source>
        <translation>Meldung: {title}</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Meldungen</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Off silences all notifications, critical ones too. The bell and the tray go on.</source>
        <translation>Aus lässt alle Meldungen verstummen, auch kritische. Glocke und Infobereich laufen weiter.</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>On fill</source>
        <translation>Bei Ausführung</translation>
    </message>
    <message>
        <source>On submit</source>
        <translation>Beim Aufgeben</translation>
    </message>
    <message>
        <source>On submit: the leader&apos;s resting orders rest on the follower too. On fill: nothing rests there, and his fills are followed with market orders.</source>
        <translation>Beim Aufgeben: Wartende Orders des Leaders warten auch beim Follower. Bei Ausführung: Dort wartet nichts, seinen Ausführungen folgen Market-Orders.</translation>
    </message>
    <message>
        <source>Once, and only while no group is on and nothing is open. You are told of it; nothing is installed by itself.</source>
        <translation>Einmal, und nur, solange keine Gruppe an und nichts offen ist. Sie erfahren davon; von selbst wird nichts installiert.</translation>
    </message>
    <message>
        <source>Only openings in {entries} are copied; exits are copied in everything.</source>
        <translation>Nur Eröffnungen in {entries} werden kopiert; Ausstiege in allem.</translation>
    </message>
    <message>
        <source>Only takes away what is too much; what a follower lacks is not looked at.</source>
        <translation>Nimmt nur weg, was zu viel ist; was einem Follower fehlt, wird nicht beachtet.</translation>
    </message>
    <message>
        <source>Open Connections and connect it.</source>
        <translation>Öffnen Sie Verbindungen und verbinden Sie sie.</translation>
    </message>
    <message>
        <source>Open Connections and sign in again.</source>
        <translation>Öffnen Sie Verbindungen und melden Sie sich neu an.</translation>
    </message>
    <message>
        <source>Opening trade held back</source>
        <translation>Eröffnung zurückgehalten</translation>
    </message>
    <message>
        <source>Opening trade held back, no copy rests here: {detail}</source>
        <translation>Eröffnung zurückgehalten, hier wartet keine Kopie: {detail}</translation>
    </message>
    <message>
        <source>Opening trade held back: {detail}</source>
        <translation>Eröffnung zurückgehalten: {detail}</translation>
    </message>
    <message>
        <source>Opening trade held back: {rest}</source>
        <translation>Eröffnung zurückgehalten: {rest}</translation>
    </message>
    <message>
        <source>Opposite side</source>
        <translation>Gegenseite</translation>
    </message>
    <message>
        <source>Order without an answer</source>
        <translation>Order ohne Antwort</translation>
    </message>
    <message>
        <source>Order without its leader</source>
        <translation>Order ohne ihren Leader</translation>
    </message>
    <message>
        <source>Orders of his are working.</source>
        <translation>Er hat offene Orders.</translation>
    </message>
    <message>
        <source>Orders that are not this program&apos;s work there.</source>
        <translation>Dort stehen Orders, die nicht von diesem Programm sind.</translation>
    </message>
    <message>
        <source>Orders that fill in parts</source>
        <translation>Orders in Teilausführungen</translation>
    </message>
    <message>
        <source>Orphan</source>
        <translation>Verwaist</translation>
    </message>
    <message>
        <source>Over-size</source>
        <translation>Zu groß</translation>
    </message>
    <message>
        <source>Pause the group until you know how it got there: nothing new is opened, the guard and exits go on.</source>
        <translation>Halten Sie die Gruppe an, bis Sie wissen, wie es dazu kam: Neues wird nicht eröffnet, Wächter und Ausstiege laufen weiter.</translation>
    </message>
    <message>
        <source>Per order</source>
        <translation>Je Order</translation>
    </message>
    <message>
        <source>Per order: each adding order is sized by itself, so ten single lots at 0.1 make 10. By position: the total is kept to the size of the leader&apos;s whole position, here 1.</source>
        <translation>Je Order: Jede aufstockende Order wird einzeln berechnet, zehnmal ein Kontrakt mit 0.1 ergibt also 10. Nach Position: Die Summe richtet sich nach der ganzen Position des Leaders, hier 1.</translation>
    </message>
    <message>
        <source>Place a stop at the follower&apos;s broker, or flatten the follower.</source>
        <translation>Setzen Sie beim Broker des Followers einen Stop, oder stellen Sie den Follower glatt.</translation>
    </message>
    <message>
        <source>Poll</source>
        <translation>Abfragen</translation>
    </message>
    <message>
        <source>Position corrected</source>
        <translation>Position korrigiert</translation>
    </message>
    <message>
        <source>Position from before this session</source>
        <translation>Position von vor dieser Sitzung</translation>
    </message>
    <message>
        <source>Position without a stop</source>
        <translation>Position ohne Stop</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>Übung</translation>
    </message>
    <message>
        <source>Practice market</source>
        <translation>Übungsmarkt</translation>
    </message>
    <message>
        <source>Profit given back: {risk}.</source>
        <translation>Gewinn abgegeben: {risk}.</translation>
    </message>
    <message>
        <source>Profit target: {risk}.</source>
        <translation>Gewinnziel: {risk}.</translation>
    </message>
    <message>
        <source>Profit, loss and balances are covered everywhere in the window. Positions, states and warnings stay.</source>
        <translation>Gewinn, Verlust und Kontostände sind überall im Fenster verdeckt. Positionen, Zustände und Warnungen bleiben.</translation>
    </message>
    <message>
        <source>Raise max contracts if the account&apos;s rules allow it.</source>
        <translation>Erhöhen Sie die Höchstzahl der Kontrakte, wenn die Regeln des Kontos das erlauben.</translation>
    </message>
    <message>
        <source>Read the line&apos;s own words, settle what is in the way, and change the group again.</source>
        <translation>Lesen Sie die Worte der Zeile, räumen Sie aus, was im Weg steht, und ändern Sie die Gruppe erneut.</translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation>Verkleinerung</translation>
    </message>
    <message>
        <source>Remove it from that group; then it can be chosen.</source>
        <translation>Entfernen Sie es aus jener Gruppe; dann lässt es sich wählen.</translation>
    </message>
    <message>
        <source>Remove it from the group by itself: there you can have it flattened, or leave it as it is.</source>
        <translation>Entfernen Sie es einzeln aus der Gruppe: Dort können Sie es glattstellen lassen oder so lassen.</translation>
    </message>
    <message>
        <source>Remove it from the group first; then it can be chosen.</source>
        <translation>Entfernen Sie es zuerst aus der Gruppe; dann lässt es sich wählen.</translation>
    </message>
    <message>
        <source>Remove it there first; then it can be chosen here.</source>
        <translation>Entfernen Sie es zuerst dort; dann lässt es sich hier wählen.</translation>
    </message>
    <message>
        <source>Removing...</source>
        <translation>Wird entfernt …</translation>
    </message>
    <message>
        <source>Repeat critical notifications</source>
        <translation>Kritische Meldungen wiederholen</translation>
    </message>
    <message>
        <source>Replication</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Replication is off for this follower.</source>
        <translation>Das Kopieren ist für diesen Follower ausgeschaltet.</translation>
    </message>
    <message>
        <source>Replication stopped</source>
        <translation>Kopieren angehalten</translation>
    </message>
    <message>
        <source>Replication switched off by the guard.</source>
        <translation>Der Wächter hat das Kopieren ausgeschaltet.</translation>
    </message>
    <message>
        <source>Replication to this follower was stopped after the guard had closed what it held.</source>
        <translation>Das Kopieren auf diesen Follower wurde angehalten, nachdem der Wächter geschlossen hatte, was er hielt.</translation>
    </message>
    <message>
        <source>Resting copy withdrawn</source>
        <translation>Wartende Kopie zurückgezogen</translation>
    </message>
    <message>
        <source>Resting order</source>
        <translation>Wartende Order</translation>
    </message>
    <message>
        <source>Reversal</source>
        <translation>Umkehr</translation>
    </message>
    <message>
        <source>Risk rule fired</source>
        <translation>Risikoregel ausgelöst</translation>
    </message>
    <message>
        <source>Risk rules changed</source>
        <translation>Risikoregeln geändert</translation>
    </message>
    <message>
        <source>Risk rules without figures</source>
        <translation>Risikoregeln ohne Zahlen</translation>
    </message>
    <message>
        <source>Rogue trade</source>
        <translation>Fremder Trade</translation>
    </message>
    <message>
        <source>Round it.</source>
        <translation>Runden Sie.</translation>
    </message>
    <message>
        <source>Rows in the cockpit</source>
        <translation>Zeilen im Cockpit</translation>
    </message>
    <message>
        <source>Saving trades nothing: changed sizes count from the leader&apos;s next trade on.</source>
        <translation>Speichern handelt nichts: Geänderte Größen gelten ab dem nächsten Trade des Leaders.</translation>
    </message>
    <message>
        <source>Saving...</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Shown once, when the key is made.</source>
        <translation>Wird einmal angezeigt, beim Anlegen des Schlüssels.</translation>
    </message>
    <message>
        <source>Sign out on the broker&apos;s page, then sign in with the right login. To use this one too, add it as a new one.</source>
        <translation>Melden Sie sich auf der Seite des Brokers ab und dann mit dem richtigen Login an. Um auch dieses zu nutzen, fügen Sie es als neue Verbindung hinzu.</translation>
    </message>
    <message>
        <source>Simulated accounts. Prop-firm accounts are on Demo too: evaluation and funded ones.</source>
        <translation>Simulierte Konten. Auch Konten von Prop-Firmen liegen auf Demo: Evaluation und Funded.</translation>
    </message>
    <message>
        <source>Sold {qty} {symbol} at {where}.</source>
        <translation>Verkauft: {qty} {symbol} zu {where}.</translation>
    </message>
    <message>
        <source>Some changes of notifications cannot be understood and are left out.</source>
        <translation>Einige Änderungen an Meldungen sind nicht verständlich und werden ausgelassen.</translation>
    </message>
    <message>
        <source>Some rules of the guard are your own.</source>
        <translation>Einige Regeln des Wächters sind Ihre eigenen.</translation>
    </message>
    <message>
        <source>Somebody else closed {symbol} while an exit was on its way; the {crossed} contracts that came out on the other side are being closed.</source>
        <translation>Jemand anderes hat {symbol} geschlossen, während ein Ausstieg unterwegs war; die {crossed} Kontrakte, die dabei auf der Gegenseite entstanden, werden geschlossen.</translation>
    </message>
    <message>
        <source>Somebody else&apos;s trade on the follower. On the leader&apos;s side only the excess is closed.</source>
        <translation>Ein fremder Trade beim Follower. Auf der Seite des Leaders wird nur der Überhang geschlossen.</translation>
    </message>
    <message>
        <source>Somebody has changed, armed or disarmed risk rules, or ended a lock by hand.</source>
        <translation>Jemand hat Risikoregeln geändert, scharf oder unscharf geschaltet, oder eine Sperre von Hand beendet.</translation>
    </message>
    <message>
        <source>Somebody traded a follower at its broker while it was being copied to.</source>
        <translation>Jemand hat einen Follower bei seinem Broker gehandelt, während auf ihn kopiert wurde.</translation>
    </message>
    <message>
        <source>Something about the program itself: its files, its journal, its start.</source>
        <translation>Etwas am Programm selbst: seine Dateien, sein Journal, sein Start.</translation>
    </message>
    <message>
        <source>Something is expected and the follower is flat. The guard never enters.</source>
        <translation>Erwartet wird eine Position, und der Follower ist flat. Der Wächter steigt nie ein.</translation>
    </message>
    <message>
        <source>Something would have traded a leader&apos;s account; nothing was sent.</source>
        <translation>Etwas hätte auf dem Konto eines Leaders gehandelt; gesendet wurde nichts.</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Stop for this week: the account opens again with the next trading week.</source>
        <translation>Schluss für diese Woche: Das Konto öffnet wieder mit der nächsten Handelswoche.</translation>
    </message>
    <message>
        <source>Stop for today: the account opens again with the next trading day.</source>
        <translation>Schluss für heute: Das Konto öffnet wieder mit dem nächsten Handelstag.</translation>
    </message>
    <message>
        <source>Switch the follower off before you trade it by hand.</source>
        <translation>Schalten Sie den Follower aus, bevor Sie ihn von Hand handeln.</translation>
    </message>
    <message>
        <source>Switch the follower on to copy new trades to it.</source>
        <translation>Schalten Sie den Follower ein, um neue Trades auf ihn zu kopieren.</translation>
    </message>
    <message>
        <source>Switch the group on to copy new trades.</source>
        <translation>Schalten Sie die Gruppe ein, um neue Trades zu kopieren.</translation>
    </message>
    <message>
        <source>Switched off by you. Its accounts get no copies and no exits until you connect it.</source>
        <translation>Von Ihnen getrennt. Ihre Konten bekommen keine Kopien und keine Ausstiege, bis Sie sie verbinden.</translation>
    </message>
    <message>
        <source>Take it out once.</source>
        <translation>Nehmen Sie es einmal heraus.</translation>
    </message>
    <message>
        <source>Take one of the two out.</source>
        <translation>Nehmen Sie eines von beiden heraus.</translation>
    </message>
    <message>
        <source>Take the pause. The account opens again by itself.</source>
        <translation>Machen Sie die Pause. Das Konto öffnet von selbst wieder.</translation>
    </message>
    <message>
        <source>Takes no requests for {span}</source>
        <translation>Nimmt {span} lang keine Anfragen</translation>
    </message>
    <message>
        <source>Tells you what Guard would find and closes nothing.</source>
        <translation>Meldet, was der Wächter finden würde, und schließt nichts.</translation>
    </message>
    <message>
        <source>Tested by hand.</source>
        <translation>Von Hand getestet.</translation>
    </message>
    <message>
        <source>Testing...</source>
        <translation>Wird getestet …</translation>
    </message>
    <message>
        <source>That group was removed already.</source>
        <translation>Diese Gruppe wurde schon entfernt.</translation>
    </message>
    <message>
        <source>The account has not been read yet; nothing is opened before.</source>
        <translation>Das Konto ist noch nicht gelesen; vorher wird nichts eröffnet.</translation>
    </message>
    <message>
        <source>The account is locked: {risk}.</source>
        <translation>Das Konto ist gesperrt: {risk}.</translation>
    </message>
    <message>
        <source>The account only closes: {risk}.</source>
        <translation>Das Konto schließt nur noch: {risk}.</translation>
    </message>
    <message>
        <source>The account was traded by hand, or by another program.</source>
        <translation>Das Konto wurde von Hand oder von einem anderen Programm gehandelt.</translation>
    </message>
    <message>
        <source>The account {account} is connected already, through “{name}”.</source>
        <translation>Das Konto {account} ist schon verbunden, über „{name}“.</translation>
    </message>
    <message>
        <source>The broker changed a fill after the fact.</source>
        <translation>Der Broker hat eine Ausführung nachträglich geändert.</translation>
    </message>
    <message>
        <source>The broker corrected a fill in {symbol}: “{text}”. The account is being read again.</source>
        <translation>Der Broker hat eine Ausführung in {symbol} berichtigt: „{text}“. Das Konto wird neu gelesen.</translation>
    </message>
    <message>
        <source>The broker did not change a resting order; it works on as it was.</source>
        <translation>Der Broker hat eine wartende Order nicht geändert; sie gilt weiter, wie sie war.</translation>
    </message>
    <message>
        <source>The broker did not confirm a cancel, and the position was closed all the same.</source>
        <translation>Der Broker hat eine Stornierung nicht bestätigt, und die Position wurde trotzdem geschlossen.</translation>
    </message>
    <message>
        <source>The broker does not accept its login. Sign in again first.</source>
        <translation>Der Broker nimmt ihr Login nicht an. Melden Sie sich zuerst neu an.</translation>
    </message>
    <message>
        <source>The broker does not accept the login any more. Sign in again: all accounts of this login come back together.</source>
        <translation>Der Broker nimmt das Login nicht mehr an. Melden Sie sich neu an: Alle Konten dieses Logins sind damit wieder da.</translation>
    </message>
    <message>
        <source>The broker ended the follower&apos;s stop twice while the leader&apos;s works; the position is closed at the market.</source>
        <translation>Der Broker hat den Stop des Followers zweimal beendet, während der des Leaders steht; die Position wird zum Marktpreis geschlossen.</translation>
    </message>
    <message>
        <source>The broker ended the order with {unfilled} of {qty} {symbol} not filled.</source>
        <translation>Der Broker hat die Order beendet, {unfilled} von {qty} {symbol} nicht ausgeführt.</translation>
    </message>
    <message>
        <source>The broker has closed it.</source>
        <translation>Der Broker hat es geschlossen.</translation>
    </message>
    <message>
        <source>The broker has confirmed that a flattened follower is flat.</source>
        <translation>Der Broker hat bestätigt, dass ein glattgestellter Follower flat ist.</translation>
    </message>
    <message>
        <source>The broker has not confirmed that exits resting in {symbol} are cancelled; the position is closed all the same. If one of them fills now as well, what comes out on the other side is closed at once.</source>
        <translation>Der Broker hat nicht bestätigt, dass wartende Ausstiege in {symbol} storniert sind; die Position wird trotzdem geschlossen. Wird nun auch einer davon ausgeführt, wird sofort geschlossen, was auf der Gegenseite entsteht.</translation>
    </message>
    <message>
        <source>The broker has not confirmed the exit.</source>
        <translation>Der Broker hat den Ausstieg nicht bestätigt.</translation>
    </message>
    <message>
        <source>The broker has not told what became of an earlier order.</source>
        <translation>Der Broker hat nicht gesagt, was aus einer früheren Order wurde.</translation>
    </message>
    <message>
        <source>The broker has not told what became of an order.</source>
        <translation>Der Broker hat nicht gesagt, was aus einer Order wurde.</translation>
    </message>
    <message>
        <source>The broker refused an exit; it is sent again until the position is closed.</source>
        <translation>Der Broker hat einen Ausstieg abgelehnt; er wird wiederholt, bis die Position geschlossen ist.</translation>
    </message>
    <message>
        <source>The broker refused to change a resting order in {symbol}: “{text}”. It works on as it was.</source>
        <translation>Der Broker wollte eine wartende Order in {symbol} nicht ändern: „{text}“. Sie gilt weiter, wie sie war.</translation>
    </message>
    <message>
        <source>The broker rejected the copy.</source>
        <translation>Der Broker hat die Kopie abgelehnt.</translation>
    </message>
    <message>
        <source>The broker rejected the order: “{text}”.</source>
        <translation>Der Broker hat die Order abgelehnt: „{text}“.</translation>
    </message>
    <message>
        <source>The broker repeated a fill of the leader; it was not copied again.</source>
        <translation>Der Broker hat eine Ausführung des Leaders wiederholt; sie wurde nicht noch einmal kopiert.</translation>
    </message>
    <message>
        <source>The broker reports another position than the fills that were seen.</source>
        <translation>Der Broker meldet eine andere Position als die gesehenen Ausführungen.</translation>
    </message>
    <message>
        <source>The broker reports {position} {symbol}; the fills seen here gave {before}. The broker is right.</source>
        <translation>Der Broker meldet {position} {symbol}; die hier gesehenen Ausführungen ergaben {before}. Der Broker hat recht.</translation>
    </message>
    <message>
        <source>The broker takes enough requests again: everything is copied as usual.</source>
        <translation>Der Broker nimmt wieder genug Anfragen: Alles wird kopiert wie üblich.</translation>
    </message>
    <message>
        <source>The broker takes no requests for now.</source>
        <translation>Der Broker nimmt vorerst keine Anfragen.</translation>
    </message>
    <message>
        <source>The broker takes no requests from this login for now.</source>
        <translation>Der Broker nimmt von diesem Login vorerst keine Anfragen an.</translation>
    </message>
    <message>
        <source>The broker takes requests again.</source>
        <translation>Der Broker nimmt wieder Anfragen.</translation>
    </message>
    <message>
        <source>The broker will soon take no more requests from one login.</source>
        <translation>Der Broker nimmt von einem Login bald keine Anfragen mehr an.</translation>
    </message>
    <message>
        <source>The broker&apos;s words say why. The trade is not sent again.</source>
        <translation>Die Worte des Brokers sagen, warum. Der Trade wird nicht erneut gesendet.</translation>
    </message>
    <message>
        <source>The cause is not known.</source>
        <translation>Die Ursache ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The cockpit says what can be done about it.</source>
        <translation>Das Cockpit sagt, was sich tun lässt.</translation>
    </message>
    <message>
        <source>The computer slept, or stood still, just when the leader traded.</source>
        <translation>Der Rechner schlief oder stand still, gerade als der Leader handelte.</translation>
    </message>
    <message>
        <source>The computer was asleep for {long}, or its clock was set forward; {anew}</source>
        <translation>Der Rechner schlief {long}, oder seine Uhr wurde vorgestellt; {anew}</translation>
    </message>
    <message>
        <source>The computer was asleep for {long}, or this program could not run; {anew}</source>
        <translation>Der Rechner schlief {long}, oder dieses Programm konnte nicht laufen; {anew}</translation>
    </message>
    <message>
        <source>The computer was asleep or its clock was set; every connection is made anew.</source>
        <translation>Der Rechner schlief, oder seine Uhr wurde gestellt; jede Verbindung wird neu aufgebaut.</translation>
    </message>
    <message>
        <source>The computer was asleep, or its clock was set.</source>
        <translation>Der Rechner schlief, oder seine Uhr wurde gestellt.</translation>
    </message>
    <message>
        <source>The computer&apos;s clock was set back by {long}; {anew}</source>
        <translation>Die Uhr des Rechners wurde um {long} zurückgestellt; {anew}</translation>
    </message>
    <message>
        <source>The connection was removed meanwhile, so there is nothing to sign in to.</source>
        <translation>Die Verbindung wurde inzwischen entfernt; es gibt nichts mehr anzumelden.</translation>
    </message>
    <message>
        <source>The copy filled before the leader&apos;s order.</source>
        <translation>Die Kopie wurde vor der Order des Leaders ausgeführt.</translation>
    </message>
    <message>
        <source>The copy in {symbol} has filled {ahead} before the leader&apos;s own order. It counts as expected while his order works.</source>
        <translation>Die Kopie in {symbol} hat {ahead} vor der Order des Leaders ausgeführt. Das gilt als erwartet, solange seine Order steht.</translation>
    </message>
    <message>
        <source>The copy is cancelled.</source>
        <translation>Die Kopie wird storniert.</translation>
    </message>
    <message>
        <source>The copy keeps working.</source>
        <translation>Die Kopie bleibt stehen.</translation>
    </message>
    <message>
        <source>The copy rests at the follower&apos;s broker and fills there.</source>
        <translation>Die Kopie wartet beim Broker des Followers und wird dort ausgeführt.</translation>
    </message>
    <message>
        <source>The copy that rested at the follower&apos;s broker ended before it was filled: {text}.</source>
        <translation>Die Kopie, die beim Broker des Followers wartete, endete vor ihrer Ausführung: {text}.</translation>
    </message>
    <message>
        <source>The copy that rested is cancelled.</source>
        <translation>Die wartende Kopie wird storniert.</translation>
    </message>
    <message>
        <source>The copy was filled in part only.</source>
        <translation>Die Kopie wurde nur zum Teil ausgeführt.</translation>
    </message>
    <message>
        <source>The exchange inside MimikDesk. Nothing leaves this computer.</source>
        <translation>Die Börse in MimikDesk. Nichts verlässt diesen Rechner.</translation>
    </message>
    <message>
        <source>The exit is kept and goes out when the market opens.</source>
        <translation>Der Ausstieg ist aufgehoben und geht hinaus, wenn der Markt öffnet.</translation>
    </message>
    <message>
        <source>The exit is repeated until the position is closed.</source>
        <translation>Der Ausstieg wird wiederholt, bis die Position geschlossen ist.</translation>
    </message>
    <message>
        <source>The follower differed from the leader when copying started, and that is not settled yet.</source>
        <translation>Der Follower wich vom Leader ab, als das Kopieren begann, und das ist noch nicht geklärt.</translation>
    </message>
    <message>
        <source>The follower holds nothing yet that this exit could close.</source>
        <translation>Der Follower hält noch nichts, was dieser Ausstieg schließen könnte.</translation>
    </message>
    <message>
        <source>The follower is flat already.</source>
        <translation>Der Follower ist schon flat.</translation>
    </message>
    <message>
        <source>The follower is switched off.</source>
        <translation>Der Follower ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>The follower stands on the other side of the leader.</source>
        <translation>Der Follower steht auf der Gegenseite des Leaders.</translation>
    </message>
    <message>
        <source>The follower stands on the other side of what is expected.</source>
        <translation>Der Follower steht auf der Gegenseite dessen, was erwartet wird.</translation>
    </message>
    <message>
        <source>The follower stays without this trade. Enter by hand only if you want it.</source>
        <translation>Der Follower bleibt ohne diesen Trade. Steigen Sie nur von Hand ein, wenn Sie ihn wollen.</translation>
    </message>
    <message>
        <source>The follower was flattened after the leader had sent this order.</source>
        <translation>Der Follower wurde glattgestellt, nachdem der Leader diese Order gesendet hatte.</translation>
    </message>
    <message>
        <source>The follower&apos;s broker closed the position itself: “{text}”.</source>
        <translation>Der Broker des Followers hat die Position selbst geschlossen: „{text}“.</translation>
    </message>
    <message>
        <source>The follower&apos;s broker has no order like this one: {text}.</source>
        <translation>Der Broker des Followers kennt keine solche Order: {text}.</translation>
    </message>
    <message>
        <source>The follower&apos;s connection is {line}; its exit goes out the moment the line is back.</source>
        <translation>Verbindung des Followers: {line}. Sein Ausstieg geht hinaus, sobald sie wieder steht.</translation>
    </message>
    <message>
        <source>The follower&apos;s connection was {line}.</source>
        <translation>Verbindung des Followers: {line}.</translation>
    </message>
    <message>
        <source>The follower&apos;s limit of {max_contracts} contracts leaves room for {room}.</source>
        <translation>Die Grenze des Followers von {max_contracts} Kontrakten lässt Platz für {room}.</translation>
    </message>
    <message>
        <source>The follower&apos;s line was down at the time.</source>
        <translation>Die Verbindung des Followers war da unterbrochen.</translation>
    </message>
    <message>
        <source>The follower&apos;s login is no longer accepted.</source>
        <translation>Das Login des Followers wird nicht mehr angenommen.</translation>
    </message>
    <message>
        <source>The follower&apos;s size stays the same after rounding.</source>
        <translation>Die Größe des Followers bleibt nach dem Runden gleich.</translation>
    </message>
    <message>
        <source>The group has no name.</source>
        <translation>Die Gruppe hat keinen Namen.</translation>
    </message>
    <message>
        <source>The group is switched off.</source>
        <translation>Die Gruppe ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>The group is switched off: nothing is copied until you switch it on.</source>
        <translation>Die Gruppe ist ausgeschaltet: Kopiert wird erst, wenn Sie sie einschalten.</translation>
    </message>
    <message>
        <source>The guard closed a follower&apos;s position and switched the follower off.</source>
        <translation>Der Wächter hat die Position eines Followers geschlossen und ihn ausgeschaltet.</translation>
    </message>
    <message>
        <source>The guard closed what a follower held too much, and the broker has confirmed it.</source>
        <translation>Der Wächter hat geschlossen, was ein Follower zu viel hielt, und der Broker hat es bestätigt.</translation>
    </message>
    <message>
        <source>The guard closes what is too much, as the group&apos;s settings say. Close it now if you do not want to wait.</source>
        <translation>Der Wächter schließt, was zu viel ist, wie es die Einstellungen der Gruppe sagen. Schließen Sie es jetzt, wenn Sie nicht warten wollen.</translation>
    </message>
    <message>
        <source>The guard found a follower that does not hold what it should.</source>
        <translation>Der Wächter hat einen Follower gefunden, der nicht hält, was er soll.</translation>
    </message>
    <message>
        <source>The guard has closed what the follower held here, because it did not fit the leader&apos;s position.</source>
        <translation>Der Wächter hat geschlossen, was der Follower hier hielt, weil es nicht zur Position des Leaders passte.</translation>
    </message>
    <message>
        <source>The guard of “{name}” is now “{short}”.</source>
        <translation>Der Wächter von „{name}“ ist jetzt „{short}“.</translation>
    </message>
    <message>
        <source>The guard only tells: the reconciler is off, nothing is corrected.</source>
        <translation>Der Wächter meldet nur: Korrekturen sind aus, korrigiert wird nichts.</translation>
    </message>
    <message>
        <source>The guard reads every 1 to 3,600 s; it is {seconds} s.</source>
        <translation>Der Wächter liest alle 1 bis 3.600 s; hier sind es {seconds} s.</translation>
    </message>
    <message>
        <source>The guard&apos;s tolerance in contracts is zero or more; it is {contracts}.</source>
        <translation>Die Toleranz des Wächters in Kontrakten ist null oder mehr; hier sind es {contracts}.</translation>
    </message>
    <message>
        <source>The instrument list of {name} is empty, so nothing would be copied to it.</source>
        <translation>Die Instrumentenliste von {name} ist leer, es würde also nichts dorthin kopiert.</translation>
    </message>
    <message>
        <source>The leader cannot be read at present.</source>
        <translation>Der Leader ist zurzeit nicht lesbar.</translation>
    </message>
    <message>
        <source>The leader closed again before his entry was copied.</source>
        <translation>Der Leader schloss wieder, bevor sein Einstieg kopiert war.</translation>
    </message>
    <message>
        <source>The leader closed while a follower&apos;s connection was down.</source>
        <translation>Der Leader schloss, während die Verbindung eines Followers unterbrochen war.</translation>
    </message>
    <message>
        <source>The leader had sent this order before the follower was in the group.</source>
        <translation>Der Leader hatte diese Order gesendet, bevor der Follower in der Gruppe war.</translation>
    </message>
    <message>
        <source>The leader has a stop and a follower&apos;s position has none that works.</source>
        <translation>Der Leader hat einen Stop, die Position eines Followers keinen, der gilt.</translation>
    </message>
    <message>
        <source>The leader is flat, the follower is not.</source>
        <translation>Der Leader ist flat, der Follower nicht.</translation>
    </message>
    <message>
        <source>The leader is never traded by this program; close his position on his own platform.</source>
        <translation>Der Leader wird von diesem Programm nie gehandelt; schließen Sie seine Position auf seiner eigenen Plattform.</translation>
    </message>
    <message>
        <source>The leader reduced while his line was down; both accounts are compared before anything is closed.</source>
        <translation>Der Leader verkleinerte, während seine Verbindung unterbrochen war; beide Konten werden verglichen, bevor etwas geschlossen wird.</translation>
    </message>
    <message>
        <source>The leader traded while his connection was down, or a report of it went missing.</source>
        <translation>Der Leader handelte, während seine Verbindung unterbrochen war, oder eine Meldung darüber ging verloren.</translation>
    </message>
    <message>
        <source>The leader traded while his line was down, or a report of it went missing.</source>
        <translation>Der Leader handelte, während seine Verbindung unterbrochen war, oder eine Meldung darüber ging verloren.</translation>
    </message>
    <message>
        <source>The leader went from {before} to {after} {symbol} while nobody could see it.</source>
        <translation>Der Leader ging von {before} auf {after} {symbol}, während es niemand sehen konnte.</translation>
    </message>
    <message>
        <source>The leader&apos;s entry filled and the copy resting on a follower has not.</source>
        <translation>Der Einstieg des Leaders wurde ausgeführt, die wartende Kopie eines Followers nicht.</translation>
    </message>
    <message>
        <source>The leader&apos;s entry filled, and the copy resting here did not within {seconds} s.</source>
        <translation>Der Einstieg des Leaders wurde ausgeführt, die hier wartende Kopie binnen {seconds} s nicht.</translation>
    </message>
    <message>
        <source>The leader&apos;s line was down at the time.</source>
        <translation>Die Verbindung des Leaders war da unterbrochen.</translation>
    </message>
    <message>
        <source>The leader&apos;s order was resting before copying started.</source>
        <translation>Die Order des Leaders wartete schon, bevor das Kopieren begann.</translation>
    </message>
    <message>
        <source>The leader&apos;s own account is held: {risk}.</source>
        <translation>Das Konto des Leaders selbst wird gehalten: {risk}.</translation>
    </message>
    <message>
        <source>The leader&apos;s own order was rejected: “{text}”.</source>
        <translation>Die Order des Leaders wurde abgelehnt: „{text}“.</translation>
    </message>
    <message>
        <source>The leader&apos;s quantity times this number, rounded up, and never less than 1.</source>
        <translation>Die Menge des Leaders mal diese Zahl, aufgerundet und nie weniger als 1.</translation>
    </message>
    <message>
        <source>The leader&apos;s resting orders rest on it too.</source>
        <translation>Die wartenden Orders des Leaders warten auch dort.</translation>
    </message>
    <message>
        <source>The leader&apos;s {told} expired after {filled} of it had filled.</source>
        <translation>Order des Leaders abgelaufen, nachdem {filled} ausgeführt waren: {told}.</translation>
    </message>
    <message>
        <source>The leader&apos;s {told} expired.</source>
        <translation>Order des Leaders abgelaufen: {told}.</translation>
    </message>
    <message>
        <source>The leader&apos;s {told} was cancelled after {filled} of it had filled.</source>
        <translation>Order des Leaders storniert, nachdem {filled} ausgeführt waren: {told}.</translation>
    </message>
    <message>
        <source>The leader&apos;s {told} was cancelled.</source>
        <translation>Order des Leaders storniert: {told}.</translation>
    </message>
    <message>
        <source>The line is being restored by itself. Until then nothing of its accounts is seen or copied.</source>
        <translation>Die Verbindung wird von selbst wieder aufgebaut. Bis dahin wird von ihren Konten nichts gesehen und nichts kopiert.</translation>
    </message>
    <message>
        <source>The line is down: this follower&apos;s position may have changed unseen.</source>
        <translation>Die Verbindung ist unterbrochen: Die Position dieses Followers kann sich ungesehen geändert haben.</translation>
    </message>
    <message>
        <source>The line is {line}.</source>
        <translation>Verbindung: {line}.</translation>
    </message>
    <message>
        <source>The line to a broker is down.</source>
        <translation>Die Verbindung zu einem Broker ist unterbrochen.</translation>
    </message>
    <message>
        <source>The line to the leader is down: his trades are not seen.</source>
        <translation>Die Verbindung zum Leader ist unterbrochen: Seine Trades werden nicht gesehen.</translation>
    </message>
    <message>
        <source>The list of releases cannot be understood.</source>
        <translation>Die Liste der Ausgaben ist nicht zu verstehen.</translation>
    </message>
    <message>
        <source>The list of releases is out of date; it is not believed.</source>
        <translation>Die Liste der Ausgaben ist veraltet; ihr wird nicht geglaubt.</translation>
    </message>
    <message>
        <source>The login is right, and it has no accounts on {here}.</source>
        <translation>Das Login stimmt, hat aber keine Konten auf {here}.</translation>
    </message>
    <message>
        <source>The login is right, and it has no accounts on {here}. It has {there}.</source>
        <translation>Das Login stimmt, hat aber keine Konten auf {here}, sondern {there}.</translation>
    </message>
    <message>
        <source>The market is closed; the broker says: “{text}”.</source>
        <translation>Der Markt ist geschlossen; der Broker sagt: „{text}“.</translation>
    </message>
    <message>
        <source>The multiplier of {name} has more than 3 decimals.</source>
        <translation>Der Faktor von {name} hat mehr als 3 Nachkommastellen.</translation>
    </message>
    <message>
        <source>The multiplier of {name} is above {most}.</source>
        <translation>Der Faktor von {name} liegt über {most}.</translation>
    </message>
    <message>
        <source>The multiplier of {name} must be greater than zero.</source>
        <translation>Der Faktor von {name} muss größer als null sein.</translation>
    </message>
    <message>
        <source>The name you log in to Tradovate with.</source>
        <translation>Der Name, mit dem Sie sich bei Tradovate anmelden.</translation>
    </message>
    <message>
        <source>The order could not be sent: {text}.</source>
        <translation>Die Order konnte nicht gesendet werden: {text}.</translation>
    </message>
    <message>
        <source>The password that you gave the API key, or else your own.</source>
        <translation>Das Passwort, das Sie dem API-Schlüssel gegeben haben, sonst Ihr eigenes.</translation>
    </message>
    <message>
        <source>The position is left as it is, as the group&apos;s settings say.</source>
        <translation>Die Position bleibt, wie sie ist, wie es die Einstellungen der Gruppe sagen.</translation>
    </message>
    <message>
        <source>The practice accounts are ready: PA-LEADER leads, PA-01 (x1), PA-02 (x0.5) and PB-01 (x2) follow.</source>
        <translation>Die Übungskonten sind bereit: PA-LEADER führt, PA-01 (x1), PA-02 (x0.5) und PB-01 (x2) folgen.</translation>
    </message>
    <message>
        <source>The practice accounts are there already.</source>
        <translation>Die Übungskonten sind schon da.</translation>
    </message>
    <message>
        <source>The profile that a new group is guarded with. Each group&apos;s own can be changed at any time (Ctrl+G).</source>
        <translation>Das Profil, mit dem eine neue Gruppe bewacht wird. Jede Gruppe lässt sich jederzeit anders einstellen (Ctrl+G).</translation>
    </message>
    <message>
        <source>The program could not work out one of the broker&apos;s reports. Copying goes on; compare every follower with its broker.</source>
        <translation>Das Programm konnte eine Meldung des Brokers nicht verarbeiten. Das Kopieren geht weiter; vergleichen Sie jeden Follower mit seinem Broker.</translation>
    </message>
    <message>
        <source>The requests that the broker still allows this login are kept for closing what is open.</source>
        <translation>Die Anfragen, die der Broker diesem Login noch erlaubt, sind für das Schließen offener Positionen reserviert.</translation>
    </message>
    <message>
        <source>The right side, too few. The guard never adds.</source>
        <translation>Die richtige Seite, zu wenig. Der Wächter stockt nie auf.</translation>
    </message>
    <message>
        <source>The right side, too many.</source>
        <translation>Die richtige Seite, zu viel.</translation>
    </message>
    <message>
        <source>The same as Guard, and reads every account again at a fixed pace, also outside a trade.</source>
        <translation>Wie Wächter, und liest jedes Konto in festem Takt neu, auch außerhalb eines Trades.</translation>
    </message>
    <message>
        <source>The same number gives the same prices again, to practise a day once more.</source>
        <translation>Dieselbe Zahl ergibt wieder dieselben Preise, um einen Tag noch einmal zu üben.</translation>
    </message>
    <message>
        <source>The server of the releases answered {status}.</source>
        <translation>Der Server der Ausgaben antwortete {status}.</translation>
    </message>
    <message>
        <source>The setting “{key}” is {value}, but must be {wanted}; the usual value is used instead.</source>
        <translation>Die Einstellung „{key}“ ist {value}, muss aber {wanted} sein; stattdessen gilt der übliche Wert.</translation>
    </message>
    <message>
        <source>The ticks for late entries must be zero or more.</source>
        <translation>Die Ticks für späte Einstiege müssen null oder mehr sein.</translation>
    </message>
    <message>
        <source>The trade is not entered late. Keep the computer awake while you trade.</source>
        <translation>In den Trade wird nicht nachträglich eingestiegen. Halten Sie den Rechner wach, solange Sie handeln.</translation>
    </message>
    <message>
        <source>The trade is not entered late. Leaving the follower as it is, is the safe choice.</source>
        <translation>In den Trade wird nicht nachträglich eingestiegen. Den Follower zu lassen, wie er ist, ist die sichere Wahl.</translation>
    </message>
    <message>
        <source>The trade is not entered late. Leaving the followers as they are is the safe choice.</source>
        <translation>In den Trade wird nicht nachträglich eingestiegen. Die Follower zu lassen, wie sie sind, ist die sichere Wahl.</translation>
    </message>
    <message>
        <source>The trade is not sent again when it opens.</source>
        <translation>Der Trade wird bei der Eröffnung nicht erneut gesendet.</translation>
    </message>
    <message>
        <source>The trade was held back.</source>
        <translation>Der Trade wurde zurückgehalten.</translation>
    </message>
    <message>
        <source>The trade was missed and is not entered late. Leaving the follower as it is, is the safe choice.</source>
        <translation>Der Trade wurde verpasst, und es wird nicht nachträglich eingestiegen. Den Follower zu lassen, wie er ist, ist die sichere Wahl.</translation>
    </message>
    <message>
        <source>Then look at the broker&apos;s words in the activity list before you trade this follower again.</source>
        <translation>Lesen Sie dann in der Aktivität, was der Broker sagt, bevor Sie diesen Follower wieder handeln.</translation>
    </message>
    <message>
        <source>There is a connection named “{name}” already. Give this one another name.</source>
        <translation>Eine Verbindung namens „{name}“ gibt es schon. Geben Sie dieser einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is a group “{name}” already.</source>
        <translation>Eine Gruppe „{name}“ gibt es schon.</translation>
    </message>
    <message>
        <source>There is no line. Connect it, or sign in again if that does not help.</source>
        <translation>Es gibt keine Verbindung. Verbinden Sie, oder melden Sie sich neu an, wenn das nicht hilft.</translation>
    </message>
    <message>
        <source>This build of MimikDesk cannot log in to {title}.</source>
        <translation>Diese Ausgabe von MimikDesk kann sich bei {title} nicht anmelden.</translation>
    </message>
    <message>
        <source>This build of MimikDesk is not registered with Tradovate, so the login in the browser is not available in it. Use your own API key.</source>
        <translation>Diese Ausgabe von MimikDesk ist bei Tradovate nicht registriert, darum gibt es in ihr die Anmeldung im Browser nicht. Nehmen Sie Ihren eigenen API-Schlüssel.</translation>
    </message>
    <message>
        <source>This file was made by a newer MimikDesk. Nothing was changed; install the newer version.</source>
        <translation>Diese Datei stammt von einem neueren MimikDesk. Nichts wurde geändert; installieren Sie die neuere Version.</translation>
    </message>
    <message>
        <source>This is a test. Nothing has happened.</source>
        <translation>Das ist ein Test. Es ist nichts geschehen.</translation>
    </message>
    <message>
        <source>This is no file of MimikDesk settings. Choose one that was made with Export.</source>
        <translation>Das ist keine Datei mit MimikDesk-Einstellungen. Wählen Sie eine, die mit Export entstanden ist.</translation>
    </message>
    <message>
        <source>This login has no account.</source>
        <translation>Dieses Login hat kein Konto.</translation>
    </message>
    <message>
        <source>This login is connected already, as “{name}”.</source>
        <translation>Dieses Login ist schon verbunden, als „{name}“.</translation>
    </message>
    <message>
        <source>This login only sees it: it can lead, but no order can be placed on it.</source>
        <translation>Dieses Login sieht es nur: Es kann führen, aber keine Order annehmen.</translation>
    </message>
    <message>
        <source>This version of MimikDesk does not know this broker. Install the newest version, or remove it.</source>
        <translation>Diese Version von MimikDesk kennt diesen Broker nicht. Installieren Sie die neueste, oder entfernen Sie die Verbindung.</translation>
    </message>
    <message>
        <source>Too many orders or too many rejections: a follower takes no new trades before you resume it.</source>
        <translation>Zu viele Orders oder zu viele Ablehnungen: Ein Follower nimmt keine neuen Trades an, bis Sie ihn weiter kopieren lassen.</translation>
    </message>
    <message>
        <source>Too much was asked of the broker through one login.</source>
        <translation>Über ein Login wurde der Broker zu viel gefragt.</translation>
    </message>
    <message>
        <source>Trade PA-LEADER on the practice ticket, and watch the followers follow.</source>
        <translation>Handeln Sie PA-LEADER auf dem Übungsticket und sehen Sie zu, wie die Follower folgen.</translation>
    </message>
    <message>
        <source>Trade by hand</source>
        <translation>Trade von Hand</translation>
    </message>
    <message>
        <source>Trade smaller, or stop here.</source>
        <translation>Handeln Sie kleiner, oder hören Sie hier auf.</translation>
    </message>
    <message>
        <source>Trade the leader on your own platform.</source>
        <translation>Handeln Sie den Leader auf Ihrer eigenen Plattform.</translation>
    </message>
    <message>
        <source>Trades per day: {risk}.</source>
        <translation>Trades je Tag: {risk}.</translation>
    </message>
    <message>
        <source>Trading hours: {risk}.</source>
        <translation>Handelszeiten: {risk}.</translation>
    </message>
    <message>
        <source>Trailing drawdown: {risk}.</source>
        <translation>Nachlaufender Drawdown: {risk}.</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>Stutzen</translation>
    </message>
    <message>
        <source>Trim to expected</source>
        <translation>Auf Soll stutzen</translation>
    </message>
    <message>
        <source>Trims what is too much, closes what the leader does not hold, and tells you what is missing.</source>
        <translation>Stutzt, was zu viel ist, schließt, was der Leader nicht hält, und meldet, was fehlt.</translation>
    </message>
    <message>
        <source>Two exits met</source>
        <translation>Zwei Ausstiege trafen sich</translation>
    </message>
    <message>
        <source>Two exits met at the broker; the contracts that came out on the other side were closed at once.</source>
        <translation>Zwei Ausstiege trafen sich beim Broker; die Kontrakte, die dabei auf der Gegenseite entstanden, wurden sofort geschlossen.</translation>
    </message>
    <message>
        <source>Under-size</source>
        <translation>Zu klein</translation>
    </message>
    <message>
        <source>Use practice accounts together, and real ones together.</source>
        <translation>Nehmen Sie Übungskonten zusammen und echte zusammen.</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Wait for the next window, or change the account&apos;s trading hours on the Risk page.</source>
        <translation>Warten Sie auf das nächste Zeitfenster, oder ändern Sie die Handelszeiten des Kontos auf der Seite Risiko.</translation>
    </message>
    <message>
        <source>Wait until every account is connected and read again.</source>
        <translation>Warten Sie, bis jedes Konto verbunden und neu gelesen ist.</translation>
    </message>
    <message>
        <source>Wait until it does; close at the broker what has to be closed now.</source>
        <translation>Warten Sie, bis er es tut; was jetzt geschlossen werden muss, schließen Sie beim Broker.</translation>
    </message>
    <message>
        <source>Wait until that position is closed; one leader instrument at a time can use a follower&apos;s instrument.</source>
        <translation>Warten Sie, bis jene Position geschlossen ist; ein Instrument des Followers kann nur für ein Instrument des Leaders zugleich stehen.</translation>
    </message>
    <message>
        <source>Wait until the broker allows more, and trade fewer accounts or fewer orders through this login.</source>
        <translation>Warten Sie, bis der Broker mehr erlaubt, und handeln Sie über dieses Login weniger Konten oder weniger Orders.</translation>
    </message>
    <message>
        <source>Wait until the lock ends, or unlock the account on the Risk page if it is not a self-lock.</source>
        <translation>Warten Sie, bis die Sperre endet, oder entsperren Sie das Konto auf der Seite Risiko, wenn es keine Selbstsperre ist.</translation>
    </message>
    <message>
        <source>Wait until the window is over, or change the minutes on the Risk page.</source>
        <translation>Warten Sie, bis das Zeitfenster vorbei ist, oder ändern Sie die Minuten auf der Seite Risiko.</translation>
    </message>
    <message>
        <source>Watch the account at its broker until its figures are back.</source>
        <translation>Beobachten Sie das Konto bei seinem Broker, bis seine Zahlen wieder da sind.</translation>
    </message>
    <message>
        <source>Weekly loss: {risk}.</source>
        <translation>Wochenverlust: {risk}.</translation>
    </message>
    <message>
        <source>Well done. The account opens again when its lock ends.</source>
        <translation>Gut gemacht. Das Konto öffnet wieder, wenn seine Sperre endet.</translation>
    </message>
    <message>
        <source>What an account is worth is not known well enough for its rules; no rule fires by such a figure.</source>
        <translation>Was ein Konto wert ist, ist für seine Regeln nicht genau genug bekannt; nach so einer Zahl löst keine Regel aus.</translation>
    </message>
    <message>
        <source>What cannot be flattened because the market is closed is left as it is.</source>
        <translation>Was sich nicht glattstellen lässt, weil der Markt geschlossen ist, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>What is too much is being closed. You are told when it is done, and when it does not get through.</source>
        <translation>Was zu viel ist, wird geschlossen. Sie erfahren, wenn es geschehen ist und wenn es nicht durchkommt.</translation>
    </message>
    <message>
        <source>What it held stays as it is, and is not watched any more.</source>
        <translation>Was er hielt, bleibt, wie es ist, und wird nicht mehr überwacht.</translation>
    </message>
    <message>
        <source>What the program says. Account names and the broker&apos;s own texts stay as they are.</source>
        <translation>Was das Programm sagt. Kontonamen und die eigenen Texte des Brokers bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>When a follower fills: closes what the leader&apos;s instrument and side do not explain.</source>
        <translation>Wenn ein Follower ausgeführt wird: schließt, was Instrument und Seite des Leaders nicht erklären.</translation>
    </message>
    <message>
        <source>When copying started a follower held something else than the leader&apos;s position asks for.</source>
        <translation>Als das Kopieren begann, hielt ein Follower etwas anderes, als die Position des Leaders verlangt.</translation>
    </message>
    <message>
        <source>When done</source>
        <translation>Wenn fertig</translation>
    </message>
    <message>
        <source>When done: one copy, once the leader&apos;s order is filled. Each fill: a copy at each part, with the same total.</source>
        <translation>Wenn fertig: eine Kopie, sobald die Order des Leaders ausgeführt ist. Jede Ausführung: eine Kopie je Teil, mit derselben Summe.</translation>
    </message>
    <message>
        <source>When the leader opens {leads} {symbol}, it opens {mine} {its}.</source>
        <translation>Eröffnet der Leader {leads} {symbol}, eröffnet er {mine} {its}.</translation>
    </message>
    <message>
        <source>With my own API key</source>
        <translation>Mit meinem eigenen API-Schlüssel</translation>
    </message>
    <message>
        <source>Write a root such as MNQ, or a contract such as MNQZ6.</source>
        <translation>Schreiben Sie ein Kürzel wie MNQ oder einen Kontrakt wie MNQZ6.</translation>
    </message>
    <message>
        <source>Write roots in capitals, such as NQ and MNQ.</source>
        <translation>Schreiben Sie Kürzel groß, etwa NQ und MNQ.</translation>
    </message>
    <message>
        <source>You answered a finding or the session check.</source>
        <translation>Sie haben einen Befund oder die Sitzungsprüfung beantwortet.</translation>
    </message>
    <message>
        <source>You left this follower&apos;s position in {symbol} as it is; nothing is opened there before it is flat.</source>
        <translation>Sie haben die Position dieses Followers in {symbol} belassen; dort wird nichts eröffnet, bevor sie flat ist.</translation>
    </message>
    <message>
        <source>You signed in {now}, and “{name}” belongs to another login{was}.</source>
        <translation>Sie haben sich {now} angemeldet, und „{name}“ gehört zu einem anderen Login{was}.</translation>
    </message>
    <message>
        <source>Your browser opens Tradovate&apos;s own page. MimikDesk never sees your password.</source>
        <translation>Ihr Browser öffnet die Seite von Tradovate. MimikDesk sieht Ihr Passwort nie.</translation>
    </message>
    <message>
        <source>a copy rests here</source>
        <translation>hier wartet eine Kopie</translation>
    </message>
    <message>
        <source>a number greater than 0 with at most 3 decimals, such as 0.5</source>
        <translation>eine Zahl größer als 0 mit höchstens 3 Nachkommastellen, etwa 0.5</translation>
    </message>
    <message>
        <source>a trade copied here costs {cost}</source>
        <translation>ein hierher kopierter Trade kostet {cost}</translation>
    </message>
    <message>
        <source>a whole number from {least} to {most}</source>
        <translation>eine ganze Zahl von {least} bis {most}</translation>
    </message>
    <message>
        <source>after {seconds} s</source>
        <translation>nach {seconds} s</translation>
    </message>
    <message>
        <source>and should be {size}</source>
        <translation>und sollte {size} sein</translation>
    </message>
    <message>
        <source>and should hold {size}</source>
        <translation>und sollte {size} halten</translation>
    </message>
    <message>
        <source>as usual</source>
        <translation>wie üblich</translation>
    </message>
    <message>
        <source>as {user}</source>
        <translation>als {user}</translation>
    </message>
    <message>
        <source>at most {limit}</source>
        <translation>höchstens {limit}</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>at {price}</source>
        <translation>zu {price}</translation>
    </message>
    <message>
        <source>bell</source>
        <translation>Glocke</translation>
    </message>
    <message>
        <source>bought</source>
        <translation>kaufte</translation>
    </message>
    <message>
        <source>cannot close while the market is closed</source>
        <translation>lässt sich nicht schließen, solange der Markt geschlossen ist</translation>
    </message>
    <message>
        <source>closes all</source>
        <translation>schließt alles</translation>
    </message>
    <message>
        <source>closes what was copied under an earlier mapping</source>
        <translation>schließt, was unter einer früheren Zuordnung kopiert wurde</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>contracts</source>
        <translation>Kontrakte</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>every connection is made anew.</source>
        <translation>jede Verbindung wird neu aufgebaut.</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>flat</translation>
    </message>
    <message>
        <source>had something under way in {symbol} when copying started.</source>
        <translation>hatte in {symbol} etwas laufen, als das Kopieren begann.</translation>
    </message>
    <message>
        <source>holds {position} {symbol}</source>
        <translation>hält {position} {symbol}</translation>
    </message>
    <message>
        <source>in the browser</source>
        <translation>im Browser</translation>
    </message>
    <message>
        <source>in {seconds} s</source>
        <translation>in {seconds} s</translation>
    </message>
    <message>
        <source>is flat in {symbol}</source>
        <translation>ist flat in {symbol}</translation>
    </message>
    <message>
        <source>is flat in {symbol}, while the leader is {his} from before copying started.</source>
        <translation>ist flat in {symbol}, während der Leader von vor dem Kopieren noch {his} ist.</translation>
    </message>
    <message>
        <source>is short {position} {symbol}</source>
        <translation>ist short {position} {symbol}</translation>
    </message>
    <message>
        <source>is {held} in {symbol} from before copying started, {his}.</source>
        <translation>ist von vor dem Kopieren noch {held} in {symbol}, {his}.</translation>
    </message>
    <message>
        <source>it filled {surplus} more than the leader&apos;s order was for</source>
        <translation>sie führte {surplus} mehr aus, als die Order des Leaders hatte</translation>
    </message>
    <message>
        <source>it held {held} {symbol}, {expected} was expected; {closed} closed, it is {now} now.</source>
        <translation>er hielt {held} {symbol}, erwartet war {expected}; {closed} geschlossen, jetzt {now}.</translation>
    </message>
    <message>
        <source>it never reached the broker</source>
        <translation>sie kam beim Broker nie an</translation>
    </message>
    <message>
        <source>it was cancelled</source>
        <translation>sie wurde storniert</translation>
    </message>
    <message>
        <source>it was still there as an exit when the leader&apos;s order opened</source>
        <translation>sie stand noch als Ausstieg, als die Order des Leaders eröffnete</translation>
    </message>
    <message>
        <source>keeps {keep}</source>
        <translation>behält {keep}</translation>
    </message>
    <message>
        <source>leader flat, follower not</source>
        <translation>Leader flat, Follower nicht</translation>
    </message>
    <message>
        <source>leader is flat</source>
        <translation>der Leader ist flat</translation>
    </message>
    <message>
        <source>limit order</source>
        <translation>Limit-Order</translation>
    </message>
    <message>
        <source>long {size}</source>
        <translation>long {size}</translation>
    </message>
    <message>
        <source>market order</source>
        <translation>Market-Order</translation>
    </message>
    <message>
        <source>micro contracts</source>
        <translation>Micro-Kontrakte</translation>
    </message>
    <message>
        <source>more than {orders} copy orders in one second</source>
        <translation>mehr als {orders} Kopier-Orders in einer Sekunde</translation>
    </message>
    <message>
        <source>moving one order of the leader&apos;s costs {cost}</source>
        <translation>eine Order des Leaders zu verschieben kostet {cost}</translation>
    </message>
    <message>
        <source>news</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>no bell</source>
        <translation>keine Glocke</translation>
    </message>
    <message>
        <source>no sound</source>
        <translation>kein Ton</translation>
    </message>
    <message>
        <source>no tray</source>
        <translation>kein Infobereich</translation>
    </message>
    <message>
        <source>not repeated</source>
        <translation>nicht wiederholt</translation>
    </message>
    <message>
        <source>not the expected side</source>
        <translation>nicht die erwartete Seite</translation>
    </message>
    <message>
        <source>opens {sent} (x{factor})</source>
        <translation>eröffnet {sent} (x{factor})</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>verbindet neu</translation>
    </message>
    <message>
        <source>repeated</source>
        <translation>wiederholt</translation>
    </message>
    <message>
        <source>right side, too few</source>
        <translation>richtige Seite, zu wenig</translation>
    </message>
    <message>
        <source>right side, too many</source>
        <translation>richtige Seite, zu viel</translation>
    </message>
    <message>
        <source>short {size}</source>
        <translation>short {size}</translation>
    </message>
    <message>
        <source>should hold, but is flat</source>
        <translation>sollte halten, ist aber flat</translation>
    </message>
    <message>
        <source>sold</source>
        <translation>verkaufte</translation>
    </message>
    <message>
        <source>somebody else cancelled it</source>
        <translation>jemand anderes hat sie storniert</translation>
    </message>
    <message>
        <source>somebody else&apos;s trade</source>
        <translation>Trade von jemand anderem</translation>
    </message>
    <message>
        <source>sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>stop order</source>
        <translation>Stop-Order</translation>
    </message>
    <message>
        <source>stop-limit order</source>
        <translation>Stop-Limit-Order</translation>
    </message>
    <message>
        <source>the account leads a group</source>
        <translation>das Konto führt eine Gruppe</translation>
    </message>
    <message>
        <source>the broker let it expire with {left} not filled</source>
        <translation>der Broker ließ sie ablaufen, {left} nicht ausgeführt</translation>
    </message>
    <message>
        <source>the broker no longer knows it</source>
        <translation>der Broker kennt sie nicht mehr</translation>
    </message>
    <message>
        <source>the connection failed while it was sent</source>
        <translation>die Verbindung riss beim Senden ab</translation>
    </message>
    <message>
        <source>the group was given another leader</source>
        <translation>die Gruppe bekam einen anderen Leader</translation>
    </message>
    <message>
        <source>the leader is {his}</source>
        <translation>der Leader ist {his}</translation>
    </message>
    <message>
        <source>the leader&apos;s order ended while the program was not running</source>
        <translation>die Order des Leaders endete, während das Programm nicht lief</translation>
    </message>
    <message>
        <source>the name of a contract, or null</source>
        <translation>der Name eines Kontrakts, oder null</translation>
    </message>
    <message>
        <source>this hour</source>
        <translation>in dieser Stunde</translation>
    </message>
    <message>
        <source>this minute</source>
        <translation>in dieser Minute</translation>
    </message>
    <message>
        <source>this second</source>
        <translation>in dieser Sekunde</translation>
    </message>
    <message>
        <source>trailing stop</source>
        <translation>Trailing-Stop</translation>
    </message>
    <message>
        <source>tray</source>
        <translation>Infobereich</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>waiting for a new sign-in</source>
        <translation>wartet auf neue Anmeldung</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>will not close</source>
        <translation>lässt sich nicht schließen</translation>
    </message>
    <message>
        <source>with another login</source>
        <translation>mit einem anderen Login</translation>
    </message>
    <message>
        <source>with its limit at {price}</source>
        <translation>mit Limit {price}</translation>
    </message>
    <message>
        <source>with the API key</source>
        <translation>mit dem API-Schlüssel</translation>
    </message>
    <message>
        <source>{account} cannot leave the group like this: {why}</source>
        <translation>{account} kann die Gruppe so nicht verlassen: {why}</translation>
    </message>
    <message>
        <source>{account} follows in this group and cannot become its leader.</source>
        <translation>{account} folgt in dieser Gruppe und kann nicht ihr Leader werden.</translation>
    </message>
    <message>
        <source>{account} follows in “{group}” already.</source>
        <translation>{account} folgt schon in „{group}“.</translation>
    </message>
    <message>
        <source>{account} is not set up.</source>
        <translation>{account} ist nicht eingerichtet.</translation>
    </message>
    <message>
        <source>{account} leads “{group}” already.</source>
        <translation>{account} führt schon „{group}“.</translation>
    </message>
    <message>
        <source>{account} was not removed from its group: {why}</source>
        <translation>{account} wurde nicht aus seiner Gruppe entfernt: {why}</translation>
    </message>
    <message>
        <source>{by_hand} held by hand.</source>
        <translation>{by_hand} von Hand gehalten.</translation>
    </message>
    <message numerus="yes">
        <source>{count} accounts on {title}</source>
        <comment>{count} account on {title}</comment>
        <translation>
            <numerusform>{count} Konto auf {title}</numerusform>
            <numerusform>{count} Konten auf {title}</numerusform>
        </translation>
    </message>
    <message>
        <source>{count} orders work in {symbol}.</source>
        <translation>In {symbol} stehen {count} Orders.</translation>
    </message>
    <message numerus="yes">
        <source>{count} rest here (x{factor})</source>
        <comment>{count} rests here (x{factor})</comment>
        <translation>
            <numerusform>{count} wartet hier (x{factor})</numerusform>
            <numerusform>{count} warten hier (x{factor})</numerusform>
        </translation>
    </message>
    <message>
        <source>{distance} behind the market</source>
        <translation>{distance} hinter dem Markt</translation>
    </message>
    <message>
        <source>{holds} after a trade that was not copied, {should}.</source>
        <translation>{holds} nach einem Trade, der nicht kopiert war, {should}.</translation>
    </message>
    <message>
        <source>{holds} from before this session, {his}.</source>
        <translation>{holds}, von vor dieser Sitzung, {his}.</translation>
    </message>
    <message>
        <source>{holds} {should}.</source>
        <translation>{holds} {should}.</translation>
    </message>
    <message>
        <source>{holds}, while {leader} from before this session.</source>
        <translation>{holds}, von vor dieser Sitzung, {leader}.</translation>
    </message>
    <message>
        <source>{holds}, {his}.</source>
        <translation>{holds}, {his}.</translation>
    </message>
    <message>
        <source>{kept} kept for closing</source>
        <translation>{kept} zum Schließen reserviert</translation>
    </message>
    <message>
        <source>{kind} to buy {qty} {symbol}</source>
        <translation>{kind}, Kauf {qty} {symbol}</translation>
    </message>
    <message>
        <source>{kind} to sell {qty} {symbol}</source>
        <translation>{kind}, Verkauf {qty} {symbol}</translation>
    </message>
    <message>
        <source>{kind}: not watched.</source>
        <translation>{kind}: nicht überwacht.</translation>
    </message>
    <message>
        <source>{kind}: {action} {when}</source>
        <translation>{kind}: {action}, {when}</translation>
    </message>
    <message>
        <source>{leader} cannot be read at present, so nobody knows whether he is flat. All followers are. Choose another leader only if you are sure that he trades no more; what still rests for him on followers is cancelled.</source>
        <translation>{leader} ist zurzeit nicht lesbar, also weiß niemand, ob er flat ist. Alle Follower sind es. Wählen Sie nur dann einen anderen Leader, wenn Sie sicher sind, dass er nicht mehr handelt; was für ihn bei Followern noch wartet, wird storniert.</translation>
    </message>
    <message>
        <source>{left} of {limit} requests are left at the broker. Until there are more, orders are moved less often, the leader&apos;s resting entries are followed when they fill, and what closing would take is kept.</source>
        <translation>Beim Broker sind noch {left} von {limit} Anfragen frei. Bis es mehr sind, werden Orders seltener verschoben, wartenden Einstiegen des Leaders wird erst bei Ausführung gefolgt, und was das Schließen braucht, bleibt reserviert.</translation>
    </message>
    <message>
        <source>{left} of {limit} requests left {window}</source>
        <translation>{left} von {limit} Anfragen frei {window}</translation>
    </message>
    <message>
        <source>{names} was removed from “{name}”.</source>
        <translation>{names} wurde aus „{name}“ entfernt.</translation>
    </message>
    <message>
        <source>{name} and the leader {leader} trade at different prices: one of them is for practice.</source>
        <translation>{name} und der Leader {leader} handeln zu verschiedenen Preisen: Eines der beiden ist zum Üben.</translation>
    </message>
    <message>
        <source>{name} cannot be chosen: {why}</source>
        <translation>{name} lässt sich nicht wählen: {why}</translation>
    </message>
    <message>
        <source>{name} cannot simply be left out: {why}</source>
        <translation>{name} lässt sich nicht einfach weglassen: {why}</translation>
    </message>
    <message>
        <source>{name} copies with x{factor}.</source>
        <translation>{name} kopiert mit x{factor}.</translation>
    </message>
    <message>
        <source>{name} follows in “{group}” and can be in one group only.</source>
        <translation>{name} folgt in „{group}“ und kann nur in einer Gruppe sein.</translation>
    </message>
    <message>
        <source>{name} follows in “{group}” and cannot become its leader.</source>
        <translation>{name} folgt in „{group}“ und kann nicht ihr Leader werden.</translation>
    </message>
    <message>
        <source>{name} is allowed {allowed} {unit}; a leader at his limit would ask for {asks} on it.</source>
        <translation>{name} darf {allowed} {unit}; ein Leader an seiner Grenze würde dort {asks} verlangen.</translation>
    </message>
    <message>
        <source>{name} is chosen as leader and as follower.</source>
        <translation>{name} ist als Leader und als Follower gewählt.</translation>
    </message>
    <message>
        <source>{name} is chosen twice.</source>
        <translation>{name} ist zweimal gewählt.</translation>
    </message>
    <message>
        <source>{name} is not in that group any more.</source>
        <translation>{name} ist nicht mehr in jener Gruppe.</translation>
    </message>
    <message>
        <source>{name} leads this group.</source>
        <translation>{name} führt diese Gruppe.</translation>
    </message>
    <message>
        <source>{name} leads “{group}” and can be in one group only.</source>
        <translation>{name} führt „{group}“ und kann nur in einer Gruppe sein.</translation>
    </message>
    <message>
        <source>{name} maps {root} twice.</source>
        <translation>{name} ordnet {root} zweimal zu.</translation>
    </message>
    <message>
        <source>{name} takes no orders from this login.</source>
        <translation>{name} nimmt von diesem Login keine Orders an.</translation>
    </message>
    <message>
        <source>{name} {holding} and {will_not}: it should be {to}.</source>
        <translation>{name} {holding} und {will_not}: Soll {to}.</translation>
    </message>
    <message>
        <source>{name} {stands}</source>
        <translation>{name} {stands}</translation>
    </message>
    <message>
        <source>{name}, corrections off</source>
        <translation>{name}, Korrekturen aus</translation>
    </message>
    <message>
        <source>{name}: {why}</source>
        <translation>{name}: {why}</translation>
    </message>
    <message>
        <source>{orders} rejected orders in a row</source>
        <translation>{orders} abgelehnte Orders in Folge</translation>
    </message>
    <message>
        <source>{section}: {title}</source>
        <translation>{section}: {title}</translation>
    </message>
    <message>
        <source>{size} held back: {cause}</source>
        <translation>{size} zurückgehalten: {cause}</translation>
    </message>
    <message>
        <source>{some} or {last}</source>
        <translation>{some} oder {last}</translation>
    </message>
    <message>
        <source>{symbol} has had no working stop for 2 seconds, while the leader has one.</source>
        <translation>{symbol} hat seit 2 Sekunden keinen gültigen Stop, der Leader aber schon.</translation>
    </message>
    <message>
        <source>{symbol} is not on the group&apos;s whitelist.</source>
        <translation>{symbol} steht nicht auf der Whitelist der Gruppe.</translation>
    </message>
    <message>
        <source>{trade} copied smaller. {detail}</source>
        <translation>{trade} kleiner kopiert. {detail}</translation>
    </message>
    <message>
        <source>{trade} needs nothing here: {detail}</source>
        <translation>{trade} braucht hier nichts: {detail}</translation>
    </message>
    <message>
        <source>{trade} not copied. {detail}</source>
        <translation>{trade} nicht kopiert. {detail}</translation>
    </message>
    <message>
        <source>{trade} of {leader_qty}</source>
        <translation>{trade} von {leader_qty}</translation>
    </message>
    <message>
        <source>{trade} of {leader_qty} copied in part: {plan}. {detail}</source>
        <translation>{trade} von {leader_qty} teilweise kopiert: {plan}. {detail}</translation>
    </message>
    <message>
        <source>{trade} of {leader_qty} copied: {plan}.</source>
        <translation>{trade} von {leader_qty} kopiert: {plan}.</translation>
    </message>
    <message>
        <source>{trade} of {qty} {symbol} by the leader, now {now}.</source>
        <translation>{trade} von {qty} {symbol} durch den Leader, jetzt {now}.</translation>
    </message>
    <message>
        <source>{trade} of {qty} {symbol} by the leader, who is {now}.</source>
        <translation>{trade} von {qty} {symbol} durch den Leader, der {now} ist.</translation>
    </message>
    <message>
        <source>{trade} seen late: {detail}</source>
        <translation>{trade} spät gesehen: {detail}</translation>
    </message>
    <message>
        <source>{wanted}, or null</source>
        <translation>{wanted}, oder null</translation>
    </message>
    <message numerus="yes">
        <source>{what}, up to {count} contracts tolerated.</source>
        <comment>{what}, up to {count} contract tolerated.</comment>
        <translation>
            <numerusform>{what}, bis {count} Kontrakt toleriert.</numerusform>
            <numerusform>{what}, bis {count} Kontrakte toleriert.</numerusform>
        </translation>
    </message>
    <message>
        <source>{what}.</source>
        <translation>{what}.</translation>
    </message>
    <message>
        <source>{who} with {left} not filled</source>
        <translation>{who}, {left} nicht ausgeführt</translation>
    </message>
    <message>
        <source>“{entry}” is not an instrument.</source>
        <translation>„{entry}“ ist kein Instrument.</translation>
    </message>
    <message>
        <source>“{group}” was not changed: {why}</source>
        <translation>„{group}“ wurde nicht geändert: {why}</translation>
    </message>
    <message>
        <source>“{group}”: {leader} ({connection}) leads and is only watched; 1 account follows.</source>
        <translation>„{group}“: {leader} ({connection}) führt und wird nur beobachtet; 1 Konto folgt.</translation>
    </message>
    <message>
        <source>“{group}”: {leader} ({connection}) leads and is only watched; {count} accounts follow.</source>
        <translation>„{group}“: {leader} ({connection}) führt und wird nur beobachtet; {count} Konten folgen.</translation>
    </message>
    <message>
        <source>“{key}” is no setting of this MimikDesk and is left out.</source>
        <translation>„{key}“ ist keine Einstellung dieses MimikDesk und wird ausgelassen.</translation>
    </message>
    <message>
        <source>“{leads}” to “{mine}” of {name} is not a pair of roots.</source>
        <translation>„{leads}“ zu „{mine}“ von {name} ist kein Paar von Kürzeln.</translation>
    </message>
    <message>
        <source>“{name}” was changed elsewhere meanwhile. Open it again and repeat your changes.</source>
        <translation>„{name}“ wurde inzwischen anderswo geändert. Öffnen Sie sie neu und wiederholen Sie Ihre Änderungen.</translation>
    </message>
    <message>
        <source>“{name}” was not saved.</source>
        <translation>„{name}“ wurde nicht gespeichert.</translation>
    </message>
    <message>
        <source>“{name}” was removed meanwhile. Save it as a new group.</source>
        <translation>„{name}“ wurde inzwischen entfernt. Speichern Sie sie als neue Gruppe.</translation>
    </message>
    <message>
        <source>“{name}” was removed.</source>
        <translation>„{name}“ wurde entfernt.</translation>
    </message>
    <message>
        <source>“{name}” was saved.</source>
        <translation>„{name}“ wurde gespeichert.</translation>
    </message>
    <message>
        <source>“{title}” must be {wanted}; it stays as it is.</source>
        <translation>„{title}“ muss {wanted} sein; es bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>“{typed}” does not fit. Enter {wanted}, or leave it empty.</source>
        <translation>„{typed}“ passt nicht. Geben Sie {wanted} ein, oder lassen Sie es leer.</translation>
    </message>
    <message>
        <source>“{typed}” does not fit. Enter {wanted}.</source>
        <translation>„{typed}“ passt nicht. Geben Sie {wanted} ein.</translation>
    </message>
    <message>
        <source>“{version}” is no version.</source>
        <translation>„{version}“ ist keine Version.</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>All settings</source>
        <translation>Alle Einstellungen</translation>
    </message>
    <message>
        <source>As usual</source>
        <translation>Wie üblich</translation>
    </message>
    <message>
        <source>Bell</source>
        <translation>Glocke</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the path {0}</source>
        <translation>Pfad {0} kopieren</translation>
    </message>
    <message>
        <source>Copy what the program runs on</source>
        <translation>Kopieren, worauf das Programm läuft</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Default: {0}</source>
        <translation>Üblich: {0}</translation>
    </message>
    <message>
        <source>Diagnostics for whoever helps</source>
        <translation>Diagnose für alle, die helfen</translation>
    </message>
    <message>
        <source>Each kind of notification</source>
        <translation>Jede Art von Meldung</translation>
    </message>
    <message>
        <source>Export the settings</source>
        <translation>Einstellungen exportieren</translation>
    </message>
    <message>
        <source>Export...</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Find a setting</source>
        <translation>Einstellung suchen</translation>
    </message>
    <message>
        <source>For a question or a report of a fault. No account and no login is in it.</source>
        <translation>Für eine Frage oder eine Fehlermeldung. Kein Konto und kein Login steht darin.</translation>
    </message>
    <message>
        <source>Import settings</source>
        <translation>Einstellungen importieren</translation>
    </message>
    <message>
        <source>Import...</source>
        <translation>Importieren …</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Level of {0}: {1}</source>
        <translation>Stufe von {0}: {1}</translation>
    </message>
    <message>
        <source>Log files</source>
        <translation>Log-Dateien</translation>
    </message>
    <message>
        <source>Messages beside the tray appear in the window only, and closing it ends the program.</source>
        <translation>Meldungen neben dem Infobereich erscheinen nur im Fenster, und es zu schließen beendet das Programm.</translation>
    </message>
    <message>
        <source>News</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>No setting is called that</source>
        <translation>So heißt keine Einstellung</translation>
    </message>
    <message>
        <source>None: nothing is kept in this run.</source>
        <translation>Keiner: In diesem Lauf wird nichts aufgehoben.</translation>
    </message>
    <message>
        <source>One zip file with versions, settings, the ends of the logs, crashes, and how connections stand. Passwords, keys and tokens are not in it, and accounts are called Account-1, Account-2 and so on.</source>
        <translation>Eine Zip-Datei mit Versionen, Einstellungen, den Enden der Logs, Abstürzen und dem Stand der Verbindungen. Passwörter, Schlüssel und Tokens sind nicht darin, und Konten heißen Account-1, Account-2 und so weiter.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>{0} öffnen</translation>
    </message>
    <message>
        <source>Parts of the settings</source>
        <translation>Teile der Einstellungen</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Play the sound of a critical notification</source>
        <translation>Den Ton einer kritischen Meldung abspielen</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Reset {0}</source>
        <translation>{0} zurücksetzen</translation>
    </message>
    <message>
        <source>Save the diagnostics</source>
        <translation>Diagnose speichern</translation>
    </message>
    <message>
        <source>Save...</source>
        <translation>Speichern …</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Settings (*.json)</source>
        <translation>Einstellungen (*.json)</translation>
    </message>
    <message>
        <source>Settings taken from {0}</source>
        <translation>Einstellungen aus {0} übernommen</translation>
    </message>
    <message>
        <source>Settings, journal and log of this workspace. To use another one, start the program with --data and a folder. Logins are not in it: they are in the system&apos;s own store for passwords.</source>
        <translation>Einstellungen, Journal und Log dieses Arbeitsplatzes. Um einen anderen zu nehmen, starten Sie das Programm mit --data und einem Ordner. Logins sind nicht darin: Sie liegen im Passwortspeicher des Systems.</translation>
    </message>
    <message>
        <source>Show all settings</source>
        <translation>Alle Einstellungen zeigen</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>Take settings from a file; you see what would change before.</source>
        <translation>Einstellungen aus einer Datei nehmen; vorher sehen Sie, was sich ändern würde.</translation>
    </message>
    <message>
        <source>Tell one now in this way.</source>
        <translation>Jetzt eine auf diese Weise melden.</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Test {0}</source>
        <translation>{0} testen</translation>
    </message>
    <message>
        <source>The settings are in {0}.</source>
        <translation>Die Einstellungen sind in {0}.</translation>
    </message>
    <message>
        <source>This desktop has no tray</source>
        <translation>Dieser Desktop hat keinen Infobereich</translation>
    </message>
    <message>
        <source>Tray</source>
        <translation>Infobereich</translation>
    </message>
    <message>
        <source>Try another word: sound, colours, multiplier, tray.</source>
        <translation>Versuchen Sie ein anderes Wort: Ton, Farben, Faktor, Infobereich.</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>What is critical is always told so.</source>
        <translation>Was kritisch ist, wird immer so gemeldet.</translation>
    </message>
    <message>
        <source>What is wrong with {0}</source>
        <translation>Was an {0} nicht stimmt</translation>
    </message>
    <message>
        <source>What the program did, for whoever helps. No password and no key is ever in it.</source>
        <translation>Was das Programm getan hat, für alle, die helfen. Nie steht ein Passwort oder Schlüssel darin.</translation>
    </message>
    <message>
        <source>What the program runs on</source>
        <translation>Worauf das Programm läuft</translation>
    </message>
    <message>
        <source>Write the settings into a file. No login and no account is in it.</source>
        <translation>Die Einstellungen in eine Datei schreiben. Kein Login und kein Konto steht darin.</translation>
    </message>
    <message>
        <source>notification alert</source>
        <translation>Meldung Benachrichtigung</translation>
    </message>
    <message>
        <source>{0} cannot be read ({1}).</source>
        <translation>{0} ist nicht lesbar ({1}).</translation>
    </message>
    <message>
        <source>{0} is no file of MimikDesk settings.</source>
        <translation>{0} ist keine Datei mit MimikDesk-Einstellungen.</translation>
    </message>
    <message numerus="yes">
        <source>{0} settings</source>
        <comment>{0} setting</comment>
        <translation>
            <numerusform>{0} Einstellung</numerusform>
            <numerusform>{0} Einstellungen</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}. It holds from the next start on.</source>
        <translation>{0}. Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>“{0}” must be {1}.</source>
        <translation>„{0}“ muss {1} sein.</translation>
    </message>
</context>
<context>
    <name>Status</name>
    <message>
        <source>Clock {0}</source>
        <translation>Uhr {0}</translation>
    </message>
    <message>
        <source>How late the copying thread ran its last timer. Under 5 ms is normal.</source>
        <translation>Wie spät der Kopier-Thread seinen letzten Zeitgeber ausführte. Unter 5 ms ist normal.</translation>
    </message>
    <message>
        <source>Lane {0}</source>
        <translation>Takt {0}</translation>
    </message>
    <message>
        <source>Lateness of the copying thread</source>
        <translation>Verspätung des Kopier-Threads</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>The broker&apos;s clock</source>
        <translation>Die Uhr des Brokers</translation>
    </message>
    <message>
        <source>The broker&apos;s clock against this computer&apos;s; the way of its messages is a part of it.</source>
        <translation>Die Uhr des Brokers gegen die dieses Rechners; der Weg seiner Nachrichten ist ein Teil davon.</translation>
    </message>
    <message numerus="yes">
        <source>and {0} more</source>
        <comment>and {0} more</comment>
        <translation>
            <numerusform>und {0} weitere</numerusform>
            <numerusform>und {0} weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>penalty</source>
        <translation>Sperre</translation>
    </message>
</context>
<context>
    <name>Story</name>
    <message>
        <source>, {0} ticks</source>
        <translation>, {0} Ticks</translation>
    </message>
    <message>
        <source>Acknowledged</source>
        <translation>Bestätigt</translation>
    </message>
    <message>
        <source>Acknowledged after {0}.</source>
        <translation>Bestätigt nach {0}.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Contracts</source>
        <translation>Kontrakte</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Filled</source>
        <translation>Ausgeführt</translation>
    </message>
    <message>
        <source>Follower</source>
        <translation>Follower</translation>
    </message>
    <message>
        <source>It is {0}.</source>
        <translation>Sie ist {0}.</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Sent after {0}.</source>
        <translation>Gesendet nach {0}.</translation>
    </message>
    <message>
        <source>Slippage</source>
        <translation>Slippage</translation>
    </message>
    <message>
        <source>Story of a copy</source>
        <translation>Verlauf einer Kopie</translation>
    </message>
    <message>
        <source>The broker says: “{0}”.</source>
        <translation>Der Broker sagt: „{0}“.</translation>
    </message>
    <message>
        <source>The copy, follower by follower</source>
        <translation>Die Kopie, Follower für Follower</translation>
    </message>
    <message>
        <source>Timing of the copy</source>
        <translation>Zeitlicher Ablauf der Kopie</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>acknowledged</source>
        <translation>bestätigt</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>storniert</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>entschieden</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>filled</source>
        <translation>ausgeführt</translation>
    </message>
    <message>
        <source>filling</source>
        <translation>wird ausgeführt</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>nothing sent</source>
        <translation>nichts gesendet</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>unknown to the broker</source>
        <translation>beim Broker unbekannt</translation>
    </message>
    <message>
        <source>{0} of {1} filled after {2} at {3}.</source>
        <translation>{0} von {1} ausgeführt nach {2} zu {3}.</translation>
    </message>
    <message>
        <source>{0} of {1} filled, {2}</source>
        <translation>{0} von {1} ausgeführt, {2}</translation>
    </message>
    <message>
        <source>{0} ticks against the leader&apos;s price.</source>
        <translation>{0} Ticks gegen den Preis des Leaders.</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>Compare the account with its broker before you do anything else.</source>
        <translation>Vergleichen Sie das Konto mit seinem Broker, bevor Sie irgendetwas anderes tun.</translation>
    </message>
    <message>
        <source>Flatten the follower if you do not know why it differs; it copies again from the leader&apos;s next trade.</source>
        <translation>Stellen Sie den Follower glatt, wenn Sie nicht wissen, warum er abweicht; er kopiert wieder ab dem nächsten Trade des Leaders.</translation>
    </message>
    <message>
        <source>If an account of this login holds a position that you want closed, close it at the broker.</source>
        <translation>Hält ein Konto dieses Logins eine Position, die Sie schließen wollen, schließen Sie sie beim Broker.</translation>
    </message>
    <message>
        <source>If it takes long, close the position at the broker.</source>
        <translation>Wenn es lange dauert, schließen Sie die Position beim Broker.</translation>
    </message>
    <message numerus="yes">
        <source>In step: {0} followers</source>
        <comment>In step: {0} follower</comment>
        <translation>
            <numerusform>Im Gleichlauf: {0} Follower</numerusform>
            <numerusform>Im Gleichlauf: {0} Follower</numerusform>
        </translation>
    </message>
    <message>
        <source>New trades on {0} are held back.</source>
        <translation>Neue Trades auf {0} werden zurückgehalten.</translation>
    </message>
    <message>
        <source>No copy group yet</source>
        <translation>Noch keine Kopiergruppe</translation>
    </message>
    <message>
        <source>Nothing is lost: exits still go through, and missed entries are not made late.</source>
        <translation>Nichts ist verloren: Ausstiege gehen weiter durch, und verpasste Einstiege werden nicht nachgeholt.</translation>
    </message>
    <message>
        <source>Read in the activity list why new trades are held back, then let them through again.</source>
        <translation>Lesen Sie in der Aktivität, warum neue Trades zurückgehalten werden, und lassen Sie sie dann wieder durch.</translation>
    </message>
    <message>
        <source>Stopped: copying is paused in every group</source>
        <translation>Steht: Das Kopieren ist in jeder Gruppe angehalten</translation>
    </message>
    <message>
        <source>Stopped: no account is connected</source>
        <translation>Steht: Kein Konto ist verbunden</translation>
    </message>
    <message>
        <source>The line is restored by itself; until then nothing is opened on its accounts.</source>
        <translation>Die Verbindung wird von selbst wieder aufgebaut; bis dahin wird auf ihren Konten nichts eröffnet.</translation>
    </message>
    <message>
        <source>The line to {0} is lost; it is being restored.</source>
        <translation>Die Verbindung zu {0} ist verloren; sie wird wieder aufgebaut.</translation>
    </message>
    <message>
        <source>Wait for the broker to report flat; the row clears only then.</source>
        <translation>Warten Sie, bis der Broker flat meldet; erst dann ist die Zeile frei.</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>disconnected</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>verbindet neu</translation>
    </message>
    <message>
        <source>sign in again</source>
        <translation>neu anmelden</translation>
    </message>
    <message>
        <source>{0} in {1}</source>
        <translation>{0} in {1}</translation>
    </message>
    <message>
        <source>{0} is being flattened.</source>
        <translation>{0} wird glattgestellt.</translation>
    </message>
    <message>
        <source>{0} is disconnected.</source>
        <translation>{0} ist getrennt.</translation>
    </message>
    <message>
        <source>{0} is {1}, but should be {2}.</source>
        <translation>{0} ist {1}, sollte aber {2} sein.</translation>
    </message>
    <message>
        <source>{0} no longer accepts the login. Sign in again.</source>
        <translation>{0} nimmt das Login nicht mehr an. Melden Sie sich neu an.</translation>
    </message>
    <message numerus="yes">
        <source>{0} problems to look at</source>
        <comment>{0} problem to look at</comment>
        <translation>
            <numerusform>{0} Problem anzusehen</numerusform>
            <numerusform>{0} Probleme anzusehen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Ticket</name>
    <message>
        <source>A price must be greater than zero.</source>
        <translation>Ein Preis muss größer als null sein.</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>BUY</source>
        <translation>KAUF</translation>
    </message>
    <message>
        <source>Bid</source>
        <translation>Bid</translation>
    </message>
    <message>
        <source>Buy</source>
        <translation>Kaufen</translation>
    </message>
    <message>
        <source>Buy limit</source>
        <translation>Kaufen, Limit</translation>
    </message>
    <message>
        <source>Buy market</source>
        <translation>Kauf Market</translation>
    </message>
    <message>
        <source>Buy stop</source>
        <translation>Kaufen, Stop</translation>
    </message>
    <message>
        <source>Buy stop limit</source>
        <translation>Kaufen, Stop-Limit</translation>
    </message>
    <message>
        <source>Cancel this order</source>
        <translation>Diese Order stornieren</translation>
    </message>
    <message>
        <source>Cancel {0}</source>
        <translation>{0} stornieren</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the leader&apos;s position in this contract at the market.</source>
        <translation>Die Position des Leaders in diesem Kontrakt zum Marktpreis schließen.</translation>
    </message>
    <message>
        <source>Contract</source>
        <translation>Kontrakt</translation>
    </message>
    <message>
        <source>Enter a limit price.</source>
        <translation>Geben Sie einen Limitpreis ein.</translation>
    </message>
    <message>
        <source>Enter a stop price.</source>
        <translation>Geben Sie einen Stoppreis ein.</translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>Weniger</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Letzter</translation>
    </message>
    <message>
        <source>Leader</source>
        <translation>Leader</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>Limit price</source>
        <translation>Limitpreis</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>No working orders. Limit and stop orders wait here.</source>
        <translation>Keine offenen Orders. Limit- und Stop-Orders warten hier.</translation>
    </message>
    <message>
        <source>Open profit or loss</source>
        <translation>Offener Gewinn oder Verlust</translation>
    </message>
    <message>
        <source>Position of the leader</source>
        <translation>Position des Leaders</translation>
    </message>
    <message>
        <source>Practice ticket</source>
        <translation>Übungsticket</translation>
    </message>
    <message>
        <source>Prices move in steps of {0} here. Use {1} or {2}.</source>
        <translation>Preise gehen hier in Schritten von {0}. Nehmen Sie {1} oder {2}.</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Quantity {0}</source>
        <translation>Menge {0}</translation>
    </message>
    <message>
        <source>SELL</source>
        <translation>VERKAUF</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>Verkaufen</translation>
    </message>
    <message>
        <source>Sell limit</source>
        <translation>Verkaufen, Limit</translation>
    </message>
    <message>
        <source>Sell market</source>
        <translation>Verkauf Market</translation>
    </message>
    <message>
        <source>Sell stop</source>
        <translation>Verkaufen, Stop</translation>
    </message>
    <message>
        <source>Sell stop limit</source>
        <translation>Verkaufen, Stop-Limit</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>Stop limit</source>
        <translation>Stop-Limit</translation>
    </message>
    <message>
        <source>Stop price</source>
        <translation>Stoppreis</translation>
    </message>
    <message>
        <source>The leader that is traded here.</source>
        <translation>Der Leader, der hier gehandelt wird.</translation>
    </message>
    <message>
        <source>Working orders</source>
        <translation>Offene Orders</translation>
    </message>
    <message>
        <source>at {0}</source>
        <translation>zu {0}</translation>
    </message>
    <message>
        <source>flat</source>
        <translation>flat</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>Limit</translation>
    </message>
    <message>
        <source>market</source>
        <translation>Market</translation>
    </message>
    <message>
        <source>no open position</source>
        <translation>keine offene Position</translation>
    </message>
    <message>
        <source>on {0}</source>
        <translation>auf {0}</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>stop limit</source>
        <translation>Stop-Limit</translation>
    </message>
    <message>
        <source>trailing stop</source>
        <translation>Trailing-Stop</translation>
    </message>
    <message>
        <source>{0} of {1} filled</source>
        <translation>{0} von {1} ausgeführt</translation>
    </message>
    <message>
        <source>“{0}” is not a price. Enter a number such as {1}.</source>
        <translation>„{0}“ ist kein Preis. Geben Sie eine Zahl ein, etwa {1}.</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Copy new trades in</source>
        <translation>Neue Trades kopieren in</translation>
    </message>
    <message>
        <source>Copying and guarding go on. Click the icon to open the window again; Quit is in its menu.</source>
        <translation>Kopieren und Bewachen laufen weiter. Ein Klick auf das Symbol öffnet das Fenster wieder; Beenden steht in seinem Menü.</translation>
    </message>
    <message>
        <source>Flatten a group or follower</source>
        <translation>Gruppe oder Follower glattstellen</translation>
    </message>
    <message>
        <source>Flatten all followers</source>
        <translation>Alle Follower glattstellen</translation>
    </message>
    <message>
        <source>MimikDesk goes on in the tray</source>
        <translation>MimikDesk läuft im Infobereich weiter</translation>
    </message>
    <message>
        <source>Open MimikDesk</source>
        <translation>MimikDesk öffnen</translation>
    </message>
    <message>
        <source>Practice ticket</source>
        <translation>Übungsticket</translation>
    </message>
    <message>
        <source>Quit MimikDesk</source>
        <translation>MimikDesk beenden</translation>
    </message>
    <message>
        <source>Session check</source>
        <translation>Sitzungsprüfung</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>The whole group</source>
        <translation>Die ganze Gruppe</translation>
    </message>
    <message>
        <source>Yes, flatten all now</source>
        <translation>Ja, jetzt alle glattstellen</translation>
    </message>
    <message>
        <source>Yes, flatten {0} now</source>
        <translation>Ja, {0} jetzt glattstellen</translation>
    </message>
    <message numerus="yes">
        <source>{0} notifications not seen</source>
        <comment>{0} notification not seen</comment>
        <translation>
            <numerusform>{0} Meldung nicht gesehen</numerusform>
            <numerusform>{0} Meldungen nicht gesehen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>Not undone, because it has changed since: {0}</source>
        <translation>Nicht rückgängig gemacht, weil es sich seitdem geändert hat: {0}</translation>
    </message>
    <message>
        <source>Take it back (Ctrl+Z)</source>
        <translation>Zurücknehmen (Ctrl+Z)</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>Es gibt nichts rückgängig zu machen.</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>Rückgängig gemacht: {0}</translation>
    </message>
    <message numerus="yes">
        <source>{0} notifications marked as seen.</source>
        <comment>{0} notification marked as seen.</comment>
        <translation>
            <numerusform>{0} Meldung als gesehen gekennzeichnet.</numerusform>
            <numerusform>{0} Meldungen als gesehen gekennzeichnet.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0} takes new trades again.</source>
        <translation>{0} nimmt wieder neue Trades.</translation>
    </message>
    <message>
        <source>{0} takes no new trades now.</source>
        <translation>{0} nimmt jetzt keine neuen Trades.</translation>
    </message>
    <message>
        <source>“{0}” copies again.</source>
        <translation>„{0}“ kopiert wieder.</translation>
    </message>
    <message>
        <source>“{0}” is paused.</source>
        <translation>„{0}“ ist angehalten.</translation>
    </message>
</context>
<context>
    <name>Update</name>
    <message>
        <source>A newer version is only told of: you fetch and install it yourself, after the session.</source>
        <translation>Eine neuere Version wird nur gemeldet: Sie holen und installieren sie selbst, nach der Sitzung.</translation>
    </message>
    <message>
        <source>Asking...</source>
        <translation>Wird gefragt …</translation>
    </message>
    <message>
        <source>Check for a newer version now</source>
        <translation>Jetzt nach einer neueren Version sehen</translation>
    </message>
    <message>
        <source>Check now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>MimikDesk {0}</source>
        <translation>MimikDesk {0}</translation>
    </message>
    <message>
        <source>Open its page</source>
        <translation>Ihre Seite öffnen</translation>
    </message>
    <message>
        <source>The page cannot be opened from here. It is {0}.</source>
        <translation>Die Seite lässt sich von hier nicht öffnen. Es ist {0}.</translation>
    </message>
    <message>
        <source>This build asks nobody whether there is a newer one.</source>
        <translation>Diese Ausgabe fragt niemanden, ob es eine neuere gibt.</translation>
    </message>
    <message>
        <source>What is known of newer versions</source>
        <translation>Was von neueren Versionen bekannt ist</translation>
    </message>
</context>
</TS>
