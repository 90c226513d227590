package dev.vespula.udf.internal.plain;

import dev.vespula.Linker;
import dev.vespula.Module;
import dev.vespula.Prepared;
import dev.vespula.Store;
import dev.vespula.types.ExportType;
import dev.vespula.types.FuncType;
import dev.vespula.types.NumType;
import dev.vespula.types.ValType;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.task.Guest;
import dev.vespula.udf.internal.task.GuestModule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A core module: functions that are declared, or all exported ones over numbers. */
public final class PlainModule implements GuestModule {
    /** Exports that languages and allocators have; never functions for users unless they are declared. */
    private static final Set<String> SUPPORT = Set.of("_start", "_initialize", "alloc", "dealloc", "malloc", "free", "calloc", "realloc",
            "cabi_realloc");

    private final Prepared<Void> prepared;
    private final List<Signature> functions;
    private final Map<String, String> refused = new LinkedHashMap<>();

    public PlainModule(Linker<Void> linker, Module module, List<Signature> declared) {
        this.prepared = linker.prepare(module);
        this.functions = declared.isEmpty() ? ofNumbers(module) : List.copyOf(declared);
        for (Signature signature : declared) {
            check(module, signature);
        }
    }

    private List<Signature> ofNumbers(Module module) {
        List<Signature> found = new ArrayList<>();
        for (ExportType export : module.exports()) {
            if (export.type() instanceof FuncType type && !SUPPORT.contains(export.name()) && !export.name().startsWith("__")) {
                if (type.results().size() == 1 && type.results().stream().allMatch(PlainModule::isNumber)
                        && type.params().stream().allMatch(PlainModule::isNumber)) {
                    found.add(Signature.scalar(export.name(), type.params().stream().map(PlainModule::natural).toList(),
                            natural(type.results().get(0))));
                } else {
                    refused.put(export.name(), "its type " + type + " needs a declaration");
                }
            }
        }
        return found;
    }

    private static boolean isNumber(ValType type) {
        return type instanceof NumType && type != ValType.V128;
    }

    private static UdfType natural(ValType type) {
        return switch ((NumType) type) {
            case I32 -> FlatType.INT32;
            case I64 -> FlatType.INT64;
            case F32 -> FlatType.FLOAT32;
            case F64 -> FlatType.FLOAT64;
            case V128 -> throw new IllegalArgumentException(type.toString());
        };
    }

    private static void check(Module module, Signature signature) {
        FuncType type = module.export(signature.name()).filter(FuncType.class::isInstance).map(FuncType.class::cast).orElseThrow(
                () -> new UdfException(UdfErrorKind.MODULE, signature.name(), "is declared, but not exported"));
        PlainShape.of(signature, type);
        if (signature.kind() != FunctionKind.SCALAR) {
            throw new UdfException(UdfErrorKind.MODULE, signature.name(), "no scalar function");
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
        return new PlainGuest(prepared.instantiate(store));
    }
}
