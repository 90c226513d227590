// Solves a sudoku by constraint search: the empty cell with the fewest candidates first.
// Usage: sudoku [PUZZLE], 81 characters with '.' or '0' for an empty cell; "-" reads it from standard input.
#include <stdio.h>
#include <string.h>

enum { SIDE = 9, CELLS = 81, ALL = 0x1ff };

static int cell[CELLS];  // 0 or 1..9
static int row_used[SIDE], column_used[SIDE], box_used[SIDE];  // bit d: digit d+1 is placed
static long steps;

static int box_of(int i) { return i / 27 * 3 + i % SIDE / 3; }

static int candidates(int i) {
  return ALL & ~(row_used[i / SIDE] | column_used[i % SIDE] | box_used[box_of(i)]);
}

static void toggle(int i, int digit) {
  int bit = 1 << (digit - 1);
  row_used[i / SIDE] ^= bit;
  column_used[i % SIDE] ^= bit;
  box_used[box_of(i)] ^= bit;
}

// The empty cell with the fewest candidates, or -1 when the grid is full.
static int most_constrained(void) {
  int best = -1, fewest = SIDE + 1;
  for (int i = 0; i < CELLS; i++) {
    if (cell[i] == 0) {
      int count = __builtin_popcount(candidates(i));
      if (count < fewest) {
        fewest = count;
        best = i;
      }
    }
  }
  return best;
}

static int solve(void) {
  int i = most_constrained();
  if (i < 0) {
    return 1;
  }
  steps++;
  int open = candidates(i);
  for (int digit = 1; digit <= SIDE; digit++) {
    if (open & 1 << (digit - 1)) {
      cell[i] = digit;
      toggle(i, digit);
      if (solve()) {
        return 1;
      }
      toggle(i, digit);
      cell[i] = 0;
    }
  }
  return 0;
}

static int read_puzzle(const char *text) {
  if (strlen(text) != CELLS) {
    return 0;
  }
  for (int i = 0; i < CELLS; i++) {
    char c = text[i];
    if (c >= '1' && c <= '9') {
      if (!(candidates(i) & 1 << (c - '1'))) {
        return 0;
      }
      cell[i] = c - '0';
      toggle(i, cell[i]);
    } else if (c != '.' && c != '0') {
      return 0;
    }
  }
  return 1;
}

int main(int argc, char **argv) {
  static char line[256];
  const char *puzzle = "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..";
  if (argc > 1) {
    puzzle = argv[1];
    if (strcmp(puzzle, "-") == 0) {
      if (!fgets(line, sizeof line, stdin)) {
        fprintf(stderr, "sudoku: nothing to read\n");
        return 2;
      }
      line[strcspn(line, "\r\n")] = 0;
      puzzle = line;
    }
  }
  if (!read_puzzle(puzzle)) {
    fprintf(stderr, "sudoku: not a puzzle: %s\n", puzzle);
    return 2;
  }
  if (!solve()) {
    printf("no solution\n");
    return 1;
  }
  for (int i = 0; i < CELLS; i++) {
    printf("%d%s", cell[i], i % SIDE == SIDE - 1 ? "\n" : i % 3 == 2 ? "  " : " ");
    if (i % 27 == 26 && i != CELLS - 1) {
      printf("\n");
    }
  }
  printf("\n%ld steps\n", steps);
  return 0;
}
