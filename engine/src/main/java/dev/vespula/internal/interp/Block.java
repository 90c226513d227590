package dev.vespula.internal.interp;

import java.lang.invoke.VarHandle;

/**
 * A run of statements that is entered only at its beginning and left only at its end. Linked when it is first entered;
 * until then it is only a position.
 */
final class Block {
    /** The function it belongs to. */
    final LinkedFunction function;
    /** Position in the IR of the first statement. */
    final int start;
    /** Fuel that the unit which begins here costs; 0 when none begins. */
    final long fuel;
    /**
     * The statements, a terminator last; null until linked. Read without ordering: whoever sees the array sees its
     * content, because every read of it depends on this one and the writer fenced before.
     */
    Node[] nodes;

    Block(LinkedFunction function, int start, long fuel) {
        this.function = function;
        this.start = start;
        this.fuel = fuel;
    }

    /** Links the block if no other thread has done so meanwhile. */
    Node[] link() {
        synchronized (function) {
            if (nodes == null) {
                Node[] linked = new BlockLinker(function).link(start);
                VarHandle.releaseFence();
                nodes = linked;
            }
            return nodes;
        }
    }
}
