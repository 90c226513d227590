package dev.vespula.internal.validate;

import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.internal.binary.BinaryFormat;
import dev.vespula.internal.binary.DataSegment;
import dev.vespula.internal.binary.ElementSegment;
import dev.vespula.internal.binary.ExternKind;
import dev.vespula.internal.binary.MemoryEntry;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.SegmentMode;
import dev.vespula.internal.binary.TableEntry;
import dev.vespula.internal.types.TypeDefinition;
import dev.vespula.internal.types.TypeRegistry;
import dev.vespula.internal.types.ValTypes;
import java.util.HashSet;
import java.util.Set;

/** Validates everything of a module except function bodies: section 3.5 of the specification. */
public final class ModuleValidator {
    private static final long MAX_PAGES = 1L << Integer.SIZE - BinaryFormat.PAGE_SIZE_LOG2;
    private static final long MAX_BYTE_PAGES = (1L << Integer.SIZE) - 1;

    private final ModuleModel module;
    private final TypeRegistry registry;
    private final ConstExpressionValidator expressions;
    private final ValidationErrors errors;
    /** How many globals segments and table initialisers may name. */
    private final int importedGlobals;

    private ModuleValidator(ModuleModel module) {
        this.module = module;
        this.registry = module.registry();
        this.expressions = new ConstExpressionValidator(module);
        this.errors = new ValidationErrors(module);
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
        if (module.features().has(Feature.MUTABLE_GLOBAL)) {
            return;
        }
        for (int k = 0; k < module.importCount(); k++) {
            if (module.importKind(k) == ExternKind.GLOBAL && module.isGlobalMutable(module.importIndex(k))) {
                throw errors.at(module.importOffset(k)).mutableGlobal("imported");
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
                throw errors.at(table.offset()).tableWithoutInit(table.type());
            }
        }
    }

    private void checkTableSize(long elements, TableEntry table) {
        if (elements >>> Integer.SIZE != 0) {
            throw errors.at(table.offset()).tableSize();
        }
    }

    private void validateMemories() {
        for (int k = 0; k < module.memoryCount(); k++) {
            MemoryEntry memory = module.memory(k);
            int offset = memory.offset();
            if (memory.pageSizeLog2() != BinaryFormat.PAGE_SIZE_LOG2 && memory.pageSizeLog2() != 0) {
                throw errors.at(offset).pageSize(memory.pageSizeLog2());
            }
            checkPages(memory.min(), memory);
            if (memory.hasMax()) {
                checkPages(memory.max(), memory);
            }
            checkRange(memory.min(), memory.max(), memory.hasMax(), offset);
            if (memory.shared() && !memory.hasMax()) {
                throw errors.at(offset).sharedWithoutMaximum();
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
            throw errors.at(memory.offset()).memorySize(mostText);
        }
    }

    private void checkRange(long min, long max, boolean hasMax, int offset) {
        if (hasMax && Long.compareUnsigned(min, max) > 0) {
            throw errors.at(offset).minimumAboveMaximum();
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
            ValidationErrors errors = this.errors.at(module.exportOffset(k));
            int index = module.exportIndex(k);
            ExternKind kind = module.exportKind(k);
            if (Integer.compareUnsigned(index, count(kind)) >= 0) {
                throw errors.unknown(kind, index);
            }
            if (kind == ExternKind.GLOBAL && module.isGlobalMutable(index)
                    && !module.features().has(Feature.MUTABLE_GLOBAL)) {
                throw errors.mutableGlobal("exported");
            }
            if (!names.add(module.exportName(k))) {
                throw errors.duplicateExport(module.exportName(k));
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

    private void validateStart() {
        int start = module.start();
        if (start < 0) {
            return;
        }
        if (start >= module.functionCount()) {
            throw errors.at(module.startOffset()).unknown(ExternKind.FUNCTION, start);
        }
        TypeDefinition type = module.functionDefinition(start);
        if (type.params().length > 0 || type.results().length > 0) {
            throw errors.at(module.startOffset()).startType();
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
                        throw errors.at(segment.start()).unknown(ExternKind.FUNCTION, function);
                    }
                }
            }
        }
    }

    private void validateActive(ElementSegment segment, int visible) {
        int index = segment.table();
        if (Integer.compareUnsigned(index, module.tableCount()) >= 0) {
            throw errors.at(segment.offsetExpression()).unknown(ExternKind.TABLE, index);
        }
        TableEntry table = module.table(index);
        if (!registry.isSubtype(segment.type(), table.type())) {
            throw errors.at(segment.offsetExpression()).segmentElements(segment.type(), table.type());
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
                throw errors.at(segment.offsetExpression()).unknown(ExternKind.MEMORY, memory);
            }
            int address = module.memory(memory).address64() ? ValTypes.I64 : ValTypes.I32;
            expressions.validate(segment.offsetExpression(), address, visible);
        }
    }

    private int visibleGlobalsOfSegments() {
        return ConstExpressionValidator.seesDefinedGlobals(module) ? module.globalCount() : importedGlobals;
    }
}
