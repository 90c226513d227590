@echo off
rem Starts the vespula command on Windows: of a download (bin\vespula.cmd), or of a clone, which is built with Maven on first use.
rem Keeps a class-data archive per JDK, beside the jars, or where these cannot be written to, in the user's folder for such files.
rem JAVA_HOME or the java on PATH (17 or newer) is used; VESPULA_JAVA_OPTS holds extra options for the JVM.
rem If VESPULA_SIMD is set, vectors are computed with jdk.incubator.vector; see the other launcher.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "dist=%root%cli\target\vespula"
set "build="
if exist "%root%..\lib\vespula-cli.jar" (
  for %%d in ("%root%..\lib") do set "dist=%%~fd"
  set /p build=<"%root%..\lib\version"
)
set "jar=%dist%\vespula-cli.jar"

set "java=java"
set "home="
if defined JAVA_HOME (
  set "home=%JAVA_HOME%"
  set "java=%JAVA_HOME%\bin\java.exe"
  if not exist "%JAVA_HOME%\bin\java.exe" (
    echo vespula: JAVA_HOME is %JAVA_HOME%, but there is no bin\java.exe in it>&2
    exit /b 1
  )
) else (
  for /f "delims=" %%j in ('where java 2^>nul') do if not defined home for %%h in ("%%~dpj..") do set "home=%%~fh"
)
if not defined home (
  echo vespula: no java found: install a JDK 17 or newer, or set JAVA_HOME>&2
  exit /b 1
)

set "version="
if exist "%home%\release" for /f "tokens=2 delims==" %%v in ('findstr /b "JAVA_VERSION=" "%home%\release"') do set "version=%%~v"
if not defined version for /f "tokens=3" %%v in ('""%java%" -version 2>&1" ^| findstr version') do set "version=%%~v"
for /f "delims=.-+" %%m in ("%version%") do set "major=%%m"
if not defined major set "major=0"
if %major% LSS 17 (
  echo vespula: Java 17 or newer is needed; %java% is %version%>&2
  exit /b 1
)

if not exist "%jar%" (
  echo vespula: first use, building with Maven ...>&2
  call mvn -B -q -f "%root%pom.xml" -Dmaven.test.skip=true -pl cli -am package 1>&2 || (
    echo vespula: the build failed>&2
    exit /b 1
  )
)

rem One archive per JDK; the build removes all of them when it makes new jars.
set "options=-XX:-UsePerfData -Xshare:auto -Xlog:disable -Xlog:all=error:stderr"
set "options=%options% -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0"
set "options=%options% -XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=2400 -XX:Tier4CompileThreshold=60000"
set "options=%options% -XX:CompileCommand=quiet -XX:CompileCommand=CompileThresholdScaling,dev/vespula/compiled/*.*,0.25"
if %major% GEQ 21 set "options=%options% -XX:+UseSerialGC"
set "archive=classes-%version%%build%"
if defined VESPULA_SIMD (
  set "options=%options% --add-modules=jdk.incubator.vector -Xlog:cds*=off:stderr"
  set "archive=%archive%-simd"
)
rem In the cache its name tells the folder of the jars, too.
set "place=%dist::=%"
set "place=%place:\=-%"
set "cached=%LOCALAPPDATA%\vespula\%archive%-%place%.jsa"
set "archive=%dist%\%archive%.jsa"
if exist "%archive%" goto start
(copy nul "%dist%\writable.%RANDOM%" && del "%dist%\writable.*") >nul 2>&1 || (
  set "archive=%cached%"
  if not exist "%LOCALAPPDATA%\vespula" mkdir "%LOCALAPPDATA%\vespula" >nul 2>&1
)
if not exist "%archive%" (
  "%java%" %options% -XX:ArchiveClassesAtExit="%archive%.%RANDOM%" -cp "%jar%" dev.vespula.cli.Training >nul 2>&1 <nul
  for %%a in ("%archive%.*") do move /y "%%a" "%archive%" >nul 2>&1
)

:start
"%java%" %options% -XX:SharedArchiveFile="%archive%" %VESPULA_JAVA_OPTS% -cp "%jar%" dev.vespula.cli.Main %*
exit /b %ERRORLEVEL%
