package dev.vespula.component.internal.instantiate;

import dev.vespula.component.types.CoreModuleType;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.types.AbstractHeapType;
import dev.vespula.types.CompositeType;
import dev.vespula.types.DefinedType;
import dev.vespula.types.ExactType;
import dev.vespula.types.ExportType;
import dev.vespula.types.ExternType;
import dev.vespula.types.FuncType;
import dev.vespula.types.GlobalType;
import dev.vespula.types.HeapType;
import dev.vespula.types.ImportType;
import dev.vespula.types.Limits;
import dev.vespula.types.MemoryType;
import dev.vespula.types.RefType;
import dev.vespula.types.StructType;
import dev.vespula.types.TableType;
import dev.vespula.types.TagType;
import dev.vespula.types.ValType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a core module may stand where another one is wanted: it may import less, and export more. Their types are of different
 * registries, so that defined types are compared by what they are; the engine compares them once more when it makes an instance.
 * Methods say what is wrong, or null.
 */
final class CoreModuleMatch {
    private final TypeRegistry abstractTypes = new TypeRegistry();
    private final CoreTypeEquality equality = new CoreTypeEquality();

    private record ImportName(String module, String name) {}

    String mismatch(CoreModuleType given, CoreModuleType wanted) {
        Map<ImportName, ExternType> offered = new HashMap<>();
        wanted.imports().forEach(one -> offered.put(new ImportName(one.module(), one.name()), one.type()));
        for (ImportType needed : given.imports()) {
            ExternType offer = offered.get(new ImportName(needed.module(), needed.name()));
            if (offer == null || !fits(offer, needed.type())) {
                return (offer == null ? "it needs an import that it would not get: `" : "type mismatch in import `") + needed
                        .module() + "::" + needed.name() + "`" + (offer == null ? "" : texts(offer, needed.type()));
            }
        }
        Map<String, ExternType> exports = new HashMap<>();
        given.exports().forEach(one -> exports.put(one.name(), one.type()));
        for (ExportType export : wanted.exports()) {
            ExternType found = exports.get(export.name());
            if (found == null) {
                return "missing expected export `" + export.name() + "`";
            }
            if (!fits(found, export.type())) {
                return "type mismatch in export `" + export.name() + "`" + texts(found, export.type());
            }
        }
        return null;
    }

    private static String texts(ExternType given, ExternType wanted) {
        return ": expected " + wanted + ", found " + given;
    }

    private boolean fits(ExternType given, ExternType wanted) {
        if (given instanceof FuncType func && wanted instanceof FuncType other) {
            return equality.same(func, other);
        }
        if (given instanceof TagType tag && wanted instanceof TagType other) {
            return equality.same(tag.type(), other.type());
        }
        if (given instanceof MemoryType memory && wanted instanceof MemoryType other) {
            return memory.address() == other.address() && memory.shared() == other.shared()
                    && memory.pageSizeLog2() == other.pageSizeLog2() && within(memory.limits(), other.limits());
        }
        if (given instanceof TableType table && wanted instanceof TableType other) {
            return table.address() == other.address() && within(table.limits(), other.limits()) && equality.same(table
                    .element(), other
                            .element());
        }
        return given instanceof GlobalType global && wanted instanceof GlobalType other && global.mutable() == other.mutable()
                && (global.mutable() ? equality.same(global.content(), other.content()) : isSubtype(global.content(), other
                        .content()));
    }

    private static boolean within(Limits given, Limits wanted) {
        OptionalLong most = wanted.max();
        return Long.compareUnsigned(given.min(), wanted.min()) >= 0 && (most.isEmpty() || given.max().isPresent()
                && Long.compareUnsigned(given.max().getAsLong(), most.getAsLong()) <= 0);
    }

    private boolean isSubtype(ValType given, ValType wanted) {
        if (!(given instanceof RefType reference && wanted instanceof RefType other)) {
            return given == wanted;
        }
        return (other.nullable() || !reference.nullable()) && isSubtype(reference.heap(), other.heap());
    }

    private boolean isSubtype(HeapType given, HeapType wanted) {
        if (wanted instanceof ExactType exact) {
            return given instanceof ExactType one ? equality.same(one.type(), exact.type())
                    : given instanceof AbstractHeapType && isSubtype(given, exact.type());
        }
        if (given instanceof ExactType exact) {
            return isSubtype(exact.type(), wanted);
        }
        if (given instanceof AbstractHeapType one) {
            return wanted instanceof AbstractHeapType other ? abstractTypes.isHeapSubtype(one.ordinal(), other.ordinal())
                    : one == (((DefinedType) wanted).composite() instanceof FuncType ? AbstractHeapType.NOFUNC
                            : AbstractHeapType.NONE);
        }
        DefinedType defined = (DefinedType) given;
        if (wanted instanceof AbstractHeapType other) {
            CompositeType composite = defined.composite();
            AbstractHeapType top = composite instanceof FuncType ? AbstractHeapType.FUNC
                    : composite instanceof StructType ? AbstractHeapType.STRUCT : AbstractHeapType.ARRAY;
            return abstractTypes.isHeapSubtype(top.ordinal(), other.ordinal());
        }
        for (Optional<DefinedType> type = Optional.of(defined); type.isPresent(); type = type.get().supertype()) {
            if (equality.same(type.get(), wanted)) {
                return true;
            }
        }
        return false;
    }
}
