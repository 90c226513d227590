package dev.vespula.internal.binary;

import dev.vespula.EnforcedLimits;
import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.MalformedException;
import dev.vespula.internal.types.TypeKind;
import dev.vespula.internal.types.TypeRegistry;
import java.util.Arrays;

/** Decodes the sections that say what a module imports, defines and exports, code and segments apart. */
final class DefinitionSections {

    private static final ExternKind[] KINDS = ExternKind.values();

    private final ConstExpressionReader reader;
    private final ModuleParts parts;
    private final TypeRegistry registry;
    private final EnforcedLimits limits;

    DefinitionSections(ConstExpressionReader reader, ModuleParts parts, EnforcedLimits limits) {
        this.reader = reader;
        this.parts = parts;
        this.registry = parts.registry;
        this.limits = limits;
    }

    void readImports() {
        int count = reader.readCount(ImplementationLimits.IMPORTS, "imports");
        int[] offsets = new int[count];
        byte[] kinds = new byte[count];
        int[] indices = new int[count];
        IntList functions = new IntList();
        IntList globals = new IntList();
        IntList globalMutable = new IntList();
        IntList tags = new IntList();
        for (int k = 0; k < count; k++) {
            offsets[k] = reader.position();
            reader.skipName();
            reader.skipName();
            int at = reader.position();
            int kind = reader.readByte();
            if (kind >= KINDS.length) {
                throw new MalformedException("malformed import kind", at);
            }
            kinds[k] = (byte) kind;
            indices[k] = parts.importedCounts[kind]++;
            switch (KINDS[kind]) {
                case FUNCTION -> functions.add(readFunctionType());
                case TABLE -> parts.tables.add(readTable(-1, reader.position()));
                case MEMORY -> parts.memories.add(readMemory());
                case GLOBAL -> {
                    globals.add(reader.readValType());
                    globalMutable.add(reader.readMutability() ? 1 : 0);
                }
                case TAG -> tags.add(readTagType());
            }
        }
        parts.importOffsets = offsets;
        parts.importKinds = kinds;
        parts.importIndices = indices;
        parts.functionTypes = functions.toArray();
        parts.globalTypes = globals.toArray();
        parts.globalMutable = new boolean[globals.size()];
        for (int k = 0; k < globals.size(); k++) {
            parts.globalMutable[k] = globalMutable.get(k) != 0;
        }
        parts.tags = tags.toArray();
        checkTables(0);
        checkMemories(0);
    }

    void readFunctions() {
        int at = reader.position();
        int count = reader.readCount(ImplementationLimits.FUNCTIONS, "functions");
        ImplementationLimits.check(count, limits.maxFunctions(), "functions", at);
        int first = parts.functionTypes.length;
        ImplementationLimits.check(first + count, ImplementationLimits.FUNCTIONS, "functions", at);
        int[] types = Arrays.copyOf(parts.functionTypes, first + count);
        for (int k = first; k < types.length; k++) {
            types[k] = readFunctionType();
        }
        parts.functionTypes = types;
    }

    void readTables() {
        int at = reader.position();
        int count = reader.readCount(ImplementationLimits.TABLES, "tables");
        for (int k = 0; k < count; k++) {
            int tableAt = reader.position();
            if (reader.peekByte() == BinaryFormat.TABLE_WITH_INIT) {
                reader.readByte();
                if (reader.readByte() != 0) {
                    throw new MalformedException("zero byte expected", reader.position() - 1L);
                }
                TableEntry table = readTable(-1, tableAt);
                int init = reader.position();
                reader.skipExpression();
                parts.tables.add(new TableEntry(table.type(), table.address64(), table.min(), table.max(),
                        table.hasMax(), init, tableAt));
            } else {
                parts.tables.add(readTable(-1, tableAt));
            }
        }
        checkTables(at);
    }

    void readMemories() {
        int at = reader.position();
        int count = reader.readCount(ImplementationLimits.MEMORIES, "memories");
        for (int k = 0; k < count; k++) {
            parts.memories.add(readMemory());
        }
        checkMemories(at);
    }

    void readTags() {
        int at = reader.position();
        int count = reader.readCount(ImplementationLimits.TAGS, "tags");
        int first = parts.tags.length;
        ImplementationLimits.check(first + count, ImplementationLimits.TAGS, "tags", at);
        int[] tags = Arrays.copyOf(parts.tags, first + count);
        for (int k = first; k < tags.length; k++) {
            tags[k] = readTagType();
        }
        parts.tags = tags;
    }

    void readGlobals() {
        int at = reader.position();
        int count = reader.readCount(ImplementationLimits.GLOBALS, "globals");
        ImplementationLimits.check(count, limits.maxGlobals(), "globals", at);
        int first = parts.globalTypes.length;
        ImplementationLimits.check(first + count, ImplementationLimits.GLOBALS, "globals", at);
        int[] types = Arrays.copyOf(parts.globalTypes, first + count);
        boolean[] mutable = Arrays.copyOf(parts.globalMutable, first + count);
        int[] inits = new int[count];
        for (int k = 0; k < count; k++) {
            types[first + k] = reader.readValType();
            mutable[first + k] = reader.readMutability();
            inits[k] = reader.position();
            reader.skipExpression();
        }
        parts.globalTypes = types;
        parts.globalMutable = mutable;
        parts.globalInits = inits;
    }

