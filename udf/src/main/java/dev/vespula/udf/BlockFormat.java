package dev.vespula.udf;

/** How blocks are written for modules of ClickHouse's {@code BUFFERED_V1}, which do not say themselves what they read. */
public enum BlockFormat {
    /** Rows one after the other, integers little-endian, strings with their length before them. */
    ROW_BINARY,
    /** A header, and column after column. */
    COLUMN_BINARY
}
