package dev.vespula.text.syntax;

/** Sections in the order of the binary format, with their ids. */
public enum SectionKind {
    TYPE(1), IMPORT(2), FUNC(3), TABLE(4), MEMORY(5), TAG(13), GLOBAL(6), EXPORT(7), START(8), ELEM(9), DATACOUNT(12),
    CODE(10), DATA(11);

    private final int id;
    private final Keyword keyword = Keyword.valueOf(name());

    SectionKind(int id) {
        this.id = id;
    }

    public int id() {
        return id;
    }

    /** How {@code @custom} annotations call it. */
    public String word() {
        return keyword.word();
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
