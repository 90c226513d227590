/**
 * WASI preview 1 for the engine: {@link dev.vespula.wasi.Wasi} is the way in.
 */
module dev.vespula.wasi {
    requires transitive dev.vespula;
    requires java.management;

    exports dev.vespula.wasi;
}
