/**
 * User-defined functions for data engines: functions of WebAssembly modules and components that are called for rows and blocks of rows.
 */
module dev.vespula.udf {
    requires transitive dev.vespula;
    requires transitive dev.vespula.component;
    requires static dev.vespula.wasi;
    requires static org.jspecify;

    exports dev.vespula.udf;
}
