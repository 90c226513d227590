package dev.vespula.internal.linked;

/** Goes on in a block that stands for another one, in place of that one's statements. */
public class Detour extends Node {
    private final Block interpreted;

    Detour(Block interpreted) {
        this.interpreted = interpreted;
    }

    /** The statements of the block, with nothing to be paid. */
    public final Block interpreted() {
        return interpreted;
    }

    @Override
    public Block next(Context context, long[] cells, int fp) {
        return interpreted;
    }
}
