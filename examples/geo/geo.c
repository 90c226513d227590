// Places on Earth as cells of H3, the hexagonal index of Uber, for user-defined functions: https://h3geo.org. The library does the work;
// what is here gives its functions the shapes that engines call. docs/udf.md tells of them.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "h3api.h"

#define EXPORT(name) __attribute__((export_name(#name)))

enum { RESOLUTION = 7, MOST_DIGITS = 16, MOST_STEPS = 50 };

static LatLng point(double latitude, double longitude) {
  return (LatLng){degsToRads(latitude), degsToRads(longitude)};
}

// A text as a result: its address and its length in one number.
static uint64_t text(const char *start, size_t length) {
  return (uint64_t)(uintptr_t)start << 32 | length;
}

// A row that H3 does not take is an error of that row.
static void check(H3Error error) {
  if (error)
    __builtin_trap();
}

EXPORT(cell) int64_t cell(double latitude, double longitude, int32_t resolution) {
  LatLng place = point(latitude, longitude);
  H3Index found;
  check(latLngToCell(&place, resolution, &found));
  return (int64_t)found;
}

// The name of a cell in hexadecimal digits, as that of h3ToString, which needs the C library's printf and with it WASI.
static size_t name_of(uint64_t cell, char *name) {
  int shift = 60;
  while (shift > 0 && !(cell >> shift & 15))
    shift -= 4;
  size_t length = 0;
  for (; shift >= 0; shift -= 4)
    name[length++] = "0123456789abcdef"[cell >> shift & 15];
  return length;
}

EXPORT(cell_name) uint64_t cell_name(int64_t cell) {
  static char name[MOST_DIGITS];
  return text(name, name_of((uint64_t)cell, name));
}

EXPORT(parent) int64_t parent(int64_t cell, int32_t resolution) {
  H3Index found;
  check(cellToParent((H3Index)cell, resolution, &found));
  return (int64_t)found;
}

// Kilometres.
EXPORT(distance) double distance(double latitude, double longitude, double other_latitude, double other_longitude) {
  LatLng from = point(latitude, longitude);
  LatLng to = point(other_latitude, other_longitude);
  return greatCircleDistanceKm(&from, &to);
}

// The cells that are so many steps away at most: rows of eight bytes each. Pentagons leave gaps in what H3 writes.
EXPORT(disk) uint64_t disk(int64_t cell, int32_t steps) {
  static H3Index *cells;
  int64_t most;
  if (steps > MOST_STEPS)
    __builtin_trap();
  check(maxGridDiskSize(steps, &most));
  free(cells);
  cells = calloc((size_t)most, sizeof *cells);
  if (!cells)
    __builtin_trap();
  check(gridDisk((H3Index)cell, steps, cells));
  size_t count = 0;
  for (int64_t i = 0; i < most; i++)
    if (cells[i])
      cells[count++] = cells[i];
  return text((const char *)cells, count * sizeof *cells);
}

// A number that ends at a certain byte. The text has none behind its end, as strtod would need.
static int number(const char *start, const char *end, double *value) {
  char copy[32];
  size_t length = (size_t)(end - start);
  if (length == 0 || length >= sizeof copy)
    return 0;
  memcpy(copy, start, length);
  copy[length] = 0;
  char *stop;
  *value = strtod(copy, &stop);
  return stop == copy + length && isfinite(*value);
}

// "name,latitude,longitude" as "name,cell"; null, so that the record is left out, if it is something else.
EXPORT(located) uint64_t located(const char *place, uint32_t length) {
  static char *line;
  const char *end = place + length;
  const char *first = memchr(place, ',', length);
  const char *second = first ? memchr(first + 1, ',', (size_t)(end - first - 1)) : NULL;
  double latitude, longitude;
  if (!second || !number(first + 1, second, &latitude) || !number(second + 1, end, &longitude))
    return 0;
  size_t name = (size_t)(first + 1 - place);
  free(line);
  line = malloc(name + MOST_DIGITS);
  if (!line)
    __builtin_trap();
  memcpy(line, place, name);
  return text(line, name + name_of((uint64_t)cell(latitude, longitude, RESOLUTION), line + name));
}
