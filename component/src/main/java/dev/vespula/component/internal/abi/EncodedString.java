package dev.vespula.component.internal.abi;

/**
 * A string on its way from guest to guest: how it was encoded decides in which steps memory is allocated for it.
 *
 * @param source how the bytes lay in the memory that it comes from
 */
record EncodedString(String text, Source source) {

    /** How strings lie in memories: with {@code latin1+utf16} each string says what it is. */
    enum Source {
        UTF8, UTF16, LATIN1, TAGGED_UTF16
    }
}
