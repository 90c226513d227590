package dev.vespula.text.parser;

import dev.vespula.internal.binary.BinaryFormat;

/** Sections in the order of the binary format. */
enum SectionKind {
    TYPE(BinaryFormat.TYPE_SECTION), IMPORT(BinaryFormat.IMPORT_SECTION), FUNC(BinaryFormat.FUNCTION_SECTION),
    TABLE(BinaryFormat.TABLE_SECTION), MEMORY(BinaryFormat.MEMORY_SECTION), TAG(BinaryFormat.TAG_SECTION),
    GLOBAL(BinaryFormat.GLOBAL_SECTION), EXPORT(BinaryFormat.EXPORT_SECTION), START(BinaryFormat.START_SECTION),
    ELEM(BinaryFormat.ELEMENT_SECTION), DATACOUNT(BinaryFormat.DATA_COUNT_SECTION), CODE(BinaryFormat.CODE_SECTION),
    DATA(BinaryFormat.DATA_SECTION);

    private final int id;

    SectionKind(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }
}
