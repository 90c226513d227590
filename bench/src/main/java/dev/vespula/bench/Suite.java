package dev.vespula.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A group of cases that are measured in the same way. */
interface Suite {
    /** Its name on the command line and in files of results. */
    String name();

    /**
     * The cases that may be asked for by name; none if the suite is always measured as a whole.
     *
     * @param folder where the execution cases are, beside which everything else is
     * @param cases the execution cases
     */
    default List<String> cases(Path folder, CaseFile cases) throws IOException {
        return List.of();
    }

    /** Measures all of it with all engines that have it. */
    void run(Session session) throws IOException;
}
