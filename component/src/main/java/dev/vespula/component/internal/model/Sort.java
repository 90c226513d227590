package dev.vespula.component.internal.model;

/** What definitions are of: one for each index space of a component. Binary.md, {@code core:sort} and {@code sort}. */
public enum Sort {
    CORE_FUNCTION("core func", 0x00),
    CORE_TABLE("core table", 0x01),
    CORE_MEMORY("core memory", 0x02),
    CORE_GLOBAL("core global", 0x03),
    CORE_TAG("core tag", 0x04),
    CORE_TYPE("core type", 0x10),
    CORE_MODULE("core module", 0x11),
    CORE_INSTANCE("core instance", 0x12),
    FUNCTION("func", 0x01),
    VALUE("value", 0x02),
    TYPE("type", 0x03),
    COMPONENT("component", 0x04),
    INSTANCE("instance", 0x05);

    private final String text;
    private final int code;

    Sort(String text, int code) {
        this.text = text;
        this.code = code;
    }

    /** Whether it belongs to core WebAssembly; the binary puts a zero before the code of these. */
    public boolean isCore() {
        return compareTo(CORE_INSTANCE) <= 0;
    }

    /** The code, among core sorts or among the others. */
    public int code() {
        return code;
    }

    /** The words of the text format. */
    public String text() {
        return text;
    }
}
