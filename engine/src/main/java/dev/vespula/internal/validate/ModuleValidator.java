package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.ConstInstruction;
import dev.vespula.internal.binary.DataSegment;
import dev.vespula.internal.binary.ElementSegment;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.MemoryEntry;
import dev.vespula.internal.binary.ModuleError;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.internal.binary.SegmentMode;
import dev.vespula.internal.binary.TableEntry;
import dev.vespula.internal.names.PrintableName;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.ValTypes;
import java.util.HashSet;
import java.util.Set;

/** Validates everything of a module except function bodies: section 3.5 of the specification. */
public final class ModuleValidator {
    private static final long MAX_PAGES = 1L << Integer.SIZE - BinaryFormat.PAGE_SIZE_LOG2;
    private static final long MAX_BYTE_PAGES = (1L << Integer.SIZE) - 1;

    private final ModuleModel module;
    private final FunctionValidator expressions;
    /** How many globals table initialisers may name. */
    private final int importedGlobals;
    /** How many globals segments may name. */
    private final int visibleGlobals;

    private ModuleValidator(ModuleModel module) {
        this.module = module;
        this.expressions = new FunctionValidator(module);
        this.importedGlobals = module.importedCount(ExternKind.GLOBAL);
        this.visibleGlobals = seesDefinedGlobals() ? module.globalCount() : importedGlobals;
    }

    /**
     * Validates the module and all its function bodies.
     *
     * @throws InvalidException if it is not valid
     * @throws dev.vespula.MalformedException if a function body is malformed
     */
    public static void validate(ModuleModel module) {
        validateDefinitions(module);
        new FunctionValidator(module).validateAll();
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
        for (int k = 0; k < module.importCount(); k++) {
            if (module.importKind(k) == ExternKind.GLOBAL) {
                checkMutability(module.importIndex(k), "imported", module.importOffset(k));
            }
        }
    }

    private void checkMutability(int global, String use, int offset) {
        if (module.isGlobalMutable(global) && !module.features().has(Feature.MUTABLE_GLOBAL)) {
            throw ModuleError.MUTABLE_GLOBAL.without(Feature.MUTABLE_GLOBAL, offset, use);
        }
    }

    private void validateTables() {
        int imported = module.importedCount(ExternKind.TABLE);
        for (int k = 0; k < module.tableCount(); k++) {
            TableEntry table = module.table(k);
            long largest = table.hasMax() ? table.min() | table.max() : table.min();
            if (!table.address64() && largest >>> Integer.SIZE != 0) {
                throw ModuleError.TABLE_SIZE.at(table.offset());
            }
            checkRange(table.min(), table.max(), table.hasMax(), table.offset());
            if (table.init() >= 0) {
                validateExpression(table.init(), table.type(), importedGlobals);
            } else if (k >= imported && !ValTypes.isDefaultable(table.type())) {
                throw ModuleError.TABLE_WITHOUT_INIT.at(table.offset(), module.typeName(table.type()));
            }
        }
    }

    private void validateMemories() {
        for (int k = 0; k < module.memoryCount(); k++) {
            MemoryEntry memory = module.memory(k);
            if (memory.pageSizeLog2() != BinaryFormat.PAGE_SIZE_LOG2 && memory.pageSizeLog2() != 0) {
                throw ModuleError.CUSTOM_PAGE_SIZE.at(memory.offset(), memory.pageSizeLog2());
            }
            checkPages(memory.min(), memory);
            if (memory.hasMax()) {
                checkPages(memory.max(), memory);
            }
            checkRange(memory.min(), memory.max(), memory.hasMax(), memory.offset());
            if (memory.shared() && !memory.hasMax()) {
                throw ModuleError.SHARED_WITHOUT_MAXIMUM.at(memory.offset());
            }
        }
    }

    private void checkPages(long pages, MemoryEntry memory) {
        boolean bytePages = memory.pageSizeLog2() == 0;
        if (memory.address64()) {
            long most = bytePages ? -1 : 1L << Long.SIZE - BinaryFormat.PAGE_SIZE_LOG2;
            checkPages(pages, most, "2^48 pages", memory);
        } else if (bytePages) {
            checkPages(pages, MAX_BYTE_PAGES, "4294967295 pages of one byte", memory);
        } else {
            checkPages(pages, MAX_PAGES, "65536 pages (4GiB)", memory);
        }
    }

    private void checkPages(long pages, long most, String mostText, MemoryEntry memory) {
        if (Long.compareUnsigned(pages, most) > 0) {
            throw ModuleError.MEMORY_SIZE.at(memory.offset(), mostText);
        }
    }

