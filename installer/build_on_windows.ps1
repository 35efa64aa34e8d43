# Builds the Windows program and its setup on Windows, where releases are made and signed:
#   powershell -ExecutionPolicy Bypass -File installer\build_on_windows.ps1 [-Work build\windows] [-Smoke]
# Needs Python 3.11 or newer (py) and NSIS (makensis; winget install NSIS.NSIS). Signs with signtool where
# CARECOOP_SIGN_PFX names a certificate (password in CARECOOP_SIGN_PASSWORD); says so where it does not.
param([string]$Work = "build\windows", [string]$Python = "py", [switch]$Smoke)
$ErrorActionPreference = "Stop"
$root = (Resolve-Path "$PSScriptRoot\..").Path
Set-Location $root
New-Item -ItemType Directory -Force $Work | Out-Null
$Work = (Resolve-Path $Work).Path

function Invoke-Checked([string]$Program, [string[]]$Arguments) {
    & $Program @Arguments | Out-Host  # what it says is no part of what a function gives back
    if ($LASTEXITCODE -ne 0) { throw "$Program ended with $LASTEXITCODE" }
}

function Find-Program([string]$Name, [string[]]$Places) {
    $found = Get-Command $Name -ErrorAction SilentlyContinue
    if ($found) { return $found.Source }
    $found = $Places | ForEach-Object { Get-ChildItem $_ -ErrorAction SilentlyContinue } | Select-Object -Last 1
    if (-not $found) { throw "$Name is not installed" }
    return $found.FullName
}

Write-Host "-- libraries"
if (-not (Test-Path "$Work\venv\Scripts\python.exe")) { Invoke-Checked $Python @("-m", "venv", "$Work\venv") }
$venv = "$Work\venv\Scripts\python.exe"
$version = & $venv -c "import sys; print('%d.%d' % sys.version_info[:2])"
if ($version -eq "3.13") {
    Invoke-Checked $venv @("-m", "pip", "install", "-q", "--only-binary", ":all:", "--require-hashes", "-r", "installer\windows.lock")
} else {
    Write-Host "   Python ${version}: windows.lock is of 3.13, so versions are chosen afresh from pyproject.toml"
    Invoke-Checked $venv @("-m", "pip", "install", "-q", ".[test]", "-r", "installer\windows.in")
    Invoke-Checked $venv @("-m", "pip", "uninstall", "-q", "-y", "carecoop-desktop")
}

Write-Host "-- the program"
Invoke-Checked $venv @("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "--distpath", "$Work\dist",
    "--workpath", "$Work\work", "installer\carecoop.spec")

$own = (Select-String -Path carecoop_desktop\__init__.py -Pattern '^__version__ = "(.*)"').Matches[0].Groups[1].Value
$makensis = Find-Program "makensis" @("${env:ProgramFiles(x86)}\NSIS\makensis.exe", "$env:ProgramFiles\NSIS\makensis.exe")
# NSIS for Windows is a program of 32 bits and has stubs of 32 bits only; others carry one of 64 bits too.
$stub = Join-Path (Split-Path $makensis) "Stubs\lzma_solid-amd64-unicode"
$kind = @("/DTARGET=$(if (Test-Path $stub) { 'amd64-unicode' } else { 'x86-unicode' })")
$payload = "$Work\dist\CareCoop"
$signing = @()
if ($env:CARECOOP_SIGN_PFX) {
    $signtool = Find-Program "signtool" @("${env:ProgramFiles(x86)}\Windows Kits\10\bin\*\x64\signtool.exe")
    $options = @("sign", "/q", "/fd", "SHA256", "/tr", "http://timestamp.digicert.com", "/td", "SHA256",
        "/f", $env:CARECOOP_SIGN_PFX, "/p", $env:CARECOOP_SIGN_PASSWORD)
    Invoke-Checked $signtool ($options + (Get-ChildItem "$payload\*.exe").FullName)
    Set-Content -Encoding ascii "$Work\sign.cmd" ('@"{0}" sign /q /fd SHA256 /tr http://timestamp.digicert.com /td SHA256 /f "%CARECOOP_SIGN_PFX%" /p "%CARECOOP_SIGN_PASSWORD%" %1' -f $signtool)
    $signing = @("/DSIGN=$Work\sign.cmd")
} else {
    Write-Host "   NOT SIGNED: CARECOOP_SIGN_PFX names no certificate; Windows will warn of an unknown publisher."
}

function New-Setup([string]$Version, [string[]]$More) {
    $numbers = & $venv -c "import sys; sys.path.insert(0, 'installer'); from version_resource import four_numbers; print('.'.join(map(str, four_numbers(sys.argv[1]))))" $Version
    $size = [int]((Get-ChildItem -Recurse -File $payload | Measure-Object -Sum Length).Sum / 1024)
    $setup = "$Work\CareCoop-$Version-setup.exe"
    Invoke-Checked $makensis (@("/V2", "/INPUTCHARSET", "UTF8", "/DVERSION=$Version", "/DVERSION4=$numbers", "/DPAYLOAD=$payload",
        "/DOUTFILE=$setup", "/DSIZE_KB=$size", "/DICON=$Work\work\carecoop\carecoop.ico", "/DDICTIONARY=64") + $kind + $More + @("installer\carecoop.nsi"))
    Write-Host ("   {0}: {1:n1} MB, installed {2:n1} MB" -f (Split-Path $setup -Leaf), ((Get-Item $setup).Length / 1MB), ($size / 1024))
    return $setup
}

Write-Host "-- the setup"
$newer = New-Setup $own $signing

Write-Host "-- the server part and its setup"
$part = "$Work\server"
if (Test-Path $part) { Remove-Item -Recurse -Force $part }
Invoke-Checked $venv @("-m", "pip", "install", "-q", "--target", $part, "--no-deps", "--only-binary", ":all:", "--require-hashes",
    "-r", "installer\server.lock")
Invoke-Checked $venv @("installer\server_part.py", $part, $payload)
$numbers = & $venv -c "import sys; sys.path.insert(0, 'installer'); from version_resource import four_numbers; print('.'.join(map(str, four_numbers(sys.argv[1]))))" $own
$size = [int]((Get-ChildItem -Recurse -File $part | Measure-Object -Sum Length).Sum / 1024)
Invoke-Checked $makensis (@("/V2", "/INPUTCHARSET", "UTF8", "/DVERSION=$own", "/DVERSION4=$numbers", "/DPAYLOAD=$part",
    "/DOUTFILE=$Work\CareCoop-server-$own-setup.exe", "/DSIZE_KB=$size") + $kind + $signing + @("installer\server_part.nsi"))

if ($Smoke) {
    Write-Host "-- installed, worked with, upgraded, removed"
    $older = New-Setup "0.0.1" @("/DQUICK")
    Invoke-Checked $venv @("installer\smoke.py", $newer, $older)
}
