package dev.vespula.codegen;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Build step of an artifact: writes a class that knows the SHA-256 hash of the artifact's sources. Code that was compiled by
 * one build must not be run by another, and version numbers do not tell builds apart while one is worked on.
 */
public final class BuildDigest {
    private BuildDigest() {}

    /**
     * Generates the class.
     *
     * @param arguments the folder to write to, the full name of the class, the version of the artifact, and then what is
     *     hashed: folders and files with their content, anything else as the text itself
     * @throws IOException when a source cannot be read or the class cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 4) {
            throw new IllegalArgumentException("usage: BuildDigest OUTPUT_FOLDER CLASS VERSION INPUT...");
        }
        MessageDigest digest = sha256();
        for (String input : List.of(arguments).subList(2, arguments.length)) {
            update(digest, input);
        }
        write(Path.of(arguments[0]), arguments[1], arguments[2], HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String input) throws IOException {
        Path path = Path.of(input);
        if (!Files.exists(path)) {
            digest.update(input.getBytes(StandardCharsets.UTF_8));
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(path)) {
            files = new ArrayList<>(all.filter(Files::isRegularFile).toList());
        }
        // By names with the same separator everywhere, so that the order does not depend on the machine.
        TreeMap<String, Path> sorted = new TreeMap<>();
        files.forEach(file -> sorted.put(path.relativize(file).toString().replace('\\', '/'), file));
        for (var file : sorted.entrySet()) {
            digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file.getValue()));
        }
    }

    private static void write(Path output, String name, String version, String digest) throws IOException {
        int dot = name.lastIndexOf('.');
        String source = """
                package %s;

                /** What this build of the artifact was made from. */
                public final class %s {
                    private %s() {
                    }

                    /** The version of the artifact. */
                    public static String version() {
                        return "%s";
                    }

                    /** SHA-256 hash of the sources, in hexadecimal digits. */
                    public static String digest() {
                        return "%s";
                    }
                }
                """.formatted(name.substring(0, dot), name.substring(dot + 1), name.substring(dot + 1), version, digest);
        GeneratedFile.write(output.resolve(name.replace('.', '/') + ".java"), source);
    }
}
