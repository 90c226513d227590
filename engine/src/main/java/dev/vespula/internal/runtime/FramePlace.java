package dev.vespula.internal.runtime;

import dev.vespula.WasmFrame;

/**
 * A place in a module as users see it in backtraces.
 *
 * @param frame   the frame
 * @param element the same for Java's stack traces
 */
public record FramePlace(WasmFrame frame, StackTraceElement element) {
    static FramePlace of(WasmFrame frame) {
        return new FramePlace(frame, frame.toStackTraceElement());
    }
}
