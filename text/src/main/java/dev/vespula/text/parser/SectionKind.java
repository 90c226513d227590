package dev.vespula.text.parser;

/** Sections in the order of the binary format. */
enum SectionKind {
    TYPE(1), IMPORT(2), FUNC(3), TABLE(4), MEMORY(5), TAG(13), GLOBAL(6), EXPORT(7), START(8), ELEM(9), DATACOUNT(12),
    CODE(10), DATA(11);

    private final int id;

    SectionKind(int id) {
        this.id = id;
    }

    int id() {
        return id;
    }
}
