package dev.vespula.wasi.internal.descriptors;

import dev.vespula.wasi.internal.files.FileType;
import java.io.BufferedInputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The standard streams of the JVM, as far as it was given them. Where a process starts with descriptor 0, 1 or 2 closed, the first
 * files that the JVM opens for itself get these numbers, and a guest would read the JDK's. Linux tells; elsewhere nothing is known.
 */
public final class StandardDescriptors {
    private static final String CLOSED = "Bad file descriptor";
    /** Set by the JVM on what it opens, and on nothing that a process is started with. */
    private static final int CLOSE_ON_EXEC = 0_2000000;

    private StandardDescriptors() {}

    /** {@link System#in}, or a stream that fails as a closed descriptor does. */
    public static InputStream in() {
        // Any other class is a stream that somebody has put in its place, which has nothing to do with the descriptor.
        return System.in.getClass() != BufferedInputStream.class || isInherited(0) ? System.in : new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException(CLOSED);
            }
        };
    }

    /** A print stream of {@link System}, or a stream that fails as a closed descriptor does. */
    public static OutputStream out(int descriptor, PrintStream stream) {
        return stream.getClass() != PrintStream.class || isInherited(descriptor) ? stream : new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException(CLOSED);
            }
        };
    }

    /** The kind of a standard stream, by which guests see whether it is a terminal. */
    public static FileType typeOf(int descriptor) {
        return isTerminal(descriptor) ? FileType.CHARACTER_DEVICE : FileType.UNKNOWN;
    }

    /** Whether a standard stream goes to a terminal, as far as that can be known. */
    public static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(descriptor))).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return isJavaSure();
        }
    }

    /** Elsewhere the JDK can only say that input and output both are one; from JDK 22 on it has a console without one, too. */
    private static boolean isJavaSure() {
        Console console = System.console();
        if (console == null || Runtime.version().feature() < 22) {
            return console != null;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    /** Whether the process was started with a descriptor, as far as can be known. */
    public static boolean isInherited(int descriptor) {
        return isInherited(Path.of("/proc/self"), descriptor, Path.of(System.getProperty("java.home")));
    }

    /**
     * @param process what the operating system tells of the process
     * @param jdk where the JVM's own files are
     */
    public static boolean isInherited(Path process, int descriptor, Path jdk) {
        String number = Integer.toString(descriptor);
        Path open = process.resolve("fd").resolve(number);
        if (!Files.isDirectory(open.getParent())) {
            return true;
        }
        try {
            return !Files.readSymbolicLink(open).startsWith(jdk.toRealPath())
                    && (flags(process.resolve("fdinfo").resolve(number)) & CLOSE_ON_EXEC) == 0;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException | UnsupportedOperationException | NumberFormatException e) {
            return true;
        }
    }

    private static int flags(Path description) throws IOException {
        if (!Files.exists(description)) {
            return 0;
        }
        for (String line : Files.readAllLines(description)) {
            if (line.startsWith("flags:")) {
                return Integer.parseInt(line.substring(line.indexOf(':') + 1).trim(), 8);
            }
        }
        return 0;
    }
}
