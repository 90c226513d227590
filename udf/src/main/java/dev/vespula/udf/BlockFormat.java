package dev.vespula.udf;

/** How blocks are written for modules of ClickHouse's {@code BUFFERED_V1}, which do not say themselves what they read. */
public enum BlockFormat {
    /** Rows one after the other, integers little-endian, strings with their length before them. */
    ROW_BINARY,
    /** A header, and column after column. */
    COLUMN_BINARY,
    /** Values one after the other, in the shortest form of MessagePack; what ClickHouse writes unless it is told otherwise. */
    MSG_PACK,
    /** A line for each row, with an object of JSON whose fields are the parameters; the result is the field {@code result}. */
    JSON_EACH_ROW,
    /** A line for each row, values between commas, strings in quotation marks. */
    CSV,
    /** A line for each row, values between tabs, escapes with backslashes; ClickHouse calls it TabSeparated, too. */
    TSV
}
