// Functions to call with `vespula run --invoke NAME numbers.wasm ARGS...` or from Java.

int add(int a, int b) { return a + b; }

long long gcd(long long a, long long b) {
  while (b != 0) {
    long long rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

double mean(double a, double b) { return (a + b) / 2; }

int divide(int a, int b) { return a / b; }
