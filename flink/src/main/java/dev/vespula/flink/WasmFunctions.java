package dev.vespula.flink;

import dev.vespula.udf.UdfFunction;
import dev.vespula.udf.WasmUdfs;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.functions.UserDefinedFunction;

/**
 * All functions of a module at once, for Flink SQL and the Table API.
 *
 * <pre>{@code
 * WasmFunctions.register(tables, WasmUdfs.of(bytes));
 * tables.executeSql("SELECT gcd(a, b) FROM pairs");
 * }</pre>
 */
public final class WasmFunctions {
    private WasmFunctions() {}

    /**
     * Registers all functions of a module as temporary system functions, under their names in the module.
     *
     * @return the names
     * @throws org.apache.flink.table.api.ValidationException if one is registered already
     */
    public static List<String> register(TableEnvironment tables, WasmUdfs udfs) {
        return register(tables, udfs, UnaryOperator.identity());
    }

    /**
     * As {@link #register(TableEnvironment, WasmUdfs)}, under other names.
     *
     * @param naming gives the name in SQL for the name in the module, say {@code name -> "geo_" + name}
     */
    public static List<String> register(TableEnvironment tables, WasmUdfs udfs, UnaryOperator<String> naming) {
        List<String> names = new ArrayList<>();
        for (UdfFunction function : udfs.functions()) {
            String name = naming.apply(function.name());
            tables.createTemporarySystemFunction(name, of(udfs, function));
            names.add(name);
        }
        return names;
    }

    private static UserDefinedFunction of(WasmUdfs udfs, UdfFunction function) {
        return switch (function.kind()) {
            case SCALAR -> WasmScalarFunction.of(udfs, function.name());
            case TABLE -> WasmTableFunction.of(udfs, function.name());
            case AGGREGATE -> WasmAggregateFunction.of(udfs, function.name());
        };
    }
}
