package dev.vespula.bench.ports;

/** The n-th Fibonacci number by the definition: calls and nothing else. */
final class FibonacciRecursive implements Kernel {
    @Override
    public Object run(long argument) {
        return fibonacci(argument);
    }

    private static long fibonacci(long n) {
        return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
    }
}
