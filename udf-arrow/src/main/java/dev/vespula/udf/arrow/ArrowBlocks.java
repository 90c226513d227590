package dev.vespula.udf.arrow;

import dev.vespula.udf.BlockCall;
import dev.vespula.udf.Column;
import dev.vespula.udf.FlatType;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * Columns of blocks as vectors of Apache Arrow, and back. Values are copied in bulk; nothing of the JVM has to be opened for it, and
 * what a vector holds is of no interest afterwards. Thread-safe, as far as vectors are.
 *
 * <pre>{@code
 * BlockCall gcd = task.blockCall("gcd");
 * try (FieldVector result = ArrowBlocks.call(gcd, List.of(a, b), a.getValueCount(), "gcd", allocator)) {
 *     System.out.println(result.getObject(0));
 * }
 * }</pre>
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>Arrow</th><th>here</th></tr>
 * <tr><td>Bool</td><td>{@code boolean}</td></tr>
 * <tr><td>Int of 8 to 64 bits, with and without sign</td><td>{@code int8} to {@code uint64}</td></tr>
 * <tr><td>FloatingPoint, single and double</td><td>{@code float32}, {@code float64}</td></tr>
 * <tr><td>Utf8, LargeUtf8</td><td>{@code string}</td></tr>
 * <tr><td>Binary, LargeBinary</td><td>{@code binary}</td></tr>
 * <tr><td>Date in days, Time in microseconds, Timestamp in microseconds</td><td>{@code date32}, {@code time64}, {@code timestamp}</td></tr>
 * </table>
 */
public final class ArrowBlocks {
    private ArrowBlocks() {}

    /**
     * The type of a vector's values here.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static FlatType type(ArrowType type) {
        return VectorTypes.flat(type);
    }

    /** The type of vectors for a type. Decimals and JSON are Utf8. */
    public static ArrowType arrowType(FlatType type) {
        return VectorTypes.arrow(type);
    }

    /** All rows of a vector. */
    public static Column column(FieldVector vector) {
        return column(vector, 0, vector.getValueCount());
    }

    /**
     * Some rows of a vector.
     *
     * @param first the first of them
     * @param rows  how many
     * @throws IllegalArgumentException  if the vector's type is none of those above
     * @throws IndexOutOfBoundsException if the vector has not so many
     */
    public static Column column(FieldVector vector, int first, int rows) {
        return VectorReader.read(vector, first, rows);
    }

    /**
     * A new vector with the values of a column. Whoever calls closes it.
     *
     * @throws IllegalArgumentException if the column's type is no flat one
     */
    public static FieldVector vector(String name, Column column, BufferAllocator allocator) {
        if (!column.type().isFlat()) {
            throw new IllegalArgumentException("no vectors for " + column.type());
        }
        FieldType type = new FieldType(true, arrowType(column.type().flat()), null);
        FieldVector vector = new Field(name, type, null).createVector(allocator);
        try {
            fill(vector, column);
            return vector;
        } catch (RuntimeException | Error e) {
            vector.close();
            throw e;
        }
    }

    /**
     * Puts the values of a column into a vector, in the place of what it holds.
     *
     * @throws IllegalArgumentException if the vector is of another type
     */
    public static void fill(FieldVector vector, Column column) {
        VectorWriter.write(vector, column);
    }

    /**
     * Calls a function for rows of vectors. Whoever calls closes the result.
     *
     * @param arguments a vector for each parameter
     * @param rows      how many rows
     * @param name      that of the result's field
     * @throws IllegalArgumentException     if number or types of the vectors are wrong
     * @throws dev.vespula.udf.UdfException as {@link BlockCall#call} has it
     */
    public static FieldVector call(BlockCall function, List<? extends FieldVector> arguments, int rows, String name,
            BufferAllocator allocator) {
        List<Column> columns = new ArrayList<>();
        for (FieldVector argument : arguments) {
            columns.add(column(argument, 0, rows));
        }
        return vector(name, function.call(columns, rows), allocator);
    }

    /** As {@link #call(BlockCall, List, int, String, BufferAllocator)}, with all vectors of a batch as arguments. */
    public static FieldVector call(BlockCall function, VectorSchemaRoot batch, String name, BufferAllocator allocator) {
        return call(function, batch.getFieldVectors(), batch.getRowCount(), name, allocator);
    }
}
