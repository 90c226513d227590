package dev.vespula.spark;

import dev.vespula.spark.internal.function.WasmUnboundFunction;
import dev.vespula.spark.internal.module.ModuleOptions;
import dev.vespula.spark.internal.module.StoredModule;
import dev.vespula.spark.internal.sql.Registration;
import dev.vespula.udf.UdfFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A catalog of functions, each module a namespace: {@code wasm.geo.slug(title)}. Spark makes one if its configuration says so:
 *
 * <pre>
 * spark.sql.catalog.wasm                        dev.vespula.spark.WasmFunctionCatalog
 * spark.sql.catalog.wasm.module.geo             hdfs:///functions/geo.wasm
 * spark.sql.catalog.wasm.module.geo.signatures  slug(string) -&gt; string; gcd(int64, int64) -&gt; int64
 * spark.sql.catalog.wasm.fuelPerRow             10000
 * </pre>
 *
 * <p>Options without the name of a module hold for all modules that do not say otherwise. They are {@code signatures} (as
 * {@link dev.vespula.udf.Signature#of} reads them, with semicolons between them), {@code fuelPerRow}, {@code fuelPerTask}, {@code memory},
 * {@code bytesPerValue} and {@code rowsPerCall} (numbers, with k, m or g behind them or without), {@code onError} (fail, null),
 * {@code reuse} (never, between_tasks) and {@code determinism} (deterministic, stateful: only then Spark must not repeat or leave out
 * calls). A path without a scheme is a file of the driver's machine, which Spark sends to executors; others are read where they are.
 *
 * <p>Thread-safe. {@link WasmFunctions} and {@code CREATE WASM FUNCTION} add to catalogs of a session.
 */
public final class WasmFunctionCatalog implements FunctionCatalog {
    private static final String MODULE = "module.";

    /** Functions by namespace, then by name, both in lower case: SQL's names have no case. */
    private final Map<List<String>, Map<String, WasmUnboundFunction>> functions = new LinkedHashMap<>();
    private String name = "";

    /** For Spark, which calls {@link #initialize} next. */
    public WasmFunctionCatalog() {}

    /**
     * Reads the modules that the options name.
     *
     * @throws IllegalArgumentException      if an option is none, or is wrong
     * @throws dev.vespula.udf.UdfException  if a module cannot be read, or is none of functions
     * @throws dev.vespula.ModuleException   if a module is not valid
     */
    @Override
    public void initialize(String name, CaseInsensitiveStringMap options) {
        this.name = name;
        Map<String, String> shared = new HashMap<>();
        Map<String, String> paths = new LinkedHashMap<>();
        Map<String, Map<String, String>> own = new HashMap<>();
        options.forEach((key, value) -> {
            if (!key.startsWith(MODULE)) {
                shared.put(key, value);
                return;
            }
            String rest = key.substring(MODULE.length());
            int dot = rest.indexOf('.');
            if (dot < 0) {
                paths.put(rest, value);
            } else {
                own.computeIfAbsent(rest.substring(0, dot), module -> new HashMap<>()).put(rest.substring(dot + 1), value);
            }
        });
        ModuleOptions defaults = ModuleOptions.of(shared);
        own.keySet().forEach(module -> {
            if (!paths.containsKey(module)) {
                throw new IllegalArgumentException("options of a module " + module + " without a path: " + MODULE + module);
            }
        });
        paths.forEach((module, path) -> {
            ModuleOptions all = ModuleOptions.of(own.getOrDefault(module, Map.of())).orElse(defaults);
            SparkSession session = SparkSession.active();
            StoredModule stored = StoredModule.of(session.sparkContext(), path, all);
            addAll(new String[] {module}, new Registration(session.sparkContext(), name + "." + module, stored, all
                    .determinism()));
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized Identifier[] listFunctions(String[] namespace) {
        List<Identifier> found = new ArrayList<>();
        functions.getOrDefault(key(namespace), Map.of()).keySet().forEach(function -> found.add(Identifier.of(namespace,
                function)));
        return found.toArray(Identifier[]::new);
    }

    @Override
    public synchronized UnboundFunction loadFunction(Identifier wanted) throws NoSuchFunctionException {
        WasmUnboundFunction function = functions.getOrDefault(key(wanted.namespace()), Map.of()).get(lower(wanted.name()));
        if (function == null) {
            throw new NoSuchFunctionException(wanted);
        }
        return function;
    }

    void addAll(String[] namespace, Registration module) {
        for (UdfFunction function : module.udfs().functions()) {
            add(namespace, function.name(), module.function(function));
        }
    }

    synchronized void add(String[] namespace, String function, WasmUnboundFunction definition) {
        functions.computeIfAbsent(key(namespace), space -> new LinkedHashMap<>()).put(lower(function), definition);
    }

    synchronized boolean has(String[] namespace, String function) {
        return functions.getOrDefault(key(namespace), Map.of()).containsKey(lower(function));
    }

    synchronized boolean remove(String[] namespace, String function) {
        return functions.getOrDefault(key(namespace), Map.of()).remove(lower(function)) != null;
    }

    /** Forgets all functions of a namespace. */
    synchronized void clear(String[] namespace) {
        functions.remove(key(namespace));
    }

    private static List<String> key(String[] namespace) {
        return Arrays.stream(namespace).map(WasmFunctionCatalog::lower).toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
