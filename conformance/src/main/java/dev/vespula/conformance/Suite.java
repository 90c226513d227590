package dev.vespula.conformance;

import java.io.IOException;
import java.util.List;

/** A set of cases that lies in one folder. */
public interface Suite {
    /** Usually the folder's name. */
    String name();

    /** The cases in a stable order. */
    List<Case> cases() throws IOException;

    /** One case, run at most once. */
    interface Case {
        /** The suite's name, a slash, and what tells the case from the others of the suite. */
        String name();

        /**
         * Runs the case and notes exactly one outcome, or one for each assertion if the case is a script.
         *
         * @throws Exception what the case did not foresee; the caller notes it as a failure
         */
        void run(RunOptions options, Report report) throws Exception;
    }
}
