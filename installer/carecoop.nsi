; The setup of CareCoop: for one user, without administrator, silent with /S, into another folder with /D=C:\Folder (last).
; makensis -DVERSION=1.2.3 -DVERSION4=1.2.3.0 -DPAYLOAD=dist/CareCoop -DOUTFILE=setup.exe -DSIZE_KB=90000 -DICON=carecoop.ico
;   [-DQUICK] packs quickly instead of small      [-DSIGN=command] signs the setup and the uninstaller
;   [-DTARGET=x86-unicode] where makensis has no 64-bit stub, as NSIS for Windows has none (wine without 32 bits needs one)
;   [-DDICTIONARY=64] for a makensis of 32 bits: a larger dictionary finds OpenSSL's second copy again, and takes 1.3 GB
; /WAIT=SECONDS waits so long for the program to end instead of giving up at once; /RUN opens it when all is over, done
; or not: so does the program itself when it puts a newer version in its own place.
; Exit status: 0 done, 1 left by the user, 2 it failed and the version before stands again, 3 the program is running,
; 4 a newer version stands here (say /DOWNGRADE to replace it).
!ifndef TARGET
  !define TARGET amd64-unicode
!endif
!ifndef DICTIONARY
  !define DICTIONARY 128
!endif
Target ${TARGET}
Unicode true
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID lzma
  SetCompressorDictSize ${DICTIONARY}
!endif

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh

!define NAME "CareCoop"
!define WINDOW "carecoop-desktop.exe"
!define CONSOLE "carecoop.exe"
!define KIND "CareCoop.Office"
!define CLASSES "Software\Classes"
!define APP_PATHS "Software\Microsoft\Windows\CurrentVersion\App Paths"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\CareCoop"

Name "${NAME}"
OutFile "${OUTFILE}"
InstallDir "$LOCALAPPDATA\Programs\CareCoop"
InstallDirRegKey HKCU "Software\CareCoop" "InstallDir"
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION4}"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "Setup of ${NAME}"
VIAddVersionKey "LegalCopyright" "AGPL-3.0-or-later"
!ifdef SIGN
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

Var Patience
Var OpenAgain

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOW}"
!define MUI_FINISHPAGE_RUN_TEXT "Open ${NAME}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; A program that runs cannot be opened for writing; $1 is 1 where FILE runs.
!macro RUNS FILE
  StrCpy $1 0
  ${If} ${FileExists} "${FILE}"
    ClearErrors
    FileOpen $0 "${FILE}" a
    ${If} ${Errors}
      StrCpy $1 1
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend

; With /RUN the program is opened when all is over, whichever version stands then.
!macro OPEN_AGAIN
  ${If} $OpenAgain = 1
  ${AndIf} ${FileExists} "$INSTDIR\${WINDOW}"
    Exec '"$INSTDIR\${WINDOW}"'
  ${EndIf}
!macroend

; $Patience is how many half seconds are left to wait in silence; without /WAIT there are none.
!macro WAIT_UNTIL_CLOSED
  ${Do}
    !insertmacro RUNS "$INSTDIR\${WINDOW}"
    ${If} $1 = 0
      !insertmacro RUNS "$INSTDIR\${CONSOLE}"
    ${EndIf}
    ${If} $1 = 0
      ${Break}
    ${EndIf}
    ${If} $Patience > 0
      IntOp $Patience $Patience - 1
      Sleep 500
      ${Continue}
    ${EndIf}
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION \
      "${NAME} is running. Close its windows, on this PC and in other sessions of yours, then press Retry." \
      /SD IDCANCEL IDRETRY again
    !insertmacro OPEN_AGAIN
    SetErrorLevel 3
    Quit
    again:
  ${Loop}
!macroend

; The program's own files: nothing else in the folder is ever removed.
!macro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${WINDOW}"
  Delete "$INSTDIR\${CONSOLE}"
  Delete "$INSTDIR\LICENCES.txt"
!macroend

!macro PUT_ASIDE FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}"
    Rename "$INSTDIR\${FILE}" "$INSTDIR\${FILE}.before"
  ${EndIf}
!macroend

!macro PUT_BACK FILE
  ${If} ${FileExists} "$INSTDIR\${FILE}.before"
    Rename "$INSTDIR\${FILE}.before" "$INSTDIR\${FILE}"
  ${EndIf}
!macroend

