package dev.vespula.cli;

import dev.vespula.wasi.Access;
import java.io.File;

/**
 * A folder that a program may use, as {@code --dir} has it: {@code HOST}, {@code HOST::GUEST}, and {@code :ro} behind either.
 *
 * @param guest the name by which the program knows it
 */
record SharedFolder(String host, String guest, Access access) {
    private static final String SEPARATOR = "::";
    private static final String READ_ONLY = ":ro";

    /** How the host writes its folders. */
    enum Notation {
        PLAIN,
        /** A letter and a colon are a drive. */
        DRIVES;

        static Notation here() {
            return File.separatorChar == '\\' ? DRIVES : PLAIN;
        }
    }

    /**
     * Reads a value of {@code --dir}.
     *
     * @throws UsageException if it is not of the form it should be
     */
    static SharedFolder of(String value) {
        return of(value, Notation.here());
    }

    static SharedFolder of(String value, Notation notation) {
        // D:ro is a folder of a drive.
        boolean isRelativeToDrive = notation == Notation.DRIVES && value.length() == 1 + READ_ONLY.length();
        boolean isReadOnly = value.endsWith(READ_ONLY) && !isRelativeToDrive;
        String names = isReadOnly ? value.substring(0, value.length() - READ_ONLY.length()) : value;
        int separator = names.indexOf(SEPARATOR);
        // C:::/ is a drive, a separator and a root.
        if (separator == 1 && names.startsWith(SEPARATOR, 2) && notation == Notation.DRIVES) {
            separator = 2;
        }
        String host = separator < 0 ? names : names.substring(0, separator);
        String guest = separator < 0 ? names : names.substring(separator + SEPARATOR.length());
        if (host.isEmpty() || guest.isEmpty() || value.indexOf('\0') >= 0) {
            throw new UsageException("--dir takes HOST or HOST::GUEST, perhaps with :ro behind it, not '" + value + "'");
        }
        return new SharedFolder(host, guest, isReadOnly ? Access.READ_ONLY : Access.READ_WRITE);
    }
}
