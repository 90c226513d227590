package dev.vespula.text.syntax;

import dev.vespula.internal.binary.BinaryFormat;

/** Sections in the order of the binary format, with their ids. */
public enum SectionKind {
    TYPE(BinaryFormat.TYPE_SECTION), IMPORT(BinaryFormat.IMPORT_SECTION), FUNC(BinaryFormat.FUNCTION_SECTION),
    TABLE(BinaryFormat.TABLE_SECTION), MEMORY(BinaryFormat.MEMORY_SECTION), TAG(BinaryFormat.TAG_SECTION),
    GLOBAL(BinaryFormat.GLOBAL_SECTION), EXPORT(BinaryFormat.EXPORT_SECTION), START(BinaryFormat.START_SECTION),
    ELEM(BinaryFormat.ELEMENT_SECTION), DATACOUNT(BinaryFormat.DATA_COUNT_SECTION), CODE(BinaryFormat.CODE_SECTION),
    DATA(BinaryFormat.DATA_SECTION);

    private final int id;
    private final Keyword keyword = Keyword.valueOf(name());

    SectionKind(int id) {
        this.id = id;
    }

    public int id() {
        return id;
    }

    /** How {@code @custom} annotations call it. */
    public Keyword keyword() {
        return keyword;
    }

    /** The section that a keyword names, or null. */
    public static SectionKind of(Keyword keyword) {
        for (SectionKind kind : values()) {
            if (kind.keyword == keyword) {
                return kind;
            }
        }
        return null;
    }

    /** The section with an id. */
    public static SectionKind of(int id) {
        for (SectionKind kind : values()) {
            if (kind.id == id) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no such section: " + id);
    }
}
