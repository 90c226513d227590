package dev.vespula.bench.ports;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The ports do the work of the cases: their check values are those that engines agree on. */
class KernelTest {
    private static Object output(String name, int size) {
        Kernel kernel = Kernel.of(name);
        kernel.setUp(size);
        assertThat(kernel.run(0)).isNull();
        return kernel.output();
    }

    @Test
    void fibonacci() {
        assertThat(Kernel.of("fibonacci-rec").run(30)).isEqualTo(832_040L);
        assertThat(Kernel.of("fibonacci-iter").run(2_000_000)).isEqualTo(-1_304_923_961_914_223_931L);
    }

    @Test
    void primeSieve() {
        assertThat(output("prime-sieve", 100)).isEqualTo(25L);
        assertThat(output("prime-sieve", 2)).isEqualTo(1L);
        assertThat(output("prime-sieve", 1_000_000)).isEqualTo(78_498L);
    }

    @Test
    void mandelbrot() {
        assertThat(output("mandelbrot", 150)).isEqualTo(5_595_328L);
    }

    @Test
    void spectralNorm() {
        assertThat(output("spectralnorm", 500)).isEqualTo(1.2742241159529095);
    }

    @Test
    void thereAreNoOthers() {
        assertThat(Kernel.of("json-parse")).isNull();
    }
}
