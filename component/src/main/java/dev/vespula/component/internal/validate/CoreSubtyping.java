package dev.vespula.component.internal.validate;

import dev.vespula.internal.binary.MemoryEntry;
import dev.vespula.internal.binary.TableEntry;
import dev.vespula.internal.types.PublicTypes;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeRegistry;
import java.util.Map;

/** Subtyping of what core modules import and export, and of these modules. Each method says what is wrong, or null. */
final class CoreSubtyping {
    private final TypeRegistry registry;

    CoreSubtyping(TypeRegistry registry) {
        this.registry = registry;
    }

    /** Whether a module may stand where another is wanted: it may import less and export more. */
    String mismatch(CoreModuleShape given, CoreModuleShape wanted) {
        for (Map.Entry<CoreModuleShape.ImportName, CoreExtern> each : given.imports.entrySet()) {
            String name = "`" + each.getKey().module() + "::" + each.getKey().name() + "`";
            CoreExtern offered = wanted.imports.get(each.getKey());
            if (offered == null) {
                return "missing expected import " + name;
            }
            String reason = mismatch(offered, each.getValue());
            if (reason != null) {
                return "type mismatch in import " + name + ": " + reason;
            }
        }
        for (Map.Entry<String, CoreExtern> each : wanted.exports.entrySet()) {
            CoreExtern export = given.exports.get(each.getKey());
            if (export == null) {
                return "missing expected export `" + each.getKey() + "`";
            }
            String reason = mismatch(export, each.getValue());
            if (reason != null) {
                return "type mismatch in export `" + each.getKey() + "`: " + reason;
            }
        }
        return null;
    }

    /** Whether something may stand where something else is wanted. */
    String mismatch(CoreExtern given, CoreExtern wanted) {
        if (given.getClass() != wanted.getClass()) {
            return "expected " + wanted.word() + ", found " + given.word();
        }
        if (given instanceof CoreExtern.Function function) {
            return function(function.type(), ((CoreExtern.Function) wanted).type(), false);
        }
        if (given instanceof CoreExtern.Tag tag) {
            return function(tag.type(), ((CoreExtern.Tag) wanted).type(), true);
        }
        if (given instanceof CoreExtern.Table table) {
            return table(table.table(), ((CoreExtern.Table) wanted).table());
        }
        if (given instanceof CoreExtern.Memory memory) {
            return memory(memory.memory(), ((CoreExtern.Memory) wanted).memory());
        }
        return global((CoreExtern.Global) given, (CoreExtern.Global) wanted);
    }

    private String function(TypeDefinition given, TypeDefinition wanted, boolean isInvariant) {
        if (isInvariant ? given.id() == wanted.id() : given.isSubtypeOf(wanted)) {
            return null;
        }
        return "expected: " + signature(wanted) + ", found: " + signature(given);
    }

    /** A function type as the text format has it. */
    String signature(TypeDefinition type) {
        return "(func" + list(" (param", type.params()) + list(" (result", type.results()) + ")";
    }

    private String list(String head, int[] types) {
        if (types.length == 0) {
            return "";
        }
        StringBuilder all = new StringBuilder(head);
        for (int type : types) {
            all.append(' ').append(text(type));
        }
        return all.append(')').toString();
    }

    private String table(TableEntry given, TableEntry wanted) {
        if (given.type() != wanted.type()) {
            return "expected table element type " + text(wanted.type()) + ", found " + text(given.type());
        }
        boolean fits = given.address64() == wanted.address64()
                && within(given.min(), given.max(), given.hasMax(), wanted.min(), wanted.max(), wanted.hasMax());
        return fits ? null : "mismatch in table limits";
    }

    private static String memory(MemoryEntry given, MemoryEntry wanted) {
        if (given.shared() != wanted.shared()) {
            return "mismatch in the shared flag for memories";
        }
        if (given.address64() != wanted.address64()) {
            return "mismatch in index type used for memories";
        }
        if (given.pageSizeLog2() != wanted.pageSizeLog2()) {
            return "mismatch in page size for memories";
        }
        return within(given.min(), given.max(), given.hasMax(), wanted.min(), wanted.max(), wanted.hasMax())
                ? null
                : "mismatch in memory limits";
    }

    private static boolean within(long min, long max, boolean hasMax, long wantedMin, long wantedMax,
            boolean hasWantedMax) {
        return Long.compareUnsigned(min, wantedMin) >= 0
                && (!hasWantedMax || hasMax && Long.compareUnsigned(max, wantedMax) <= 0);
    }

    private String global(CoreExtern.Global given, CoreExtern.Global wanted) {
        if (given.mutable() != wanted.mutable()) {
            return "global types differ in mutability";
        }
        boolean fits = given.mutable()
                ? given.type() == wanted.type()
                : registry.isSubtype(given.type(), wanted.type());
        if (fits) {
            return null;
        }
        return "expected global type " + text(wanted.type()) + ", found " + text(given.type());
    }

    private String text(int type) {
        return new PublicTypes(registry).valType(type).toString();
    }
}
