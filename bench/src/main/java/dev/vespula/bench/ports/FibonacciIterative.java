package dev.vespula.bench.ports;

/** The n-th Fibonacci number by counting up, modulo 2^64. */
final class FibonacciIterative implements Kernel {
    @Override
    public Object run(long argument) {
        long current = 0;
        long next = 1;
        for (long i = 0; i < argument; i++) {
            long sum = current + next;
            current = next;
            next = sum;
        }
        return current;
    }
}
