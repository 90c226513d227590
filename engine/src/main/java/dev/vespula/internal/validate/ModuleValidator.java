package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.internal.binary.DataSegment;
import dev.vespula.internal.binary.ElementSegment;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.MemoryEntry;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.SegmentMode;
import dev.vespula.internal.binary.TableEntry;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.types.ValTypes;
import java.util.HashSet;
import java.util.Set;

/** Validates everything of a module except function bodies: section 3.5 of the specification. */
public final class ModuleValidator {
    private static final int PAGE_SIZE_LOG2 = 16;
    private static final long MAX_PAGES = 1L << Integer.SIZE - PAGE_SIZE_LOG2;
    private static final long MAX_BYTE_PAGES = (1L << Integer.SIZE) - 1;

    private final ModuleModel module;
    private final TypeRegistry registry;
    private final ConstExpressionValidator expressions;
    /** How many globals segments and table initialisers may name. */
    private final int importedGlobals;

    private ModuleValidator(ModuleModel module) {
        this.module = module;
        this.registry = module.registry();
        this.expressions = new ConstExpressionValidator(module);
        this.importedGlobals = module.importedCount(ExternKind.GLOBAL);
    }

    /**
     * Validates the module and all its function bodies.
     *
     * @throws InvalidException if it is not valid
     * @throws dev.vespula.MalformedException if a function body is malformed
     */
    public static void validate(ModuleModel module) {
        validateDefinitions(module);
        FunctionValidator functions = new FunctionValidator(module);
        for (int k = module.importedFunctionCount(); k < module.functionCount(); k++) {
            functions.validate(k, null);
        }
    }

    /**
     * Validates everything but the function bodies.
     *
     * @throws InvalidException if it is not valid
     */
    public static void validateDefinitions(ModuleModel module) {
        ModuleValidator validator = new ModuleValidator(module);
        validator.validateImports();
        validator.validateTables();
        validator.validateMemories();
        validator.validateGlobals();
        validator.validateExports();
        validator.validateStart();
        validator.validateElements();
        validator.validateDatas();
    }

    private void validateImports() {
        if (module.features().has(Feature.MUTABLE_GLOBAL)) {
            return;
        }
        for (int k = 0; k < module.importCount(); k++) {
            if (module.importKind(k) == ExternKind.GLOBAL && module.isGlobalMutable(module.importIndex(k))) {
                throw InvalidException.without(Feature.MUTABLE_GLOBAL, "mutable globals cannot be imported",
                        module.importOffset(k));
            }
        }
    }

    private void validateTables() {
        int imported = module.importedCount(ExternKind.TABLE);
        for (int k = 0; k < module.tableCount(); k++) {
            TableEntry table = module.table(k);
            if (!table.address64()) {
                checkTableSize(table.min(), table);
                checkTableSize(table.hasMax() ? table.max() : 0, table);
            }
            checkRange(table.min(), table.max(), table.hasMax(), table.offset());
            if (table.init() >= 0) {
                expressions.validate(table.init(), table.type(), importedGlobals);
            } else if (k >= imported && !ValTypes.isDefaultable(table.type())) {
                throw new InvalidException("type mismatch: a table of " + module.typeName(table.type())
                        + " needs an initial value", table.offset());
            }
        }
    }

    private static void checkTableSize(long elements, TableEntry table) {
        if (elements >>> Integer.SIZE != 0) {
            throw new InvalidException("table size must be at most 2^32-1", table.offset());
        }
    }

    private void validateMemories() {
        for (int k = 0; k < module.memoryCount(); k++) {
            MemoryEntry memory = module.memory(k);
            int at = memory.offset();
            if (memory.pageSizeLog2() != PAGE_SIZE_LOG2 && memory.pageSizeLog2() != 0) {
                throw new InvalidException("invalid custom page size 2^" + memory.pageSizeLog2(), at);
            }
            checkPages(memory.min(), memory);
            if (memory.hasMax()) {
                checkPages(memory.max(), memory);
            }
            checkRange(memory.min(), memory.max(), memory.hasMax(), at);
            if (memory.shared() && !memory.hasMax()) {
                throw new InvalidException("shared memory must have maximum", at);
            }
        }
    }

    private static void checkPages(long pages, MemoryEntry memory) {
        if (memory.address64()) {
            long most = memory.pageSizeLog2() == 0 ? -1 : 1L << Long.SIZE - PAGE_SIZE_LOG2;
            if (Long.compareUnsigned(pages, most) > 0) {
                throw new InvalidException("memory size must be at most 2^48 pages", memory.offset());
            }
        } else if (memory.pageSizeLog2() == 0 && Long.compareUnsigned(pages, MAX_BYTE_PAGES) > 0) {
            throw new InvalidException("memory size must be at most 4294967295 pages of one byte", memory.offset());
        } else if (memory.pageSizeLog2() != 0 && Long.compareUnsigned(pages, MAX_PAGES) > 0) {
            throw new InvalidException("memory size must be at most 65536 pages (4GiB)", memory.offset());
        }
    }