    private void checkRange(long min, long max, boolean hasMax, int offset) {
        if (hasMax && Long.compareUnsigned(min, max) > 0) {
            throw ModuleError.MINIMUM_ABOVE_MAXIMUM.at(offset);
        }
    }

    private void validateGlobals() {
        boolean all = seesDefinedGlobals();
        for (int k = importedGlobals; k < module.globalCount(); k++) {
            validateExpression(module.globalInit(k), module.globalType(k), all ? k : importedGlobals);
        }
    }

    private void validateExports() {
        Set<String> names = new HashSet<>();
        for (int k = 0; k < module.exportCount(); k++) {
            int index = module.exportIndex(k);
            int offset = module.exportOffset(k);
            checkIndex(module.exportKind(k), index, offset);
            if (module.exportKind(k) == ExternKind.GLOBAL) {
                checkMutability(index, "exported", offset);
            }
            if (!names.add(module.exportName(k))) {
                throw ModuleError.DUPLICATE_EXPORT.at(offset, PrintableName.quoted(module.exportName(k)));
            }
        }
    }

    private void validateStart() {
        if (module.start() < 0) {
            return;
        }
        checkIndex(ExternKind.FUNCTION, module.start(), module.startOffset());
        TypeDefinition type = module.functionDefinition(module.start());
        if (type.params().length > 0 || type.results().length > 0) {
            throw ModuleError.START_TYPE.at(module.startOffset());
        }
    }

    private void validateElements() {
        for (int k = 0; k < module.elementCount(); k++) {
            ElementSegment segment = module.element(k);
            if (segment.mode() == SegmentMode.ACTIVE) {
                validateActive(segment);
            }
            if (segment.expressions()) {
                for (int offset : module.elementExpressions(k)) {
                    validateExpression(offset, segment.type(), visibleGlobals);
                }
            } else {
                for (int function : module.elementFunctions(k)) {
                    checkIndex(ExternKind.FUNCTION, function, segment.start());
                }
            }
        }
    }

    private void validateActive(ElementSegment segment) {
        checkIndex(ExternKind.TABLE, segment.table(), segment.offsetExpression());
        TableEntry table = module.table(segment.table());
        if (!module.registry().isSubtype(segment.type(), table.type())) {
            throw ModuleError.SEGMENT_ELEMENTS.at(segment.offsetExpression(), module.typeName(segment.type()),
                    module.typeName(table.type()));
        }
        validateAddress(segment.offsetExpression(), table.address64());
    }

    private void validateDatas() {
        for (int k = 0; k < module.dataCount(); k++) {
            DataSegment segment = module.data(k);
            if (segment.mode() == SegmentMode.ACTIVE) {
                checkIndex(ExternKind.MEMORY, segment.memory(), segment.offsetExpression());
                validateAddress(segment.offsetExpression(), module.memory(segment.memory()).address64());
            }
        }
    }

    private void validateAddress(int offset, boolean address64) {
        validateExpression(offset, address64 ? ValTypes.I64 : ValTypes.I32, visibleGlobals);
    }

    private void checkIndex(ExternKind kind, int index, int offset) {
        int count = switch (kind) {
            case FUNCTION -> module.functionCount();
            case TABLE -> module.tableCount();
            case MEMORY -> module.memoryCount();
            case GLOBAL -> module.globalCount();
            case TAG -> module.tagCount();
        };
        checkIndex(kind, index, count, offset);
    }

    private static void checkIndex(ExternKind kind, int index, int count, int offset) {
        if (Integer.compareUnsigned(index, count) >= 0) {
            throw ModuleError.UNKNOWN.at(offset, kind.noun(), index);
        }
    }

    /** Whether constant expressions may name globals that the module itself defines, rather than only imported ones. */
    private boolean seesDefinedGlobals() {
        return module.features().has(Feature.GC);
    }

    /** Checks that the constant expression at an offset yields a value of a type and names only the first so many globals. */
    private void validateExpression(int offset, int type, int globals) {
        for (ConstInstruction instruction : module.constExpression(offset)) {
            if (instruction.opcode() == Opcode.GLOBAL_GET) {
                int global = (int) instruction.immediate();
                checkIndex(ExternKind.GLOBAL, global, globals, instruction.offset());
                if (module.isGlobalMutable(global)) {
                    throw ModuleError.MUTABLE_IN_CONSTANT.at(instruction.offset(), global);
                }
            }
        }
        expressions.validateExpression(offset, type);
    }
}
