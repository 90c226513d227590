@echo off
rem Starts the vespula command on Windows: builds it with Maven on first use and keeps a class-data archive per JDK.
rem JAVA_HOME or the java on PATH (17 or newer) is used; VESPULA_JAVA_OPTS holds extra options for the JVM.
rem If VESPULA_SIMD is set, vectors are computed with jdk.incubator.vector; see the other launcher.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "dist=%root%cli\target\vespula"
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
set "archive=%dist%\classes-%version%.jsa"
if defined VESPULA_SIMD (
  set "options=%options% --add-modules=jdk.incubator.vector -Xlog:cds*=off:stderr"
  set "archive=%dist%\classes-%version%-simd.jsa"
)
if not exist "%archive%" (
  "%java%" %options% -XX:ArchiveClassesAtExit="%archive%.%RANDOM%" -cp "%jar%" dev.vespula.cli.Training >nul 2>&1 <nul
  for %%a in ("%archive%.*") do move /y "%%a" "%archive%" >nul 2>&1
)

"%java%" %options% -XX:SharedArchiveFile="%archive%" %VESPULA_JAVA_OPTS% -cp "%jar%" dev.vespula.cli.Main %*
exit /b %ERRORLEVEL%
