package dev.vespula.udf.arrow;

import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;

/** A program that makes vectors of columns and columns of vectors, in a JVM of which nothing is opened. */
final class RoundTrip {
    private RoundTrip() {}

    public static void main(String[] args) {
        if (ByteBuffer.class.getModule().isOpen("java.nio", RoundTrip.class.getModule())) {
            throw new IllegalStateException("java.nio is open");
        }
        try (BufferAllocator allocator = new RootAllocator()) {
            for (FlatType type : FlatType.values()) {
                List<Object> values = Values.generate(type, 1_000, new Random(1));
                try (FieldVector vector = ArrowBlocks.vector("v", Values.column(type, values), allocator)) {
                    Column column = ArrowBlocks.column(vector);
                    if (!Values.ofColumn(column).equals(values.stream().map(Values::comparable).toList())) {
                        throw new IllegalStateException(type.toString());
                    }
                }
            }
        }
        System.out.println("the same");
    }
}
