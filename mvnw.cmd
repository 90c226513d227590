@echo off
rem Maven in the version that .mvn\wrapper\maven-wrapper.properties names; brought at the first use, kept in %USERPROFILE%\.m2\wrapper.
setlocal EnableExtensions DisableDelayedExpansion
set "properties=%~dp0.mvn\wrapper\maven-wrapper.properties"
for /f "tokens=2 delims==" %%v in ('findstr /b "distributionUrl=" "%properties%"') do set "url=%%v"
for /f "tokens=2 delims==" %%v in ('findstr /b "distributionSha512Sum=" "%properties%"') do set "sum=%%v"
for %%f in ("%url:/=\%") do set "name=%%~nf"
set "name=%name:-bin=%"
set "dists=%USERPROFILE%\.m2\wrapper\dists"
set "home=%dists%\%name%-%sum:~0,8%"

if not exist "%home%\bin\mvn.cmd" (
  echo mvnw: bringing %name% ...>&2
  powershell -NoProfile -ExecutionPolicy Bypass -Command ^
    "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';" ^
    "$work = '%home%.' + [Guid]::NewGuid(); New-Item -ItemType Directory $work | Out-Null;" ^
    "try { $zip = Join-Path $work 'maven.zip'; Invoke-WebRequest -UseBasicParsing '%url%' -OutFile $zip;" ^
    "if ((Get-FileHash $zip -Algorithm SHA512).Hash -ne '%sum%') { throw '%url% is not what was expected' };" ^
    "Expand-Archive $zip $work; Move-Item (Join-Path $work '%name%') '%home%' } finally { Remove-Item -Recurse -Force $work }" || exit /b 1
)

call "%home%\bin\mvn.cmd" %*
exit /b %ERRORLEVEL%
