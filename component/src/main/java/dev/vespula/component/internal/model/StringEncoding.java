package dev.vespula.component.internal.model;

/** How strings lie in a memory. The order is that of the codes in the binary. */
public enum StringEncoding {
    UTF8("utf8"),
    UTF16("utf16"),
    LATIN1_UTF16("latin1+utf16");

    private final String text;

    StringEncoding(String text) {
        this.text = text;
    }

    /** The word of the text format. */
    public String text() {
        return text;
    }
}
