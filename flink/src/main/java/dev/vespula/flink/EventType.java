package dev.vespula.flink;

import dev.vespula.types.ValType;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * What events, or outputs, of a {@link GuestFunction} are: numbers, which the guest gets and gives as such, or bytes and strings, which it
 * reads from events and has in its memory.
 *
 * @param <T> the type in Java
 */
public final class EventType<T> implements Serializable {
    private static final long serialVersionUID = 1;

    /** 64-bit integers: {@code i64}. */
    public static final EventType<Long> I64 = new EventType<>(Form.I64);
    /** Numbers of double precision: {@code f64}. */
    public static final EventType<Double> F64 = new EventType<>(Form.F64);
    /** Strings, as UTF-8. */
    public static final EventType<String> STRING = new EventType<>(Form.STRING);
    /** Bytes. */
    public static final EventType<byte[]> BYTES = new EventType<>(Form.BYTES);

    private final Form form;

    private enum Form {
        I64,
        F64,
        STRING,
        BYTES
    }

    private EventType(Form form) {
        this.form = form;
    }

    /** Whether values are numbers; else they are bytes in the guest's memory. */
    public boolean isNumber() {
        return form == Form.I64 || form == Form.F64;
    }

    /** What the import {@code next} returns for such events: the number itself, or as an {@code i32} how many bytes there are. */
    public ValType coreType() {
        return switch (form) {
            case I64 -> ValType.I64;
            case F64 -> ValType.F64;
            case STRING, BYTES -> ValType.I32;
        };
    }

    /** For Flink. */
    @SuppressWarnings("unchecked") // T is what the form says
    public TypeInformation<T> typeInformation() {
        TypeInformation<?> information = switch (form) {
            case I64 -> Types.LONG;
            case F64 -> Types.DOUBLE;
            case STRING -> Types.STRING;
            case BYTES -> Types.PRIMITIVE_ARRAY(Types.BYTE);
        };
        return (TypeInformation<T>) information;
    }

    /** What {@code next} returns where there is no event: zero. */
    Object none() {
        return switch (form) {
            case I64 -> 0L;
            case F64 -> 0.0;
            case STRING, BYTES -> 0;
        };
    }

    /**
     * A value as bytes.
     *
     * @throws IllegalStateException if values are numbers
     */
    public byte[] bytes(T value) {
        return switch (form) {
            case STRING -> ((String) value).getBytes(StandardCharsets.UTF_8);
            case BYTES -> (byte[]) value;
            case I64, F64 -> throw new IllegalStateException("numbers are no bytes");
        };
    }

    /**
     * The value that bytes are. The array becomes the value's.
     *
     * @throws GuestException        with {@link GuestErrorKind#MALFORMED_OUTPUT} if they are to be a string and are no UTF-8
     * @throws IllegalStateException if values are numbers
     */
    @SuppressWarnings("unchecked") // T is what the form says
    public T value(byte[] bytes) {
        return switch (form) {
            case STRING -> (T) string(bytes);
            case BYTES -> (T) bytes;
            case I64, F64 -> throw new IllegalStateException("numbers are no bytes");
        };
    }

    private static String string(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new GuestException(GuestErrorKind.MALFORMED_OUTPUT, "an output of " + bytes.length + " bytes is no UTF-8", e);
        }
    }

    private Object readResolve() {
        return switch (form) {
            case I64 -> I64;
            case F64 -> F64;
            case STRING -> STRING;
            case BYTES -> BYTES;
        };
    }

    @Override
    public String toString() {
        return form.name();
    }
}
