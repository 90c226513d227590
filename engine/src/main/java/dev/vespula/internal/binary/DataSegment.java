package dev.vespula.internal.binary;

/**
 * A data segment; its bytes are a range of the module's bytes.
 *
 * @param mode active or passive
 * @param memory the memory of an active segment
 * @param offsetExpression where the constant expression for the address starts, or -1
 * @param start offset of the first byte
 * @param end offset after the last byte
 */
public record DataSegment(SegmentMode mode, int memory, int offsetExpression, int start, int end) {
    /** Number of bytes. */
    public int length() {
        return end - start;
    }
}
