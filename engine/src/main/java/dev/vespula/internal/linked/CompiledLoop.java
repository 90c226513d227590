package dev.vespula.internal.linked;

import dev.vespula.internal.runtime.CallEntry;

/** Goes on in the compiled code of a loop. Stands in place of the loop's block once that was compiled. */
public final class CompiledLoop extends Node {
    private final Block loop;
    private final CallEntry entry;
    private final Block interpreted;

    /** {@code interpreted}: the block as it was, for frames that find no room for compiled code. */
    CompiledLoop(Block loop, CallEntry entry, Block interpreted) {
        this.loop = loop;
        this.entry = entry;
        this.interpreted = interpreted;
    }

    /** The block as it was. */
    public Block interpreted() {
        return interpreted;
    }

    @Override
    public Block next(Context context, long[] cells, int fp) {
        return context.enterLoop(loop, entry, interpreted);
    }
}
