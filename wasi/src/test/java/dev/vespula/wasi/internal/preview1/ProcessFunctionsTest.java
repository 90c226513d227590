package dev.vespula.wasi.internal.preview1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.wasi.Wasi;
import dev.vespula.wasi.WasiClock;
import dev.vespula.wasi.internal.descriptors.ArrayMemory;
import dev.vespula.wasi.internal.files.Errno;
import dev.vespula.wasi.internal.files.StopSignal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProcessFunctionsTest {
    private final ArrayMemory memory = new ArrayMemory(4096);
    private final ProcessFunctions process = new ProcessFunctions(
            List.of(bytes("program"), bytes(""), bytes("é")), List.of(bytes("A=1"), bytes("B=")), WasiClock.virtual(1000, 1),
            new Random(42), new StopSignal());

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Errno errno(Guest.Call call) {
        try {
            call.run();
            return Errno.SUCCESS;
        } catch (IOException e) {
            return Errno.of(e);
        }
    }

    @Test
    void argumentsAreZeroTerminatedAndPointedTo() throws IOException {
        process.argsSizesGet(memory, 0, 4);
        assertThat(memory.getI32(0)).isEqualTo(3);
        assertThat(memory.getI32(4)).isEqualTo(8 + 1 + 3);
        process.argsGet(memory, 16, 64);
        assertThat(memory.getI32(16)).isEqualTo(64);
        assertThat(memory.getI32(20)).isEqualTo(72);
        assertThat(memory.getI32(24)).isEqualTo(73);
        assertThat(new String(memory.bytes(64, 13), StandardCharsets.UTF_8)).isEqualTo("program\0\0é\0Z");
        assertThat(memory.bytes(28, 4)).containsOnly(ArrayMemory.UNTOUCHED);
    }

    @Test
    void theEnvironmentIsNamesAndValues() throws IOException {
        process.environSizesGet(memory, 0, 4);
        assertThat(memory.getI32(0)).isEqualTo(2);
        assertThat(memory.getI32(4)).isEqualTo(7);
        process.environGet(memory, 16, 64);
        assertThat(new String(memory.bytes(64, 8), StandardCharsets.UTF_8)).isEqualTo("A=1\0B=\0Z");
    }

    @Test
    void clocksAreRead() throws IOException {
        process.clockTimeGet(memory, Clocks.REALTIME, 0);
        assertThat(memory.getI64(0)).isEqualTo(1000);
        process.clockTimeGet(memory, Clocks.MONOTONIC, 0);
        assertThat(memory.getI64(0)).isEqualTo(1);
        process.clockTimeGet(memory, Clocks.THREAD_CPUTIME, 0);
        process.clockTimeGet(memory, Clocks.PROCESS_CPUTIME, 0);
        assertThat(memory.getI64(0)).isEqualTo(3);
        assertThat(errno(() -> process.clockTimeGet(memory, 4, 0))).isEqualTo(Errno.INVAL);
        assertThat(errno(() -> process.clockTimeGet(memory, -1, 0))).isEqualTo(Errno.INVAL);
        for (int clock = 0; clock < 4; clock++) {
            process.clockResGet(memory, clock, 0);
            assertThat(memory.getI64(0)).isPositive();
        }
        assertThat(errno(() -> process.clockResGet(memory, 4, 0))).isEqualTo(Errno.INVAL);
    }

    @Test
    void theSystemsClocksRun() throws Exception {
        WasiClock clock = WasiClock.SYSTEM;
        long start = System.currentTimeMillis();
        assertThat(clock.realtime() / 1_000_000).isBetween(start, System.currentTimeMillis());
        long before = clock.monotonic();
        clock.sleep(2_000_000);
        assertThat(clock.monotonic() - before).isGreaterThanOrEqualTo(2_000_000);
        assertThat(clock.processCpuTime()).isPositive();
        assertThat(clock.threadCpuTime()).isPositive();
    }

    @Test
    void randomBytesCanBeRepeated() throws IOException {
        process.randomGet(memory, 0, 0);
        assertThat(memory.bytes(0, 4)).containsOnly(ArrayMemory.UNTOUCHED);
        process.randomGet(memory, 1, 32);
        byte[] expected = new byte[32];
        new Random(42).nextBytes(expected);
        assertThat(memory.bytes(1, 32)).isEqualTo(expected);
        assertThat(memory.bytes(33, 1)).containsOnly(ArrayMemory.UNTOUCHED);
        ProcessFunctions secure = new ProcessFunctions(List.of(), List.of(), WasiClock.SYSTEM, null, new StopSignal());
        secure.randomGet(memory, 0, 4096);
        assertThat(memory.bytes(0, 2048)).isNotEqualTo(memory.bytes(2048, 2048));
    }

    @Test
    void pointersOutOfRangeAreFaults() {
        for (int bad : new int[] {4093, 4096, -1, Integer.MIN_VALUE}) {
            assertThat(errno(() -> process.argsSizesGet(memory, bad, 0))).isEqualTo(Errno.FAULT);
            assertThat(errno(() -> process.argsSizesGet(memory, 0, bad))).isEqualTo(Errno.FAULT);
            assertThat(errno(() -> process.argsGet(memory, bad, 0))).isEqualTo(Errno.FAULT);
            assertThat(errno(() -> process.argsGet(memory, 0, bad))).isEqualTo(Errno.FAULT);
            assertThat(errno(() -> process.environGet(memory, bad, 0))).isEqualTo(Errno.FAULT);
            assertThat(errno(() -> process.clockTimeGet(memory, 0, bad))).isEqualTo(Errno.FAULT);
            assertThat(errno(() -> process.clockResGet(memory, 0, bad))).isEqualTo(Errno.FAULT);
            assertThat(errno(() -> process.randomGet(memory, bad, 4))).isEqualTo(Errno.FAULT);
            assertThat(errno(() -> process.randomGet(memory, 8, bad))).isEqualTo(Errno.FAULT);
        }
    }

    @Test
    void signalsEndTheProcessOrDoNothing() throws IOException {
        assertThat(process.procRaise(0)).isNegative();
        assertThat(process.procRaise(6)).isEqualTo(134);
        assertThat(process.procRaise(9)).isEqualTo(137);
        assertThat(process.procRaise(16)).isNegative();
        assertThat(errno(() -> process.procRaise(31))).isEqualTo(Errno.INVAL);
        assertThat(errno(() -> process.procRaise(-1))).isEqualTo(Errno.INVAL);
        process.schedYield();
    }

    @Test
    void whatNoProcessCanHaveIsRefused() {
        assertThatThrownBy(() -> Wasi.builder().args("a\0b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wasi.builder().env("a=b", "c")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wasi.builder().env("", "c")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> WasiClock.virtual(-1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Wasi.builder().preopen(java.nio.file.Path.of("/does/not/exist"), "/").build())
                .isInstanceOf(java.nio.file.NoSuchFileException.class);
        assertThatThrownBy(() -> Wasi.builder().preopen(java.nio.file.Path.of("/etc/passwd"), "/").build())
                .isInstanceOf(java.nio.file.NotDirectoryException.class);
    }
}
