package dev.vespula.spark;

import dev.vespula.spark.internal.module.CarriedModule;
import dev.vespula.spark.internal.module.ModuleOptions;
import dev.vespula.spark.internal.module.StoredModule;
import dev.vespula.spark.internal.sql.Registration;
import dev.vespula.spark.internal.sql.SessionNames;
import dev.vespula.spark.internal.task.FunctionUse.Determinism;
import dev.vespula.udf.UdfFunction;
import dev.vespula.udf.WasmUdfs;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Functions of a module in a session of Spark. Registered, they are called as functions of a catalog: {@code geo.slug(title)}; by
 * {@link #plain}, also as {@code slug(title)}.
 *
 * <pre>{@code
 * WasmUdfs udfs = WasmUdfs.of(bytes).declare("gcd(int64, int64) -> int64").limits(l -> l.fuelPerRow(10_000));
 * WasmFunctions geo = WasmFunctions.register(spark, "geo", udfs);
 * spark.sql("SELECT geo.gcd(a, b) FROM pairs").show();
 * }</pre>
 *
 * <p>Scalar and aggregate functions are what they are in SQL. A table function returns an array of structs under its name in a catalog
 * ({@code SELECT inline(geo.parts(line))}), and rows under a plain one ({@code LATERAL VIEW parts(line)}, {@code FROM parts('a,b')}).
 *
 * <p>Every task of Spark has an instance of its own, which ends with it; a task that Spark cancels stops within the run of a function.
 * The methods are for the driver; thread-safe as the session is.
 */
public final class WasmFunctions {
    private static final String[] ROOT = {};

    private final SparkSession session;
    private final Registration module;

    private WasmFunctions(SparkSession session, Registration module) {
        this.session = session;
        this.module = module;
    }

    /**
     * Registers all functions of a module. It travels with the tasks: for modules of megabytes,
     * {@link #register(SparkSession, String, String, Map)} is better.
     *
     * @param catalog the first part of the functions' names; a catalog of that name is made if there is none. What was registered with it
     *                before is forgotten
     * @param udfs    on the engine that the process shares
     * @throws IllegalArgumentException if the session has another catalog of that name
     */
    public static WasmFunctions register(SparkSession session, String catalog, WasmUdfs udfs) {
        Registration module = new Registration(session.sparkContext(), catalog, new CarriedModule(udfs),
                Determinism.DETERMINISTIC);
        return register(session, catalog, module);
    }

    /**
     * Registers all functions of a module that executors read for themselves, once each.
     *
     * @param path    of any file system that Hadoop knows; without a scheme, a file of this machine, which Spark sends to executors
     * @param options as {@link WasmFunctionCatalog} has them
     * @throws IllegalArgumentException      if an option is wrong, or the session has another catalog of that name
     * @throws dev.vespula.udf.UdfException  if the module cannot be read, or is none of functions
     * @throws dev.vespula.ModuleException   if the module is not valid
     */
    public static WasmFunctions register(SparkSession session, String catalog, String path, Map<String, String> options) {
        ModuleOptions read = ModuleOptions.of(options);
        StoredModule stored = StoredModule.of(session.sparkContext(), path, read);
        return register(session, catalog, new Registration(session.sparkContext(), catalog, stored, read.determinism()));
    }

    private static WasmFunctions register(SparkSession session, String catalog, Registration module) {
        String key = "spark.sql.catalog." + catalog;
        String known = session.conf().get(key, WasmFunctionCatalog.class.getName());
        if (!known.equals(WasmFunctionCatalog.class.getName())) {
            throw new IllegalArgumentException("the catalog " + catalog + " is a " + known);
        }
        session.conf().set(key, known);
        WasmFunctionCatalog ours = new SessionNames(session).catalog(catalog);
        if (ours == null) {
            throw new IllegalArgumentException("the session has another catalog " + catalog);
        }
        ours.clear(ROOT);
        ours.addAll(ROOT, module);
        return new WasmFunctions(session, module);
    }

    /** The functions. */
    public List<UdfFunction> functions() {
        return module.udfs().functions();
    }

    /**
     * Lets functions be called by their names alone, in this session: all of the module, if none is named. They take the place of other
     * functions of the session.
     *
     * @throws dev.vespula.udf.UdfException if there is no such function
     * @throws IllegalArgumentException     if Spark has one of that name
     */
    public WasmFunctions plain(String... names) {
        SessionNames sessionNames = new SessionNames(session);
        List<UdfFunction> wanted = names.length == 0 ? functions() : List.of(names).stream().map(module.udfs()::function)
                .toList();
        wanted.forEach(function -> sessionNames.put(function.name(), module.function(function)));
        return this;
    }

    /** What the functions have used. */
    public WasmFuel fuel() {
        return module.fuel();
    }
}
