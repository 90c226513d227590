package dev.vespula.udf;

import dev.vespula.udf.internal.task.CallCore;
import dev.vespula.udf.internal.task.RowBuffer;
import dev.vespula.udf.internal.task.RowValues;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a row, without boxing: numbers by their storage, strings and bytes as ranges of arrays. They stay until they are set
 * anew; what was never set is null.
 *
 * @param <S> the kind of call
 */
public abstract sealed class RowArguments<S extends RowArguments<S>> permits RowCall, TableCall, AggregateCall {
    final CallCore core;
    final RowBuffer row;

    RowArguments(CallCore core) {
        this.core = core;
        this.row = new RowBuffer(core.function());
    }

    /** The signature of the function. */
    public Signature signature() {
        return core.function();
    }

    /** How many rows it was called for. */
    public long rows() {
        return core.rows();
    }

    /** Units of fuel that these took; 0 if the engine does not count. */
    public long fuelUsed() {
        return core.fuelUsed();
    }

    @SuppressWarnings("unchecked") // that is what S means
    private S self() {
        return (S) this;
    }

    /** Sets an argument whose type is stored as {@link FlatType.Storage#INT}. Arguments stay until they are set anew. */
    public S setInt(int index, int value) {
        row.setInt(index, value);
        return self();
    }

    /** Sets an argument whose type is stored as {@link FlatType.Storage#LONG}. */
    public S setLong(int index, long value) {
        row.setLong(index, value);
        return self();
    }

    /** Sets an argument whose type is stored as {@link FlatType.Storage#FLOAT}. */
    public S setFloat(int index, float value) {
        row.setFloat(index, value);
        return self();
    }

    /** Sets an argument whose type is stored as {@link FlatType.Storage#DOUBLE}. */
    public S setDouble(int index, double value) {
        row.setDouble(index, value);
        return self();
    }

    /** Sets an argument that is a string, as UTF-8, or bytes. The array is read when the function runs. */
    public S setBytes(int index, byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        row.setBytes(index, array, offset, length);
        return self();
    }

    /** As {@link #setBytes(int, byte[], int, int)}, the whole array. */
    public S setBytes(int index, byte[] array) {
        return setBytes(index, array, 0, array.length);
    }

    /** Makes an argument null. */
    public S setNull(int index) {
        row.setNull(index);
        return self();
    }

    /** Sets an argument of any type to an object, as {@link RowCall#call} takes it. */
    public S setObject(int index, @Nullable Object value) {
        RowValues.set(row, index, value);
        return self();
    }

    /** Sets all arguments to objects. */
    final void setAll(@Nullable Object... args) {
        if (args.length != row.params.size()) {
            throw new IllegalArgumentException(args.length + " arguments for " + core.function());
        }
        for (int i = 0; i < args.length; i++) {
            RowValues.set(row, i, args[i]);
        }
    }
}
