; Makes dist\MimikDesk-setup-VERSION.exe from dist\MimikDesk (packaging\build.py), with Inno Setup 6.3 or newer:
;   ISCC /DVersion=1.2.3 installer.iss
; To sign: ISCC /DVersion=1.2.3 /DSign "/Ssigning=signtool.exe sign /fd sha256 /tr URL /td sha256 /a $f" installer.iss
; Without /DSign nothing is signed. /DFast compresses less, for trying out.
#ifndef Version
  #error Say which version: /DVersion=1.2.3
#endif
; The version in numbers only, where it is more than that: /DNumbers=1.2.3
#ifndef Numbers
  #define Numbers Version
#endif
#define Name "MimikDesk"
#define Exe "MimikDesk.exe"

[Setup]
; Never change it: by it an update finds what it updates.
AppId={{8E5C1B0F-6C63-4D0B-9E0C-53B7C0A6F5D4}
AppName={#Name}
AppVersion={#Version}
AppVerName={#Name} {#Version}
AppPublisher=MimikDesk
VersionInfoVersion={#Numbers}
; For this user only unless asked otherwise; the user's choice of language and folder is kept for updates.
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog commandline
DefaultDirName={code:ProgramsFolder}\{#Name}
DisableProgramGroupPage=yes
DisableWelcomePage=no
UsePreviousAppDir=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=LICENSE
SetupIconFile=build\packaging\app.ico
UninstallDisplayIcon={app}\{#Exe}
UninstallDisplayName={#Name}
WizardStyle=modern
ShowLanguageDialog=auto
; Windows' own way to close programs does not ask whether a position is open. PrepareToInstall does.
CloseApplications=no
RestartApplications=no
OutputDir=dist
OutputBaseFilename={#Name}-setup-{#Version}
#ifdef Fast
Compression=lzma2/fast
#else
Compression=lzma2/max
#endif
SolidCompression=yes
#ifdef Sign
SignTool=signing
SignedUninstaller=yes
#endif

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.TaskDesktop=Create a &desktop shortcut
de.TaskDesktop=&Desktop-Symbol anlegen
en.TaskAutostart=Start with Windows, in the &tray
de.TaskAutostart=Mit Windows &starten, im Infobereich
en.GroupShortcuts=Shortcuts:
de.GroupShortcuts=Verknüpfungen:
en.GroupStart=Start:
de.GroupStart=Start:
en.Launch=Start MimikDesk
de.Launch=MimikDesk starten
en.Closing=Asking MimikDesk to close...
de.Closing=MimikDesk wird geschlossen...
en.PositionOpen=MimikDesk is running, and an account holds a position or has a working order. It is not closed while that is so. Close the positions and orders, then try again.
de.PositionOpen=MimikDesk läuft, und ein Konto hält eine Position oder hat eine aktive Order. Solange wird es nicht geschlossen. Schließen Sie Positionen und Orders und versuchen Sie es dann noch einmal.
en.StillRuns=MimikDesk is running and does not close. Quit it from its tray icon, for every user of this computer, then try again.
de.StillRuns=MimikDesk läuft und schließt sich nicht. Beenden Sie es über sein Symbol im Infobereich, bei jedem Benutzer dieses Computers, und versuchen Sie es dann noch einmal.
en.DeleteData=Your settings, groups and the journal of all trades are still in%n%n%1%n%nDelete them as well? This cannot be undone. Choose No to keep them for a later installation.
de.DeleteData=Ihre Einstellungen, Gruppen und das Journal aller Trades liegen noch in%n%n%1%n%nAuch löschen? Das lässt sich nicht rückgängig machen. Mit Nein bleiben sie für eine spätere Installation erhalten.

[Tasks]
Name: "desktop"; Description: "{cm:TaskDesktop}"; GroupDescription: "{cm:GroupShortcuts}"; Flags: unchecked
Name: "autostart"; Description: "{cm:TaskAutostart}"; GroupDescription: "{cm:GroupStart}"; Flags: unchecked

[InstallDelete]
; Of the version before; nothing of the user's is in there.
Type: filesandordirs; Name: "{app}\_internal"
Type: filesandordirs; Name: "{app}\licences"

[Files]
Source: "dist\MimikDesk\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\{#Name}"; Filename: "{app}\{#Exe}"; AppUserModelID: "MimikDesk.TradeCopier"
Name: "{autodesktop}\{#Name}"; Filename: "{app}\{#Exe}"; AppUserModelID: "MimikDesk.TradeCopier"; Tasks: desktop

[Registry]
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: string; ValueName: "{#Name}"; ValueData: """{app}\{#Exe}"" --in-tray"; Tasks: autostart; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueType: none; ValueName: "{#Name}"; Tasks: not autostart; Flags: deletevalue

[Run]
Filename: "{app}\{#Exe}"; Description: "{cm:Launch}"; Flags: nowait postinstall skipifsilent runasoriginaluser

[Code]
const
  { The exit codes of --ask-to-close; mimikdesk/app/ask_to_close.py has them. }
  Closed = 0;
  PositionOpen = 3;

function ProgramsFolder(Param: String): String;
begin
  // The same folders that autopf stands for, which not every look-alike of Windows knows.
  if IsAdminInstallMode then
    Result := ExpandConstant('{commonpf}')
  else
    Result := ExpandConstant('{localappdata}\Programs');
end;

function IsInUse(Path: String): Boolean;
var
  Stream: TFileStream;
begin
  Result := False;
  if not FileExists(Path) then
    exit;
  try
    Stream := TFileStream.Create(Path, fmOpenReadWrite or fmShareExclusive);
    Stream.Free;
  except
    Result := True;
  end;
end;

{ Asks a running MimikDesk to close and waits until it has; '' once none runs, else why it stays. }
function AskToClose: String;
var
  Path: String;
  Code: Integer;
begin
  Result := '';
  Path := ExpandConstant('{app}\{#Exe}');
  if not FileExists(Path) then
    exit;
  if not Exec(Path, '--ask-to-close', '', SW_HIDE, ewWaitUntilTerminated, Code) then
    Code := Closed;  { what cannot be started does not run either }
  if Code = PositionOpen then
    Result := CustomMessage('PositionOpen')
  else if (Code <> Closed) or IsInUse(Path) then
    Result := CustomMessage('StillRuns');
end;

function PrepareToInstall(var NeedsRestart: Boolean): String;
begin
  Log(CustomMessage('Closing'));
  Result := AskToClose;
end;

function InitializeUninstall: Boolean;
var
  Reason: String;
begin
  Result := True;
  repeat
    Reason := AskToClose;
    if Reason <> '' then
      Result := SuppressibleMsgBox(Reason, mbError, MB_RETRYCANCEL, IDCANCEL) = IDRETRY;
  until (Reason = '') or not Result;
end;

procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Data: String;
begin
  { The data is the user's. It is deleted only after a plain yes to a question, never by a silent removal. }
  Data := ExpandConstant('{localappdata}\MimikDesk');
  if (Step = usPostUninstall) and DirExists(Data) and not UninstallSilent then
    if MsgBox(FmtMessage(CustomMessage('DeleteData'), [Data]), mbConfirmation, MB_YESNO or MB_DEFBUTTON2) = IDYES then
      DelTree(Data, True, True, True);
end;
