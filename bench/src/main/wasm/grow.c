// Grows memory one page at a time up to `pages`, touching each new page; gives the number of pages it has then.
int grow(int pages) {
  int have = __builtin_wasm_memory_size(0);
  while (have < pages) {
    if (__builtin_wasm_memory_grow(0, 1) < 0) {
      return -1;
    }
    *(volatile int *)(have * 65536) = have;
    have++;
  }
  return have;
}
