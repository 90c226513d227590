package dev.vespula.text.script;

import java.util.List;
import java.util.Optional;

/** Something done with an instance. */
public sealed interface Action {

    /** The instance; the current one when absent. */
    Optional<String> instance();

    /** The export. */
    String export();

    /** Calls an exported function. */
    record Invoke(Optional<String> instance, String export, List<Constant> arguments) implements Action {}

    /** Reads an exported global. */
    record Get(Optional<String> instance, String export) implements Action {}
}