    void readExports() {
        int count = reader.readCount(ImplementationLimits.EXPORTS, "exports");
        int[] offsets = new int[count];
        byte[] kinds = new byte[count];
        int[] indices = new int[count];
        for (int k = 0; k < count; k++) {
            offsets[k] = reader.position();
            reader.skipName();
            int kind = reader.readByte();
            if (kind >= KINDS.length) {
                throw new MalformedException("malformed export kind", reader.position() - 1L);
            }
            kinds[k] = (byte) kind;
            indices[k] = reader.readU32();
            if (KINDS[kind] == ExternKind.FUNCTION) {
                parts.declare(indices[k]);
            }
        }
        parts.exportOffsets = offsets;
        parts.exportKinds = kinds;
        parts.exportIndices = indices;
    }

    void readStart() {
        parts.startOffset = reader.position();
        parts.start = reader.readU32();
        if (parts.start < 0) {
            throw new InvalidException("unknown function " + Integer.toUnsignedString(parts.start), parts.startOffset);
        }
    }

    /** A type index that must be a function type. */
    private int readFunctionType() {
        int at = reader.position();
        int type = reader.readU32();
        if (Integer.compareUnsigned(type, parts.types.length) >= 0) {
            throw new InvalidException("unknown type " + Integer.toUnsignedString(type), at);
        }
        if (registry.get(parts.types[type]).kind() != TypeKind.FUNC) {
            throw new InvalidException("type mismatch: type " + type + " is not a function type", at);
        }
        return type;
    }

    private int readTagType() {
        int at = reader.position();
        if (reader.readByte() != 0) {
            throw new MalformedException("malformed tag attribute", at);
        }
        if (!reader.has(Feature.EXCEPTIONS) && !reader.has(Feature.LEGACY_EXCEPTIONS)) {
            throw MalformedException.without(Feature.EXCEPTIONS, "malformed tag", at);
        }
        int typeAt = reader.position();
        int type = readFunctionType();
        if (registry.get(parts.types[type]).results().length > 0) {
            throw new InvalidException("non-empty tag result type", typeAt);
        }
        return type;
    }

    private TableEntry readTable(int init, int at) {
        int type = reader.readRefType();
        int flagsAt = reader.position();
        int flags = readFlags(BinaryFormat.HAS_MAX | BinaryFormat.ADDRESS_64);
        requireWhere(flags, BinaryFormat.ADDRESS_64, Feature.MEMORY64, flagsAt);
        boolean wide = (flags & BinaryFormat.ADDRESS_64) != 0;
        boolean hasMax = (flags & BinaryFormat.HAS_MAX) != 0;
        long min = reader.readU64();
        long max = hasMax ? reader.readU64() : -1;
        return new TableEntry(type, wide, min, max, hasMax, init, at);
    }

    private MemoryEntry readMemory() {
        int at = reader.position();
        int flags = readFlags(BinaryFormat.HAS_MAX | BinaryFormat.SHARED | BinaryFormat.ADDRESS_64
                | BinaryFormat.HAS_PAGE_SIZE);
        requireWhere(flags, BinaryFormat.SHARED, Feature.THREADS, at);
        requireWhere(flags, BinaryFormat.ADDRESS_64, Feature.MEMORY64, at);
        requireWhere(flags, BinaryFormat.HAS_PAGE_SIZE, Feature.CUSTOM_PAGE_SIZES, at);
        boolean wide = (flags & BinaryFormat.ADDRESS_64) != 0;
        boolean hasMax = (flags & BinaryFormat.HAS_MAX) != 0;
        long min = reader.readU64();
        long max = hasMax ? reader.readU64() : -1;
        int pageSizeLog2 = BinaryFormat.PAGE_SIZE_LOG2;
        if ((flags & BinaryFormat.HAS_PAGE_SIZE) != 0) {
            int sizeAt = reader.position();
            pageSizeLog2 = reader.readU32();
            if (Integer.compareUnsigned(pageSizeLog2, 64) >= 0) {
                throw new MalformedException("invalid custom page size", sizeAt);
            }
        }
        return new MemoryEntry(wide, (flags & BinaryFormat.SHARED) != 0, pageSizeLog2, min, max, hasMax, at);
    }

    private int readFlags(int known) {
        int at = reader.position();
        int flags = reader.readByte();
        if ((flags & ~known) != 0) {
            throw new MalformedException("malformed limits flags", at);
        }
        return flags;
    }

    private void requireWhere(int flags, int flag, Feature feature, int at) {
        if ((flags & flag) != 0 && !reader.has(feature)) {
            throw MalformedException.without(feature, "malformed limits flags", at);
        }
    }

    private void checkTables(int at) {
        int count = parts.tables.size();
        ImplementationLimits.check(count, ImplementationLimits.TABLES, "tables", at);
        ImplementationLimits.check(count, limits.maxTables(), "tables", at);
        if (count > 1 && !reader.has(Feature.REFERENCE_TYPES)) {
            throw InvalidException.without(Feature.REFERENCE_TYPES, "multiple tables", at);
        }
    }

    private void checkMemories(int at) {
        int count = parts.memories.size();
        ImplementationLimits.check(count, ImplementationLimits.MEMORIES, "memories", at);
        ImplementationLimits.check(count, limits.maxMemories(), "memories", at);
        if (count > 1 && !reader.has(Feature.MULTI_MEMORY)) {
            throw InvalidException.without(Feature.MULTI_MEMORY, "multiple memories", at);
        }
    }
}
