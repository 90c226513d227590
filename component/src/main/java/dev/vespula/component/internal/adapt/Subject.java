package dev.vespula.component.internal.adapt;

/** What lies at a pointer, for messages. */
enum Subject {
    STRING("string content out-of-bounds"),
    LIST("list content out-of-bounds"),
    PARAMETERS("parameters content out-of-bounds"),
    RESULT("result content out-of-bounds"),
    /** The room that a caller gives for a result. */
    ROOM("pointer out of bounds of memory");

    private static final Subject[] ALL = values();

    private final String outside;

    Subject(String outside) {
        this.outside = outside;
    }

    static Subject of(int number) {
        return ALL[number];
    }

    /** That it does not lie within the memory. */
    String outside() {
        return outside;
    }
}
