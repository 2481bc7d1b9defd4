; The set-up program for Windows, by Inno Setup 6: for one user, without an administrator, nothing outside the user's
; own folders. `python dev.py build` calls it with Folder (what PyInstaller made), Out and Version. Stores live elsewhere
; (%LOCALAPPDATA%\HotlineLedger): neither an update nor removing the program touches them.

#ifndef Version
  #error Version is missing: call this by python dev.py build
#endif
#define Chinese "compiler:Languages\ChineseSimplified.isl"
#define Found FileExists(CompilerPath + "Languages\ChineseSimplified.isl")

[Setup]
AppId={{6B0B4C1E-1D0C-4F53-9C4B-3C1B8F2A7D55}
AppName=热线考核台账
AppVersion={#Version}
AppPublisher=Hotline Ledger
VersionInfoVersion={#Version}
PrivilegesRequired=lowest
DefaultDirName={localappdata}\Programs\HotlineLedger
DefaultGroupName=热线考核台账
DisableProgramGroupPage=yes
DisableDirPage=auto
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SetupIconFile=..\resources\icons\hotline.ico
UninstallDisplayIcon={app}\hotline.exe
UninstallDisplayName=热线考核台账
LicenseFile=..\LICENSE
OutputDir={#Out}
OutputBaseFilename=hotline-ledger-{#Version}-setup
Compression=lzma2/max
SolidCompression=yes
ChangesAssociations=yes
CloseApplications=yes
RestartApplications=no
WizardStyle=modern

[Languages]
#if Found
Name: "chinese"; MessagesFile: "{#Chinese}"
#else
Name: "english"; MessagesFile: "compiler:Default.isl"
#endif

[CustomMessages]
Desktop=在桌面放置快捷方式
Associate=双击 .hotline 台账文件时用本程序打开
Start=现在打开热线考核台账
StoreFile=热线考核台账文件

[Tasks]
Name: "desktop"; Description: "{cm:Desktop}"
Name: "associate"; Description: "{cm:Associate}"

[InstallDelete]
; Modules of an older version must not stay beside the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Folder}\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs createallsubdirs

[Icons]
Name: "{group}\热线考核台账"; Filename: "{app}\hotline.exe"
Name: "{userdesktop}\热线考核台账"; Filename: "{app}\hotline.exe"; Tasks: desktop

[Registry]
Root: HKCU; Subkey: "Software\Classes\.hotline"; ValueType: string; ValueData: "HotlineLedger.Store"; Flags: uninsdeletevalue; Tasks: associate
Root: HKCU; Subkey: "Software\Classes\HotlineLedger.Store"; ValueType: string; ValueData: "{cm:StoreFile}"; Flags: uninsdeletekey; Tasks: associate
Root: HKCU; Subkey: "Software\Classes\HotlineLedger.Store\DefaultIcon"; ValueType: string; ValueData: "{app}\hotline.exe,0"; Tasks: associate
Root: HKCU; Subkey: "Software\Classes\HotlineLedger.Store\shell\open\command"; ValueType: string; ValueData: """{app}\hotline.exe"" --open ""%1"""; Tasks: associate

[Run]
Filename: "{app}\hotline.exe"; Description: "{cm:Start}"; Flags: nowait postinstall skipifsilent
