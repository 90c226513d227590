package dev.vespula.internal.memory;

import dev.vespula.internal.contract.Contract;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Little-endian views of linear memory. The handles are used by the nodes directly: a helper in between is no longer inlined
 * once it has many users. Compiled code uses {@link FlatMemory} but for vectors and for what is hot.
 */
public final class Bytes {
    /** Little-endian values of 2 bytes. */
    @Contract
    public static final VarHandle VIEW_16 = view(short[].class);
    /** Little-endian values of 4 bytes. */
    @Contract
    public static final VarHandle VIEW_32 = view(int[].class);
    /** Little-endian values of 8 bytes. */
    @Contract
    public static final VarHandle VIEW_64 = view(long[].class);

    /** Little-endian floats; they keep their bits, of a NaN too. */
    @Contract
    public static final VarHandle VIEW_FLOAT = view(float[].class);

    private Bytes() {}

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }
}
