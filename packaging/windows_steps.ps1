# On a real Windows: install the older version for this user, start it, update it while it runs, remove it.
# The same steps as packaging/testbed.py. Ends with 1 at the first that is not in order.
param([string]$Older, [string]$Version)
$ErrorActionPreference = "Stop"

$root = Split-Path $PSScriptRoot
$work = "$root\build\packaging"
$app = "$env:LOCALAPPDATA\Programs\MimikDesk"
$data = "$env:LOCALAPPDATA\MimikDesk"
$log = "$data\logs\mimikdesk.log"
$menu = "$env:APPDATA\Microsoft\Windows\Start Menu\Programs\MimikDesk.lnk"
$run = "HKCU:\Software\Microsoft\Windows\CurrentVersion\Run"

function Check($condition, $otherwise) { if (-not $condition) { Write-Host "Not in order: $otherwise"; exit 1 } }

function Invoke-Step($program, $words) {
    $process = Start-Process $program -ArgumentList $words -Wait -PassThru
    Check ($process.ExitCode -eq 0) "$program $words ended with $($process.ExitCode)"
}

function Wait-Until($condition, $what) {
    $end = (Get-Date).AddMinutes(3)
    while (-not (& $condition)) { Check ((Get-Date) -lt $end) $what; Start-Sleep -Milliseconds 300 }
}

function Install($which, $more) {
    $words = @("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART", "/LOG=`"$work\setup-$which.log`"") + $more
    Invoke-Step "$root\dist\MimikDesk-setup-$which.exe" $words
}

function Get-Screen($file) {
    Add-Type -AssemblyName System.Windows.Forms, System.Drawing
    $screen = [System.Windows.Forms.Screen]::PrimaryScreen.Bounds
    $picture = New-Object System.Drawing.Bitmap $screen.Width, $screen.Height
    [System.Drawing.Graphics]::FromImage($picture).CopyFromScreen($screen.Location, [System.Drawing.Point]::Empty, $screen.Size)
    $picture.Save($file)
}

Install $Older @("/TASKS=autostart")
Check (Test-Path $menu) "there is no Start menu entry"
Check ((Get-ItemProperty $run).MimikDesk -like "*--in-tray") "it does not start with Windows"
Check (-not (Test-Path $data)) "the installation made a data folder"

$played = & "$app\MimikDesk-console.exe" --headless-demo | Out-String
Check ($LASTEXITCODE -eq 0 -and $played -match "PB-01") "the practice session was not played"

$window = Start-Process "$app\MimikDesk.exe" -ArgumentList "--demo" -PassThru
Wait-Until { (Test-Path $log) -and (Select-String -Quiet "Window shown" $log) } "the window did not open"
Start-Sleep 5
Get-Screen "$work\window.png"
Install $Version @()
Wait-Until { $window.HasExited } "the program did not close for the update"
Check ((Get-Content $log -Tail 5 | Out-String) -match "Ended") "the program did not end in order"

Invoke-Step "$app\unins000.exe" @("/VERYSILENT", "/SUPPRESSMSGBOXES", "/NORESTART")
Wait-Until { -not (Test-Path "$app\MimikDesk.exe") } "the program is still there"
Check (-not (Test-Path $menu)) "the Start menu entry is still there"
Check (Test-Path $data) "the user's data were deleted without a question"
Check (-not (Get-ItemProperty $run).MimikDesk) "it would still start with Windows"
Write-Host "Installed, updated while it ran, and removed: in order."
