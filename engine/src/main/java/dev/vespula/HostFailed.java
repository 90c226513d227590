package dev.vespula;

import dev.vespula.internal.call.PausedCall;
import dev.vespula.internal.runtime.Activation;
import dev.vespula.internal.runtime.Suspension;
import dev.vespula.internal.snapshot.StateCapture;
import dev.vespula.internal.snapshot.StoreImage;

/**
 * A resumable call in which a host function failed. Usually that is the end: the {@linkplain #cause cause} is handled or thrown, and the
 * call dropped. But nothing of the call is lost: it may be saved, and go on with results that somebody else has found.
 *
 * <pre>{@code
 * if (func.callResumable() instanceof HostFailed failed) {
 *     throw new IllegalStateException("in " + failed.hostFunction(), failed.cause());
 * }
 * }</pre>
 */
public final class HostFailed extends StoppedInHost {
    HostFailed(PausedCall call, Suspension.InHost suspension) {
        super(call, suspension);
    }

    /** What the host function threw; after a snapshot an exception with its text. */
    @Override
    public Exception cause() {
        return super.cause();
    }

    @Override
    StoreImage.CallImage image(StateCapture capture, Activation activation) {
        return capture.call(wasmFunction(), activation, 0, null, text(cause()));
    }

    private static String text(Exception cause) {
        try {
            String text = cause.toString();
            // Without a text it would be no failure when it is restored.
            return text == null ? cause.getClass().getName() : text;
        } catch (RuntimeException e) {
            // It is of the host, and cannot even tell what it is.
            return cause.getClass().getName();
        }
    }
}