Function .onInit
  SetShellVarContext current
  ${GetParameters} $R0
  StrCpy $Patience 0
  StrCpy $OpenAgain 0
  ClearErrors
  ${GetOptions} $R0 "/WAIT=" $Patience
  ${If} ${Errors}
    StrCpy $Patience 0
  ${EndIf}
  IntOp $Patience $Patience * 2
  ClearErrors
  ${GetOptions} $R0 "/RUN" $R3
  ${IfNot} ${Errors}
    StrCpy $OpenAgain 1
  ${EndIf}
  ReadRegStr $R1 HKCU "${UNINSTALL}" "DisplayVersion"
  ${If} $R1 != ""
    ${VersionCompare} "$R1" "${VERSION}" $R2
    ClearErrors
    ${GetOptions} $R0 "/DOWNGRADE" $R3
    ${If} ${Errors}
    ${AndIf} $R2 = 1
      MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 \
        "${NAME} $R1 stands here, and this is the older ${VERSION}. Offices that the newer one has opened may not open \
in the older. Replace it all the same?" /SD IDNO IDYES +3
      SetErrorLevel 4
      Quit
    ${EndIf}
  ${EndIf}
FunctionEnd

Function .onInstFailed
  ; The version before stands again.
  ${If} ${FileExists} "$INSTDIR\_internal.before\*.*"
    !insertmacro REMOVE_PROGRAM
    Rename "$INSTDIR\_internal.before" "$INSTDIR\_internal"
    !insertmacro PUT_BACK "${WINDOW}"
    !insertmacro PUT_BACK "${CONSOLE}"
    !insertmacro PUT_BACK "LICENCES.txt"
  ${EndIf}
  !insertmacro OPEN_AGAIN
  SetErrorLevel 2
FunctionEnd

Section "CareCoop"
  !insertmacro WAIT_UNTIL_CLOSED
  RMDir /r "$INSTDIR\_internal.before"
  Delete "$INSTDIR\*.before"
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\_internal\*.*"
    Rename "$INSTDIR\_internal" "$INSTDIR\_internal.before"
    ${If} ${Errors}
      DetailPrint "Another program holds a file in $INSTDIR\_internal."
      SetErrorLevel 3
      Abort "Another program holds a file of ${NAME}. Close it and start the setup again."
    ${EndIf}
    !insertmacro PUT_ASIDE "${WINDOW}"
    !insertmacro PUT_ASIDE "${CONSOLE}"
    !insertmacro PUT_ASIDE "LICENCES.txt"
  ${EndIf}

  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}\*"

  ; What was put here has to start before the version before is given up.
  nsExec::ExecToStack '"$INSTDIR\${CONSOLE}" --version'
  Pop $0
  Pop $1
  ${If} $0 != 0
    Abort "The program that was put here does not start ($0). The version before is put back."
  ${EndIf}
  DetailPrint "$1"
  RMDir /r "$INSTDIR\_internal.before"
  Delete "$INSTDIR\*.before"

  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\CareCoop" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" '"$INSTDIR\${WINDOW}"'
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${WINDOW}" "" "$INSTDIR\${WINDOW}" 0
  WriteRegStr HKCU "${CLASSES}\.carecoop" "" "${KIND}"
  WriteRegStr HKCU "${CLASSES}\${KIND}" "" "CareCoop office"
  WriteRegStr HKCU "${CLASSES}\${KIND}\DefaultIcon" "" "$INSTDIR\${WINDOW},0"
  WriteRegStr HKCU "${CLASSES}\${KIND}\shell\open\command" "" '"$INSTDIR\${WINDOW}" "%1"'
  WriteRegStr HKCU "${APP_PATHS}\${WINDOW}" "" "$INSTDIR\${WINDOW}"
  WriteRegStr HKCU "${APP_PATHS}\${CONSOLE}" "" "$INSTDIR\${CONSOLE}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  !insertmacro OPEN_AGAIN
SectionEnd

Function un.onInit
  SetShellVarContext current
  StrCpy $Patience 0
  StrCpy $OpenAgain 0
FunctionEnd

Section "Uninstall"
  !insertmacro WAIT_UNTIL_CLOSED
  !insertmacro REMOVE_PROGRAM
  RMDir /r "$INSTDIR\_internal.before"
  Delete "$INSTDIR\*.before"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  ReadRegStr $0 HKCU "${CLASSES}\.carecoop" ""
  ${If} $0 == "${KIND}"
    DeleteRegKey HKCU "${CLASSES}\.carecoop"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${KIND}"
  DeleteRegKey HKCU "${APP_PATHS}\${WINDOW}"
  DeleteRegKey HKCU "${APP_PATHS}\${CONSOLE}"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\CareCoop"
  DeleteRegValue HKCU "Software\Microsoft\Windows\CurrentVersion\Run" "CareCoop office server"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
  DetailPrint "Offices, backups and settings were left: in $LOCALAPPDATA\CareCoop and wherever you saved them."
  MessageBox MB_OK|MB_ICONINFORMATION "${NAME} is removed. Your offices, backups and settings were left as they are: in \
$LOCALAPPDATA\CareCoop, and wherever else you saved offices. Keys of encrypted offices stay in Windows' Credential Manager." \
    /SD IDOK
SectionEnd
