package dev.vespula.flink;

import dev.vespula.flink.internal.sql.SqlSignature;
import dev.vespula.flink.internal.sql.SqlType;
import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.Signature;
import dev.vespula.udf.TableCall;
import dev.vespula.udf.TableResult;
import dev.vespula.udf.UdfTask;
import dev.vespula.udf.WasmUdfs;
import java.util.Optional;
import org.apache.flink.table.catalog.DataTypeFactory;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.functions.TableFunction;
import org.apache.flink.table.types.inference.TypeInference;
import org.apache.flink.types.Row;
import org.jspecify.annotations.Nullable;

/**
 * A table function of a module for Flink SQL and the Table API: any number of rows for each row.
 *
 * <pre>{@code
 * tables.createTemporarySystemFunction("split", WasmTableFunction.of(udfs, "split"));
 * tables.executeSql("SELECT part FROM lines, LATERAL TABLE(split(line))");
 * }</pre>
 *
 * <p>Columns have the names of the signature, and are called f0, f1 and so on where it has none.
 */
public final class WasmTableFunction extends TableFunction<Row> {
    private static final long serialVersionUID = 1;

    private final WasmUdfs udfs;
    private final Signature signature;

    private transient @Nullable UdfTask task;
    private transient @Nullable TableCall call;
    private transient SqlType @Nullable [] params;
    private transient SqlType.@Nullable Fields columns;

    private WasmTableFunction(WasmUdfs udfs, Signature signature) {
        this.udfs = udfs;
        this.signature = signature;
    }

    /**
     * A function of a module.
     *
     * @throws dev.vespula.udf.UdfException with {@link dev.vespula.udf.UdfErrorKind#UNKNOWN_FUNCTION} if there is no such table function
     */
    public static WasmTableFunction of(WasmUdfs udfs, String function) {
        return new WasmTableFunction(udfs, Kinds.signature(udfs, function, FunctionKind.TABLE));
    }

    /** The signature in the module. */
    public Signature signature() {
        return signature;
    }

    @Override
    public void open(FunctionContext context) {
        task = udfs.newTask();
        call = task.tableCall(signature.name());
        params = SqlType.types(signature.params()).toArray(new SqlType[0]);
        columns = columns();
        context.getMetricGroup().gauge("wasmFuel." + signature.name(), call::fuelUsed);
    }

    private SqlType.Fields columns() {
        return new SqlType.Fields(SqlType.names(signature.columns()), SqlType.types(signature.columns()));
    }

    @Override
    public void close() {
        if (task != null) {
            task.close();
            task = null;
        }
    }

    /** For Flink: a call with objects. */
    public void eval(@Nullable Object... args) {
        for (int i = 0; i < args.length; i++) {
            call.setObject(i, params[i].orNullToFunction(args[i]));
        }
        TableResult rows = call.run();
        for (int i = 0; i < rows.size(); i++) {
            collect(columns.toSql(rows.row(i)));
        }
    }

    @Override
    public TypeInference getTypeInference(DataTypeFactory factory) {
        return TypeInference.newBuilder().inputTypeStrategy(SqlSignature.ofObjects(signature))
                .outputTypeStrategy(context -> Optional.of(columns().dataType())).build();
    }

    @Override
    public String toString() {
        return signature.toString();
    }
}
