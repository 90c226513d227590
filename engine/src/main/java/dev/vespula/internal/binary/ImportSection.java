package dev.vespula.internal.binary;

import dev.vespula.Feature;

/**
 * Decodes the import section. An entry is one import; or several from the same module, which it names once; or several of the
 * same type besides (proposal compact-import-section).
 */
final class ImportSection {
    private final DefinitionSections definitions;
    private final ConstExpressionReader reader;
    private final ModuleModel module;
    private final IntList modules = new IntList();
    private final IntList names = new IntList();
    private final IntList kinds = new IntList();
    private final IntList indices = new IntList();
    private final IntList functions = new IntList();
    private final IntList globals = new IntList();
    private final IntList globalMutable = new IntList();
    private final IntList tags = new IntList();

    ImportSection(DefinitionSections definitions, ConstExpressionReader reader, ModuleModel module) {
        this.definitions = definitions;
        this.reader = reader;
        this.module = module;
    }

    void read() {
        int entries = reader.readCount(ImplementationLimits.IMPORTS, "imports");
        for (int k = 0; k < entries; k++) {
            readEntry();
        }
        module.importModules = modules.toArray();
        module.importNames = names.toArray();
        module.importKinds = kinds.toArray();
        module.importIndices = indices.toArray();
        module.functionTypes = functions.toArray();
        module.globalTypes = globals.toArray();
        module.globalMutable = new boolean[globals.size()];
        for (int k = 0; k < globals.size(); k++) {
            module.globalMutable[k] = globalMutable.get(k) != 0;
        }
        module.tags = tags.toArray();
    }

    private void readEntry() {
        int moduleName = reader.position();
        reader.skipName();
        int name = reader.position();
        reader.skipName();
        int form = reader.peekByte();
        boolean isCompact = form == BinaryFormat.IMPORTS_OF_MODULE || form == BinaryFormat.IMPORTS_OF_TYPE;
        if (!isCompact || !ByteReader.nameAt(module.bytes, name).isEmpty()) {
            add(moduleName, name, readExtern());
            return;
        }
        reader.require(Feature.COMPACT_IMPORT_SECTION, ModuleError.IMPORT_KIND, reader.position());
        reader.readByte();
        if (form == BinaryFormat.IMPORTS_OF_MODULE) {
            for (int left = readItemCount(); left > 0; left--) {
                int item = reader.position();
                reader.skipName();
                add(moduleName, item, readExtern());
            }
            return;
        }
        Extern type = readExtern();
        for (int left = readItemCount(); left > 0; left--) {
            int item = reader.position();
            reader.skipName();
            add(moduleName, item, type);
        }
    }

    private int readItemCount() {
        int offset = reader.position();
        int count = reader.readCount(ImplementationLimits.IMPORTS, "imports");
        ImplementationLimits.check(names.size() + count, ImplementationLimits.IMPORTS, "imports", offset);
        return count;
    }

    /** What is imported: its kind, and of the other components those that say its type. */
    private record Extern(ExternKind kind, int type, boolean flag, TableEntry table, MemoryEntry memory) {
        /** Of a global. */
        boolean isMutable() {
            return flag;
        }

        /** Of a function. */
        boolean isExact() {
            return flag;
        }
    }

    private Extern readExtern() {
        if (reader.peekByte() == BinaryFormat.EXACT_FUNCTION) {
            reader.require(Feature.CUSTOM_DESCRIPTORS, ModuleError.IMPORT_KIND, reader.position());
            reader.readByte();
            return new Extern(ExternKind.FUNCTION, definitions.readFunctionType(), true, null, null);
        }
        ExternKind kind = ModuleModel.KINDS[definitions.readKind(ModuleError.IMPORT_KIND)];
        return switch (kind) {
            case FUNCTION -> new Extern(kind, definitions.readFunctionType(), false, null, null);
            case TABLE -> new Extern(kind, 0, false, definitions.readTable(reader.position()), null);
            case MEMORY -> new Extern(kind, 0, false, null, definitions.readMemory());
            case GLOBAL -> new Extern(kind, reader.readValType(), reader.readMutability(), null, null);
            case TAG -> new Extern(kind, definitions.readTagType(), false, null, null);
        };
    }

    private void add(int moduleName, int name, Extern extern) {
        modules.add(moduleName);
        names.add(name);
        kinds.add(extern.kind.ordinal());
        indices.add(module.importedCounts[extern.kind.ordinal()]++);
        switch (extern.kind) {
            case FUNCTION -> {
                module.exactImports.set(functions.size(), extern.isExact());
                functions.add(extern.type);
            }
            case TABLE -> module.tables.add(extern.table);
            case MEMORY -> module.memories.add(extern.memory);
            case GLOBAL -> {
                globals.add(extern.type);
                globalMutable.add(extern.isMutable() ? 1 : 0);
            }
            case TAG -> tags.add(extern.type);
        }
    }
}
