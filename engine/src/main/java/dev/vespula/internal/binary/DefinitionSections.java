package dev.vespula.internal.binary;

import dev.vespula.EnforcedLimits;
import dev.vespula.Feature;
import dev.vespula.internal.types.TypeKind;
import java.util.Arrays;

/** Decodes the sections that say what a module imports, defines and exports, code and segments apart. */
final class DefinitionSections {

    private final ConstExpressionReader reader;
    private final ModuleModel module;
    private final EnforcedLimits limits;

    DefinitionSections(ConstExpressionReader reader, ModuleModel module, EnforcedLimits limits) {
        this.reader = reader;
        this.module = module;
        this.limits = limits;
    }

    void readImports() {
        new ImportSection(this, reader, module).read();
        checkTables(0);
        checkMemories(0);
    }

    void readFunctions() {
        int first = module.functionTypes.length;
        int count = readCount(first, ImplementationLimits.FUNCTIONS, limits.maxFunctions(), "functions");
        int[] types = Arrays.copyOf(module.functionTypes, first + count);
        for (int k = first; k < types.length; k++) {
            types[k] = readFunctionType();
        }
        module.functionTypes = types;
    }

    void readTables() {
        int offset = reader.position();
        int count = reader.readCount(ImplementationLimits.TABLES, "tables");
        for (int k = 0; k < count; k++) {
            int tableOffset = reader.position();
            boolean hasInit = reader.peekByte() == BinaryFormat.TABLE_WITH_INIT;
            if (hasInit) {
                reader.readByte();
                if (reader.readByte() != 0) {
                    throw ModuleError.ZERO_BYTE.at(reader.position() - 1);
                }
            }
            TableEntry table = readTable(tableOffset);
            module.tables.add(hasInit ? table.initialized(reader.skipExpression()) : table);
        }
        checkTables(offset);
    }

    void readMemories() {
        int offset = reader.position();
        int count = reader.readCount(ImplementationLimits.MEMORIES, "memories");
        for (int k = 0; k < count; k++) {
            module.memories.add(readMemory());
        }
        checkMemories(offset);
    }

    void readTags() {
        int first = module.tags.length;
        int count = readCount(first, ImplementationLimits.TAGS, ImplementationLimits.TAGS, "tags");
        int[] tags = Arrays.copyOf(module.tags, first + count);
        for (int k = first; k < tags.length; k++) {
            tags[k] = readTagType();
        }
        module.tags = tags;
    }

    void readGlobals() {
        int first = module.globalTypes.length;
        int count = readCount(first, ImplementationLimits.GLOBALS, limits.maxGlobals(), "globals");
        int[] types = Arrays.copyOf(module.globalTypes, first + count);
        boolean[] mutable = Arrays.copyOf(module.globalMutable, first + count);
        int[] inits = new int[count];
        for (int k = 0; k < count; k++) {
            types[first + k] = reader.readValType();
            mutable[first + k] = reader.readMutability();
            inits[k] = reader.skipExpression();
        }
        module.globalTypes = types;
        module.globalMutable = mutable;
        module.globalInits = inits;
    }

    void readExports() {
        int count = reader.readCount(ImplementationLimits.EXPORTS, "exports");
        int[] offsets = new int[count];
        byte[] kinds = new byte[count];
        int[] indices = new int[count];
        for (int k = 0; k < count; k++) {
            offsets[k] = reader.position();
            reader.skipName();
            int kind = readKind(ModuleError.EXPORT_KIND);
            kinds[k] = (byte) kind;
            indices[k] = reader.readU32();
            if (ModuleModel.KINDS[kind] == ExternKind.FUNCTION) {
                module.declare(indices[k]);
            }
        }
        module.exportOffsets = offsets;
        module.exportKinds = kinds;
        module.exportIndices = indices;
    }

    void readStart() {
        module.startOffset = reader.position();
        module.start = reader.readU32();
        if (module.start < 0) {
            throw ModuleError.UNKNOWN.at(module.startOffset, "function", module.start);
        }
    }

    /** Reads how many definitions follow on some before, which must not be too many together. */
    private int readCount(int before, int limit, int configured, String what) {
        int offset = reader.position();
        int count = reader.readCount(limit, what);
        ImplementationLimits.check(count, configured, what, offset);
        ImplementationLimits.check(before + count, limit, what, offset);
        return count;
    }

    /** The ordinal of a kind of imports and exports. */
    int readKind(ModuleError error) {
        int kind = reader.readByte();
        if (kind >= ModuleModel.KINDS.length) {
            throw error.at(reader.position() - 1);
        }
        return kind;
    }

