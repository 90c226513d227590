// Calls itself `depth` times before it returns; written so that no compiler makes a loop of it.
__attribute__((noinline)) int recurse(int depth) {
  if (depth == 0) {
    return 0;
  }
  int below = recurse(depth - 1);
  __asm__ volatile("" : "+r"(below));
  return below + 1;
}
