package dev.vespula.udf.internal.clickhouse;

import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.types.ExportType;
import dev.vespula.types.FuncType;
import dev.vespula.types.MemoryType;
import dev.vespula.types.ValType;
import dev.vespula.udf.BlockFormat;
import dev.vespula.udf.Field;
import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.link.CoreLinking;
import dev.vespula.udf.internal.plain.NumberBody;
import dev.vespula.udf.internal.task.AggregateBody;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.Guest;
import dev.vespula.udf.internal.task.GuestModule;
import dev.vespula.udf.internal.task.ScalarBody;
import dev.vespula.udf.internal.task.TableBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A module that has buffers for its host. */
public final class ClickHouseModule implements GuestModule {
    static final String CREATE = "clickhouse_create_buffer";
    static final String DESTROY = "clickhouse_destroy_buffer";
    private static final FuncType CREATE_TYPE = FuncType.of(ValType.I32).returning(ValType.I32);
    private static final FuncType DESTROY_TYPE = FuncType.of(ValType.I32);
    private static final FuncType BUFFERED = FuncType.of(ValType.I32, ValType.I32).returning(ValType.I32);

    private final CoreLinking linking;
    private final List<Signature> functions;
    private final Map<String, String> refused = new LinkedHashMap<>();
    private final BlockFormat format;

    public ClickHouseModule(Module module, List<Signature> declared, BlockFormat format) {
        this.format = format;
        this.linking = new CoreLinking(module);
        this.functions = List.copyOf(declared);
        if (!(module.export("memory").orElse(null) instanceof MemoryType)) {
            throw new UdfException(UdfErrorKind.MODULE, "", "has buffers, but no memory that is exported as 'memory'");
        }
        if (!CREATE_TYPE.equals(module.export(CREATE).orElse(null)) || !DESTROY_TYPE.equals(module.export(DESTROY).orElse(
                null))) {
            throw new UdfException(UdfErrorKind.MODULE, "", CREATE + " must be of type " + CREATE_TYPE + ", " + DESTROY
                    + " of type "
                    + DESTROY_TYPE);
        }
        functions.forEach(function -> check(module, function));
        for (ExportType export : module.exports()) {
            if (export.type().equals(BUFFERED) && functions.stream().noneMatch(known -> known.name().equals(export.name()))) {
                refused.put(export.name(), "it needs a declaration: modules with buffers do not tell their types");
            }
        }
    }

    /** Whether a module keeps to BUFFERED_V1. */
    public static boolean isOne(Module module) {
        return module.export(CREATE).isPresent();
    }

    private static void check(Module module, Signature function) {
        if (function.kind() != FunctionKind.SCALAR) {
            throw new UdfException(UdfErrorKind.MODULE, function.name(), "ClickHouse has scalar functions only");
        }
        for (Field param : function.params()) {
            checkFlat(function, param.type());
        }
        checkFlat(function, function.result());
        if (!(module.export(function.name()).orElse(null) instanceof FuncType type)) {
            throw new UdfException(UdfErrorKind.MODULE, function.name(), "is declared, but not exported as a function");
        }
        if (!type.equals(BUFFERED)) {
            NumberBody.check(function, type);
        }
    }

    private static void checkFlat(Signature function, UdfType type) {
        if (!type.isFlat()) {
            throw new UdfException(UdfErrorKind.MODULE, function.name(), "values of " + type + " cannot be passed in buffers");
        }
    }

    @Override
    public List<Signature> functions() {
        return functions;
    }

    @Override
    public Map<String, String> refused() {
        return refused;
    }

    @Override
    public Guest open(Store<Void> store) {
        return new ClickHouseGuest(linking.instantiate(store), format);
    }

    private record ClickHouseGuest(Instance instance, BlockFormat format) implements Guest {
        @Override
        public ScalarBody scalar(CallCore call) {
            Signature function = call.function();
            return instance.func(function.name()).type().equals(BUFFERED)
                    ? new BufferedBody(instance, call, format)
                    : new NumberBody(function, instance.func(function.name()));
        }

        @Override
        public TableBody table(CallCore call) {
            throw new IllegalStateException("no table functions");
        }

        @Override
        public AggregateBody aggregate(CallCore call) {
            throw new IllegalStateException("no aggregates");
        }
    }
}
