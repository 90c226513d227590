package dev.vespula.internal.linked;

import dev.vespula.internal.runtime.CallEntry;

/** Goes on in the compiled code of a loop. Stands in place of the loop's block once that was compiled. */
final class CompiledLoop extends Detour {
    private final Block loop;
    private final CallEntry entry;

    /** {@code interpreted}: the block as it was, for frames that find no room for compiled code. */
    CompiledLoop(Block loop, CallEntry entry, Block interpreted) {
        super(interpreted);
        this.loop = loop;
        this.entry = entry;
    }

    @Override
    public Block next(Context context, long[] cells, int fp) {
        return context.enterLoop(loop, entry, interpreted());
    }
}
