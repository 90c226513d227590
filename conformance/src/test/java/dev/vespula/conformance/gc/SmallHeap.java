package dev.vespula.conformance.gc;

import dev.vespula.Trap;

/** What {@link ObjectMemoryTest} runs in a JVM of its own, with a small heap. */
public final class SmallHeap {
    private static final int STRUCTS = 100_000_000;

    private SmallHeap() {}

    /** Runs one of the functions of the test's module and prints how it ended. */
    public static void main(String[] arguments) {
        GcProgram program = new GcProgram(ObjectMemoryTest.CHURN);
        if (arguments[0].equals("churn")) {
            program.call("churn", STRUCTS);
            System.out.println("done");
            return;
        }
        try {
            program.call("hoard");
        } catch (Trap trap) {
            program.call("release");
            System.out.println(trap.code() + " then " + program.call("churn", 3));
        }
    }
}