    /** A type index that must be a function type. */
    int readFunctionType() {
        int offset = reader.position();
        int type = reader.readU32();
        if (Integer.compareUnsigned(type, module.typeCount()) >= 0) {
            throw ModuleError.UNKNOWN.at(offset, "type", type);
        }
        if (module.type(type).kind() != TypeKind.FUNC) {
            throw ModuleError.TYPE_KIND.at(offset, type, "a function type");
        }
        return type;
    }

    int readTagType() {
        int offset = reader.position();
        if (reader.readByte() != 0) {
            throw ModuleError.TAG_ATTRIBUTE.at(offset);
        }
        if (!reader.has(Feature.EXCEPTIONS) && !reader.has(Feature.LEGACY_EXCEPTIONS)) {
            throw ModuleError.TAG.without(Feature.EXCEPTIONS, offset);
        }
        int typeOffset = reader.position();
        int type = readFunctionType();
        if (module.type(type).results().length > 0 && !reader.has(Feature.STACK_SWITCHING)) {
            throw ModuleError.TAG_RESULTS.at(typeOffset);
        }
        return type;
    }

    TableEntry readTable(int offset) {
        int type = reader.readRefType();
        int flagsOffset = reader.position();
        int flags = readFlags(BinaryFormat.HAS_MAX | BinaryFormat.ADDRESS_64);
        requireWhere(flags, BinaryFormat.ADDRESS_64, Feature.MEMORY64, flagsOffset);
        boolean wide = (flags & BinaryFormat.ADDRESS_64) != 0;
        boolean hasMax = (flags & BinaryFormat.HAS_MAX) != 0;
        long min = reader.readU64();
        long max = hasMax ? reader.readU64() : -1;
        return new TableEntry(type, wide, min, max, hasMax, -1, offset);
    }

    MemoryEntry readMemory() {
        int offset = reader.position();
        int flags = readFlags(BinaryFormat.HAS_MAX | BinaryFormat.SHARED | BinaryFormat.ADDRESS_64
                | BinaryFormat.HAS_PAGE_SIZE);
        requireWhere(flags, BinaryFormat.SHARED, Feature.THREADS, offset);
        requireWhere(flags, BinaryFormat.ADDRESS_64, Feature.MEMORY64, offset);
        requireWhere(flags, BinaryFormat.HAS_PAGE_SIZE, Feature.CUSTOM_PAGE_SIZES, offset);
        boolean wide = (flags & BinaryFormat.ADDRESS_64) != 0;
        boolean hasMax = (flags & BinaryFormat.HAS_MAX) != 0;
        long min = reader.readU64();
        long max = hasMax ? reader.readU64() : -1;
        int pageSizeLog2 = BinaryFormat.PAGE_SIZE_LOG2;
        if ((flags & BinaryFormat.HAS_PAGE_SIZE) != 0) {
            int sizeOffset = reader.position();
            pageSizeLog2 = reader.readU32();
            if (Integer.compareUnsigned(pageSizeLog2, 64) >= 0) {
                throw ModuleError.PAGE_SIZE.at(sizeOffset);
            }
        }
        return new MemoryEntry(wide, (flags & BinaryFormat.SHARED) != 0, pageSizeLog2, min, max, hasMax, offset);
    }

    private int readFlags(int known) {
        int offset = reader.position();
        int flags = reader.readByte();
        if ((flags & ~known) != 0) {
            throw ModuleError.LIMITS_FLAGS.at(offset);
        }
        return flags;
    }

    private void requireWhere(int flags, int flag, Feature feature, int offset) {
        if ((flags & flag) != 0 && !reader.has(feature)) {
            throw ModuleError.LIMITS_FLAGS.without(feature, offset);
        }
    }

    private void checkTables(int offset) {
        int count = module.tables.size();
        ImplementationLimits.check(count, ImplementationLimits.TABLES, "tables", offset);
        ImplementationLimits.check(count, limits.maxTables(), "tables", offset);
        if (count > 1 && !reader.has(Feature.REFERENCE_TYPES)) {
            throw ModuleError.SEVERAL.without(Feature.REFERENCE_TYPES, offset, "tables");
        }
    }

    private void checkMemories(int offset) {
        int count = module.memories.size();
        ImplementationLimits.check(count, ImplementationLimits.MEMORIES, "memories", offset);
        ImplementationLimits.check(count, limits.maxMemories(), "memories", offset);
        if (count > 1 && !reader.has(Feature.MULTI_MEMORY)) {
            throw ModuleError.SEVERAL.without(Feature.MULTI_MEMORY, offset, "memories");
        }
    }
}
