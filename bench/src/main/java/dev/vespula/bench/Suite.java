package dev.vespula.bench;

import java.io.IOException;

/** A group of cases that are measured in the same way. */
interface Suite {
    /** Its name on the command line and in files of results. */
    String name();

    /** Measures all of it with all engines that have it. */
    void run(Session session) throws IOException;
}
