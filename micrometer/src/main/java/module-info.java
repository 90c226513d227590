/** Meters for Micrometer: {@link dev.vespula.micrometer.EngineMetrics}, {@link dev.vespula.micrometer.HttpMetrics}. */
@SuppressWarnings("requires-transitive-automatic")
module dev.vespula.micrometer {
    requires transitive dev.vespula.http;
    requires transitive micrometer.core;
    requires static org.jspecify;

    exports dev.vespula.micrometer;
}
