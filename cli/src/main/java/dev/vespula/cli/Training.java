package dev.vespula.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * What the launcher runs to make a class-data archive or an AOT cache. For an archive it uses everything that a usual start uses, and
 * loads the rest of our classes, so that those are in it. A JVM links everything in its AOT cache when it starts, so for that
 * it runs one program, which does some work, and nothing else.
 */
final class Training {
    private static final String[] PROGRAMS = {"hello.wasm", "sudoku.wasm", "numbers.wasm"};

    /** The argument that asks for one program only. */
    private static final String PROGRAM = "program";

    /** Would bring the classes of Jetty along. */
    private static final String SERVER = "dev/vespula/cli/serve/";

    private Training() {}

    public static void main(String[] args) throws IOException {
        Path folder = Files.createTempDirectory("vespula");
        try {
            String[] files = new String[PROGRAMS.length];
            for (int i = 0; i < files.length; i++) {
                files[i] = copy(PROGRAMS[i], folder);
            }
            if (args.length > 0 && args[0].equals(PROGRAM)) {
                run("run", files[1]);
                return;
            }
            // Twice: what is only made at the second use belongs to the archive too.
            for (int i = 0; i < 2; i++) {
                run("run", files[0], "a", "b");
                run("run", "--dir", folder.toString() + "::/", "--env", "A=B", files[1]);
                run("run", "--invoke", "gcd", files[2], "48", "36");
                run("run", "--invoke", "mean", files[2], "1.5", "2.5");
                run("run", "--invoke", "divide", files[2], "1", "0");
                run("validate", files[0]);
            }
        } finally {
            for (String program : PROGRAMS) {
                Files.deleteIfExists(folder.resolve(program));
            }
            Files.deleteIfExists(folder);
        }
        loadOwnClasses();
    }

    private static String copy(String program, Path folder) throws IOException {
        Path file = folder.resolve(program);
        try (InputStream in = Training.class.getResourceAsStream(program)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file.toString();
    }

    private static void run(String... args) {
        // The streams of the process, as in a usual start; the launcher sends them nowhere.
        Main.execute(args, new Console(System.in, System.out, System.err));
    }

    /** Loads, without initialising them, the classes of all our jars: those beside this class's own. */
    private static void loadOwnClasses() throws IOException {
        File[] jars = new File(System.getProperty("java.class.path")).getParentFile()
                .listFiles((folder, name) -> name.startsWith("vespula") && name.endsWith(".jar"));
        for (File file : jars) {
            try (JarFile jar = new JarFile(file)) {
                Enumeration<JarEntry> entries = jar.entries();
                while (entries.hasMoreElements()) {
                    load(entries.nextElement().getName());
                }
            }
        }
    }

    private static void load(String entry) {
        if (!entry.endsWith(".class") || entry.endsWith("-info.class") || entry.startsWith(SERVER)) {
            return;
        }
        try {
            Class.forName(entry.substring(0, entry.length() - ".class".length()).replace('/', '.'), false,
                    Training.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            // A class that cannot be loaded here is loaded when it is needed, or its error is seen then.
        }
    }
}
