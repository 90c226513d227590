package dev.vespula.internal.interp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Little-endian views of linear memory. The handles are used by the nodes directly: a helper in between is no longer
 * inlined once it has many users.
 */
final class Bytes {
    static final VarHandle VIEW_16 = view(short[].class);
    static final VarHandle VIEW_32 = view(int[].class);
    static final VarHandle VIEW_64 = view(long[].class);

    private Bytes() {
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }
}
