package dev.vespula.udf.internal.plain;

import dev.vespula.Module;
import dev.vespula.Store;
import dev.vespula.types.AddressType;
import dev.vespula.types.ExportType;
import dev.vespula.types.FuncType;
import dev.vespula.types.MemoryType;
import dev.vespula.types.NumType;
import dev.vespula.types.ValType;
import dev.vespula.udf.FlatType;
import dev.vespula.udf.FunctionKind;
import dev.vespula.udf.Signature;
import dev.vespula.udf.UdfErrorKind;
import dev.vespula.udf.UdfException;
import dev.vespula.udf.UdfType;
import dev.vespula.udf.internal.link.CoreLinking;
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
    private static final Set<String> SUPPORT = Set.of("_start", "_initialize", "alloc", "dealloc", "malloc", "free", "calloc",
            "realloc",
            "cabi_realloc");

    private final CoreLinking linking;
    private final List<Signature> functions;
    private final Map<String, String> refused = new LinkedHashMap<>();

    public PlainModule(Module module, List<Signature> declared) {
        this.linking = new CoreLinking(module);
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
        switch (signature.kind()) {
            case SCALAR -> PlainShape.of(signature, PlainShape.params(signature), signature.result(), type(module, signature,
                    ""));
            case TABLE -> PlainShape.of(signature, PlainShape.params(signature), FlatType.BINARY, type(module, signature, ""));
            case AGGREGATE -> checkAggregate(module, signature);
        }
        if (usesMemory(signature) && !(module.export("memory").orElse(null) instanceof MemoryType memory
                && memory.address() == AddressType.I32)) {
            throw new UdfException(UdfErrorKind.MODULE, signature.name(),
                    "needs a memory with 32-bit addresses that is exported as 'memory'");
        }
    }

    private static boolean usesMemory(Signature signature) {
        return signature.kind() != FunctionKind.SCALAR || PlainShape.isBytes(signature.result())
                || signature.params().stream().anyMatch(param -> PlainShape.isBytes(param.type()));
    }

    private static void checkAggregate(Module module, Signature signature) {
        FuncType ofState = FuncType.of(ValType.I32);
        PlainShape.check(signature, FuncType.of().returning(ValType.I32), type(module, signature, "_init"));
        PlainShape.check(signature, new FuncType(PlainShape.params(signature, ValType.I32), List.of()), type(module, signature,
                "_update"));
        PlainShape.check(signature, FuncType.of(ValType.I32, ValType.I32), type(module, signature, "_merge"));
        PlainShape.of(signature, ofState.params(), signature.result(), type(module, signature, "_result"));
        PlainShape.of(signature, ofState.params(), FlatType.BINARY, type(module, signature, "_save"));
        PlainShape.check(signature, FuncType.of(ValType.I32, ValType.I32).returning(ValType.I32), type(module, signature,
                "_load"));
        if (module.export(signature.name() + "_drop").isPresent()) {
            PlainShape.check(signature, ofState, type(module, signature, "_drop"));
        }
    }

    private static FuncType type(Module module, Signature signature, String suffix) {
        String name = signature.name() + suffix;
        return module.export(name).filter(FuncType.class::isInstance).map(FuncType.class::cast).orElseThrow(
                () -> new UdfException(UdfErrorKind.MODULE, signature.name(), "is declared as " + signature
                        + ", but there is no exported function " + name));
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
        return new PlainGuest(linking.instantiate(store));
    }
}
