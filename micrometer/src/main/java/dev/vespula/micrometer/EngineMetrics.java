package dev.vespula.micrometer;

import dev.vespula.Engine;
import dev.vespula.EngineStats;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What {@link Engine#stats()} counts, as meters named {@code vespula.*}. A registry does not keep the engine.
 *
 * <pre>{@code
 * new EngineMetrics(engine, Tags.of("engine", "plugins")).bindTo(registry);
 * }</pre>
 */
public final class EngineMetrics implements MeterBinder {
    private final Engine engine;
    private final Tags tags;

    /**
     * Meters of an engine.
     *
     * @param tags for all of them, such as a name where there are several engines
     */
    public EngineMetrics(Engine engine, Iterable<Tag> tags) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.tags = Tags.of(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        count(registry, "vespula.modules", "Modules made", EngineStats::modules);
        count(registry, "vespula.functions.translated", "Functions translated to the engine's code",
                EngineStats::functionsTranslated);
        count(registry, "vespula.functions.compiled", "Functions that are called through compiled code",
                EngineStats::functionsCompiled);
        count(registry, "vespula.loops.compiled", "Loops at which frames change over to compiled code",
                EngineStats::loopsCompiled);
        count(registry, "vespula.compilations.refused", "Functions and loops that stay interpreted",
                EngineStats::compilationsRefused);
        count(registry, "vespula.traps", "Traps", EngineStats::traps);
        count(registry, "vespula.suspensions", "Calls suspended by fuel or a host function", EngineStats::suspensions);
        time(registry, "vespula.translation.time", "Time of translating, of all threads", EngineStats::translationTime);
        time(registry, "vespula.compilation.time", "Time of compiling", EngineStats::compilationTime);
    }

    private void count(MeterRegistry registry, String name, String description, ToLongFunction<EngineStats> value) {
        FunctionCounter.builder(name, engine, of -> value.applyAsLong(of.stats())).description(description).tags(tags).register(
                registry);
    }

    private void time(MeterRegistry registry, String name, String description, Function<EngineStats, Duration> value) {
        TimeGauge.builder(name, engine, TimeUnit.NANOSECONDS, of -> value.apply(of.stats()).toNanos()).description(description)
                .tags(tags).register(registry);
    }
}
