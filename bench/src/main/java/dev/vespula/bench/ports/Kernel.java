package dev.vespula.bench.ports;

/** The work of an execution case in plain Java. For one thread. */
public interface Kernel {
    /** Makes the data that runs work on; nothing for cases that have none. */
    default void setUp(int size) {}

    /**
     * Does the work once.
     *
     * @param argument the argument of cases that have one
     * @return the result, or null if {@link #output} tells it
     */
    Object run(long argument);

    /** The value to check after the runs. */
    default Object output() {
        return null;
    }

    /** The port of the execution case of that name, or null if there is none. */
    static Kernel of(String name) {
        return switch (name) {
            case "fibonacci-rec" -> new FibonacciRecursive();
            case "fibonacci-iter" -> new FibonacciIterative();
            case "prime-sieve" -> new PrimeSieve();
            case "matrix-mul" -> new MatrixProduct();
            case "nbody" -> new NBody();
            case "mandelbrot" -> new Mandelbrot();
            case "spectralnorm" -> new SpectralNorm();
            default -> null;
        };
    }
}
