package dev.vespula.spark.internal.module;

import dev.vespula.udf.WasmUdfs;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Modules that this process has read, the last ones: between jobs nobody else keeps them. Thread-safe. */
final class KnownModules {
    private static final int MAX = 32;
    private static final Map<StoredModule, WasmUdfs> KNOWN = new LinkedHashMap<>(MAX, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StoredModule, WasmUdfs> eldest) {
            return size() > MAX;
        }
    };

    private KnownModules() {}

    static synchronized void put(StoredModule module, WasmUdfs udfs) {
        KNOWN.put(module, udfs);
    }

    /** Waits while another thread reads: tasks of a stage begin at once, and all want the same. */
    static synchronized WasmUdfs get(StoredModule module, Supplier<WasmUdfs> read) {
        WasmUdfs known = KNOWN.get(module);
        if (known == null) {
            known = read.get();
            KNOWN.put(module, known);
        }
        return known;
    }
}
