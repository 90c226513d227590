package dev.vespula.udf.internal.arrowudf;

import dev.vespula.Instance;
import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.types.ExportType;
import dev.vespula.types.FuncType;
import dev.vespula.types.MemoryType;
import dev.vespula.types.ValType;
import dev.vespula.udf.Field;
import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.internal.link.CoreLinking;
import dev.vespula.udf.internal.task.AggregateBody;
import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.Guest;
import dev.vespula.udf.internal.task.GuestModule;
import dev.vespula.udf.internal.task.ScalarBody;
import dev.vespula.udf.internal.task.TableBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A module whose exports tell the signatures of its functions. */
public final class ArrowUdfModule implements GuestModule {
    private static final String PREFIX = "arrowudf_";
    private static final FuncType CALL = FuncType.of(ValType.I32, ValType.I32, ValType.I32).returning(ValType.I32);
    private static final FuncType ALLOC = FuncType.of(ValType.I32, ValType.I32).returning(ValType.I32);
    private static final FuncType DEALLOC = FuncType.of(ValType.I32, ValType.I32, ValType.I32);
    private static final FuncType NEXT = FuncType.of(ValType.I32, ValType.I32);
    private static final FuncType DROP = FuncType.of(ValType.I32);

    private final CoreLinking linking;
    private final Map<String, Signature> functions = new LinkedHashMap<>();
    private final Map<String, String> exports = new LinkedHashMap<>();
    private final Map<String, String> refused = new LinkedHashMap<>();

    /** The version stands in the name of an export, as {@code 3_0}. */
    public ArrowUdfModule(Module module, String version, List<Signature> declared) {
        if (!declared.isEmpty()) {
            throw new UdfException(UdfErrorKind.MODULE, "",
                    "modules for arrow-udf tell their functions; nothing is declared for them");
        }
        if (!version.matches("[0-3]_\\d{1,9}")) {
            throw new UdfException(UdfErrorKind.MODULE, "", "the module is for version " + version
                    + " of arrow-udf; 3 is the last that is"
                    + " known");
        }
        linking = new CoreLinking(module);
        boolean hasTables = false;
        for (ExportType export : module.exports()) {
            if (export.name().startsWith(PREFIX)) {
                add(export);
            }
        }
        for (Signature function : functions.values()) {
            hasTables |= function.kind() == FunctionKind.TABLE;
        }
        require(module, "alloc", ALLOC);
        require(module, "dealloc", DEALLOC);
        if (hasTables) {
            require(module, "record_batch_iterator_next", NEXT);
            require(module, "record_batch_iterator_drop", DROP);
        }
        if (!(module.export("memory").orElse(null) instanceof MemoryType)) {
            throw new UdfException(UdfErrorKind.MODULE, "", "the module for arrow-udf exports no memory");
        }
    }

    private static void require(Module module, String name, FuncType type) {
        if (!type.equals(module.export(name).orElse(null))) {
            throw new UdfException(UdfErrorKind.MODULE, "", "the module for arrow-udf exports no function " + name + " of type "
                    + type);
        }
    }

    private void add(ExportType export) {
        String encoded = export.name().substring(PREFIX.length());
        String text = encoded;
        try {
            text = new String(Base64.getDecoder().decode(encoded.replace('$', '+').replace('_', '/')), StandardCharsets.UTF_8);
            Signature signature = nullable(Signature.of(text));
            if (!export.type().equals(CALL)) {
                refused.put(signature.name(), "it is of type " + export.type() + ", not " + CALL);
            } else if (!isFlat(signature)) {
                refused.put(signature.name(), "its signature " + text + " has types that are not flat");
            } else {
                // Functions may be overloaded there; all but the first have their signature for a name.
                String name = functions.containsKey(signature.name()) ? text : signature.name();
                functions.put(name, new Signature(name, signature.kind(), signature.params(), signature.columns()));
                exports.put(name, export.name());
            }
        } catch (IllegalArgumentException e) {
            refused.put(text, e.getMessage());
        }
    }

    private static boolean isFlat(Signature signature) {
        return signature.params().stream().allMatch(param -> param.type().isFlat())
                && signature.columns().stream().allMatch(column -> column.type().isFlat());
    }

    /** Functions of arrow-udf decide about nulls themselves. */
    private static Signature nullable(Signature signature) {
        return new Signature(signature.name(), signature.kind(), nullable(signature.params()), nullable(signature.columns()));
    }

    private static List<Field> nullable(List<Field> fields) {
        return fields.stream().map(field -> new Field(field.name(), field.type().nullable())).toList();
    }

    @Override
    public List<Signature> functions() {
        return new ArrayList<>(functions.values());
    }

    @Override
    public Map<String, String> refused() {
        return refused;
    }

    @Override
    public Guest open(Store<Void> store) {
        return new ArrowUdfGuest(linking.instantiate(store), exports);
    }

    private record ArrowUdfGuest(Instance instance, Map<String, String> exports) implements Guest {
        @Override
        public ScalarBody scalar(CallCore call) {
            return new ArrowUdfScalar(function(call), call);
        }

        private ArrowUdfCall function(CallCore call) {
            return new ArrowUdfCall(instance, instance.func(exports.get(call.function().name())), call);
        }

        @Override
        public TableBody table(CallCore call) {
            return new ArrowUdfTable(instance, function(call), call);
        }

        @Override
        public AggregateBody aggregate(CallCore call) {
            throw new IllegalStateException("no aggregates");
        }
    }
}
