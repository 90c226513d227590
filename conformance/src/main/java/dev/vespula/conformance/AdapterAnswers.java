package dev.vespula.conformance;

import java.util.Map;

/**
 * Programs of preview 1 that were made components by an adapter, and that do otherwise since the adapter, not the engine, answers them
 * otherwise. They are skipped, with the reason. A case that passes fails while it is in this list, so that it only becomes shorter.
 */
final class AdapterAnswers {
    private static final String EXIT = "knows the exit codes 0 and 1 only";
    /** Seen in another host, too, at the same line of the adapter. */
    private static final String STATE = "keeps its state at the end of the memory, where the module's allocator overwrites it";

    private static final Map<String, String> REASONS = Map.of(
            "component/wasi/assemblyscript/proc_exit-failure", EXIT,
            "component/wasi/programs/envargs", EXIT,
            "component/wasi/programs/exit42", EXIT,
            "component/wasi/programs/fileio", "lists `.` and `..`, which the program prints",
            "component/wasi/assemblyscript/args_get-multiple-arguments", STATE,
            "component/wasi/programs/json", STATE,
            "component/wasi/programs/minigzip-c", STATE,
            "component/wasi/programs/rust-std", STATE);

    private AdapterAnswers() {}

    /** Why a case does otherwise; null if it must not. */
    static String of(String name) {
        String reason = REASONS.get(name);
        return reason == null ? null : "the adapter in the component " + reason;
    }
}
