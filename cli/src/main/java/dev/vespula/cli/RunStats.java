package dev.vespula.cli;

import dev.vespula.Engine;
import dev.vespula.EngineStats;
import dev.vespula.Store;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What {@code --stats} tells after a program. */
final class RunStats {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    private final long start = System.nanoTime();

    /** Prints the lines. */
    void print(PrintStream err, Engine engine, Store<?> store) {
        EngineStats stats = engine.stats();
        String processor = ProcessHandle.current().info().totalCpuDuration()
                .map(time -> text(", %.3f s of processor time with the start of the JVM", seconds(time))).orElse("");
        err.println(text("time: %.3f s", (System.nanoTime() - start) / NANOS_PER_SECOND) + processor);
        err.println(text("functions: %d translated in %.1f ms, %d interpreted, %d compiled, %d loops compiled",
                stats.functionsTranslated(), millis(stats.translationTime()), stats.functionsInterpreted(),
                stats.functionsCompiled(), stats.loopsCompiled()));
        Engine.tiers().stream().filter(tier -> tier.tier() == engine.config().tier()).flatMap(tier -> tier.missing().stream())
                .forEach(missing -> err.println("not compiled: " + missing));
        if (stats.compilationsRefused() > 0) {
            err.println(text("not compiled, because it would take too much work: %d functions or loops",
                    stats.compilationsRefused()));
        }
        err.println(text("compiled code: %d bytes in %.1f ms", stats.compiledBytes(), millis(stats.compilationTime())));
        err.println(text("memory: %.2f MB at most", store.memoryBytes() / BYTES_PER_MEGABYTE));
    }

    private static String text(String format, Object... args) {
        return String.format(Locale.ROOT, format, args);
    }

    private static double millis(Duration time) {
        return time.toNanos() / NANOS_PER_MILLI;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS_PER_SECOND;
    }
}
