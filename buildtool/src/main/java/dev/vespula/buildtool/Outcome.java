package dev.vespula.buildtool;

import java.util.List;

/**
 * What a step has done.
 *
 * @param made      sources of which something was made
 * @param unchanged sources that have not changed, nor has anything that was made of them
 * @param notes     what people should know, a line each; things that were made this time only
 */
public record Outcome(int made, int unchanged, List<String> notes) {
    /** An outcome. */
    public Outcome {
        notes = List.copyOf(notes);
    }
}
