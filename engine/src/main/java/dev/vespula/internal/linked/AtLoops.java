package dev.vespula.internal.linked;

/** What a block does where a loop begins behind its statements. */
enum AtLoops {
    /** It goes on with those of the loop, so that coming to the loop costs nothing. */
    RUN_ON,
    /** It ends, so that whoever comes to the loop comes to the block that begins with it, which may be compiled. */
    END
}
