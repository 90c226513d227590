/**
 * Meters of engines and of components that answer HTTP requests.
 *
 * They go to any registry:
 *
 * <pre>{@code
 * new EngineMetrics(engine, Tags.of("engine", "plugins")).bindTo(registry);
 * HttpMetrics requests = new HttpMetrics(registry, Tags.empty());
 * }</pre>
 */
@NullMarked
package dev.vespula.micrometer;

import org.jspecify.annotations.NullMarked;
