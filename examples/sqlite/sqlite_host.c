// SQLite without files: databases are in memory, and come and go as bytes (sqlite3_deserialize, sqlite3_serialize).
// This is what SQLite needs of a system: https://sqlite.org/vfs.html
#include <sys/random.h>
#include <time.h>
#include <unistd.h>
#include "sqlite3.h"

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out) {
  file->pMethods = 0;
  return SQLITE_CANTOPEN;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int sync) {
  return SQLITE_OK;
}

static int access_file(sqlite3_vfs *vfs, const char *name, int flags, int *out) {
  *out = 0;
  return SQLITE_OK;
}

static int full_name(sqlite3_vfs *vfs, const char *name, int size, char *out) {
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

static int random_bytes(sqlite3_vfs *vfs, int size, char *out) {
  return getentropy(out, size) == 0 ? size : 0;
}

static int wait(sqlite3_vfs *vfs, int microseconds) {
  return 0;
}

// In milliseconds since noon of 24 November 4714 BC.
static int now(sqlite3_vfs *vfs, sqlite3_int64 *out) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
  *out = 210866760000000LL + time.tv_sec * 1000LL + time.tv_nsec / 1000000;
  return SQLITE_OK;
}

static int last_error(sqlite3_vfs *vfs, int size, char *out) {
  return 0;
}

int sqlite3_os_init(void) {
  static sqlite3_vfs host = {.iVersion = 2, .szOsFile = sizeof(sqlite3_file), .mxPathname = 256, .zName = "host", .xOpen = open_file,
      .xDelete = delete_file, .xAccess = access_file, .xFullPathname = full_name, .xRandomness = random_bytes, .xSleep = wait,
      .xGetLastError = last_error, .xCurrentTimeInt64 = now};
  return sqlite3_vfs_register(&host, 1);
}

int sqlite3_os_end(void) {
  return SQLITE_OK;
}
