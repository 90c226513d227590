package dev.vespula.wasi;

/** What a guest may do in a preopened directory. */
public enum Access {
    /** Everything the host's own permissions allow. */
    READ_WRITE,
    /** Look and read; whatever would change a file, its attributes or a directory fails with {@code EROFS}. */
    READ_ONLY
}