    private static void checkRange(long min, long max, boolean hasMax, int at) {
        if (hasMax && Long.compareUnsigned(min, max) > 0) {
            throw new InvalidException("size minimum must not be greater than maximum", at);
        }
    }

    private void validateGlobals() {
        boolean all = ConstExpressionValidator.seesDefinedGlobals(module);
        for (int k = importedGlobals; k < module.globalCount(); k++) {
            expressions.validate(module.globalInit(k), module.globalType(k), all ? k : importedGlobals);
        }
    }

    private void validateExports() {
        Set<String> names = new HashSet<>();
        for (int k = 0; k < module.exportCount(); k++) {
            int at = module.exportOffset(k);
            int index = module.exportIndex(k);
            ExternKind kind = module.exportKind(k);
            if (Integer.compareUnsigned(index, count(kind)) >= 0) {
                throw new InvalidException("unknown " + noun(kind) + " " + Integer.toUnsignedString(index), at);
            }
            if (kind == ExternKind.GLOBAL && module.isGlobalMutable(index)
                    && !module.features().has(Feature.MUTABLE_GLOBAL)) {
                throw InvalidException.without(Feature.MUTABLE_GLOBAL, "mutable globals cannot be exported", at);
            }
            if (!names.add(module.exportName(k))) {
                throw new InvalidException("duplicate export name " + PrintableName.quoted(module.exportName(k)), at);
            }
        }
    }

    private int count(ExternKind kind) {
        return switch (kind) {
            case FUNCTION -> module.functionCount();
            case TABLE -> module.tableCount();
            case MEMORY -> module.memoryCount();
            case GLOBAL -> module.globalCount();
            case TAG -> module.tagCount();
        };
    }

    private static String noun(ExternKind kind) {
        return switch (kind) {
            case FUNCTION -> "function";
            case TABLE -> "table";
            case MEMORY -> "memory";
            case GLOBAL -> "global";
            case TAG -> "tag";
        };
    }

    private void validateStart() {
        int start = module.start();
        if (start < 0) {
            return;
        }
        if (start >= module.functionCount()) {
            throw new InvalidException("unknown function " + start, module.startOffset());
        }
        TypeDefinition type = module.functionDefinition(start);
        if (type.params().length > 0 || type.results().length > 0) {
            throw new InvalidException("start function must have neither parameters nor results", module.startOffset());
        }
    }

    private void validateElements() {
        int visible = visibleGlobalsOfSegments();
        for (int k = 0; k < module.elementCount(); k++) {
            ElementSegment segment = module.element(k);
            if (segment.mode() == SegmentMode.ACTIVE) {
                validateActive(segment, visible);
            }
            if (segment.expressions()) {
                for (int offset : module.elementExpressions(k)) {
                    expressions.validate(offset, segment.type(), visible);
                }
            } else {
                for (int function : module.elementFunctions(k)) {
                    if (Integer.compareUnsigned(function, module.functionCount()) >= 0) {
                        throw new InvalidException(
                                "unknown function " + Integer.toUnsignedString(function), segment.start());
                    }
                }
            }
        }
    }

    private void validateActive(ElementSegment segment, int visible) {
        int index = segment.table();
        if (Integer.compareUnsigned(index, module.tableCount()) >= 0) {
            throw new InvalidException("unknown table " + Integer.toUnsignedString(index), segment.offsetExpression());
        }
        TableEntry table = module.table(index);
        if (!registry.isSubtype(segment.type(), table.type())) {
            throw new InvalidException("type mismatch: elements of " + module.typeName(segment.type())
                    + " do not fit into a table of " + module.typeName(table.type()), segment.offsetExpression());
        }
        int address = table.address64() ? ValTypes.I64 : ValTypes.I32;
        expressions.validate(segment.offsetExpression(), address, visible);
    }

    private void validateDatas() {
        int visible = visibleGlobalsOfSegments();
        for (int k = 0; k < module.dataCount(); k++) {
            DataSegment segment = module.data(k);
            if (segment.mode() != SegmentMode.ACTIVE) {
                continue;
            }
            int memory = segment.memory();
            if (Integer.compareUnsigned(memory, module.memoryCount()) >= 0) {
                throw new InvalidException(
                        "unknown memory " + Integer.toUnsignedString(memory), segment.offsetExpression());
            }
            int address = module.memory(memory).address64() ? ValTypes.I64 : ValTypes.I32;
            expressions.validate(segment.offsetExpression(), address, visible);
        }
    }

    private int visibleGlobalsOfSegments() {
        return ConstExpressionValidator.seesDefinedGlobals(module) ? module.globalCount() : importedGlobals;
    }
}
