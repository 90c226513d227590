package dev.vespula.internal.policy;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Who is told what an engine does, for finding faults. Whoever is not told of anything does not pay for it.
 *
 * @param trace   what is told of executions, in lines; null for nothing. A traced engine never compiles
 * @param classes is given the name and the bytes of each class of compiled code, as class files have them; null for none
 * @param hosts   stands between the code and the functions of the host; null for nobody
 */
public record Watching(Trace trace, BiConsumer<String, byte[]> classes, Consumer<HostCall> hosts) {
    /** Nobody is told of anything. */
    public static final Watching NOBODY = new Watching(null, null, null);

    /** How much is told of an execution. */
    public enum Detail {
        /** Calls, with arguments and results, those of host functions too; and traps. */
        CALLS,
        /** Statements of the intermediate representation besides, with what they compute. */
        INSTRUCTIONS
    }

    /**
     * What is told of executions.
     *
     * @param function the name or index of the only function of which anything is told; null for all
     * @param lines    is given each line, by the threads that execute
     */
    public record Trace(Detail detail, String function, Consumer<String> lines) {
        /** Whether anything is told of a function with this name. */
        public boolean isOf(String name) {
            return function == null || function.equals(name);
        }
    }

    /** A call of a function of the host. Numbers are as they stand in slots, a vector in two; references are left out. */
    public interface HostCall {
        /** The name under which the function was imported. */
        String name();

        /** The arguments. */
        long[] arguments();

        /** Calls the function; what it throws is thrown. */
        void run();

        /** The results of {@link #run}. */
        long[] results();

        /** Returns without calling the function. */
        void answer(long[] results);

        /** The memories of the instance that calls, as far as they are in one array each. */
        ByteBuffer[] memories();

        /** The fuel that the store has left; 0 if it is not metered. */
        long fuel();
    }
}
