/**
 * WASI preview 1 and 0.2 for the engine: {@link dev.vespula.wasi.Wasi} is the way in.
 */
module dev.vespula.wasi {
    requires transitive dev.vespula;
    requires transitive dev.vespula.component;
    requires java.management;
    requires static org.jspecify;

    exports dev.vespula.wasi;
    exports dev.vespula.wasi.internal.descriptors to dev.vespula.cli;
    exports dev.vespula.wasi.internal.io to dev.vespula.http;
    exports dev.vespula.wasi.internal.network to dev.vespula.http;
}
