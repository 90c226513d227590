package dev.vespula.buildtool;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a step made of which source, and of what state of it: kept in a file from one build to the next. A file may be made
 * of several sources, and goes when it is made of none any more.
 */
final class Increments {
    /** Changes when the bytes are to be read otherwise. */
    private static final int FORMAT = 1;
    /** What another version has made is made anew; nobody knows it where the classes are in no jar. */
    private static final String VERSION = String.valueOf(Increments.class.getPackage().getImplementationVersion());

    private final Path state;
    private final Path output;
    private final Map<String, Made> before;
    private final Map<String, Made> now = new TreeMap<>();

    /**
     * What was made of a source.
     *
     * @param key   of the source's state
     * @param files hashes of what was made, by path in the output
     */
    private record Made(String key, Map<String, String> files) {}

    /** Reads what was made before; nothing if there is no record of it that makes sense. */
    Increments(Path state, Path output) {
        this.state = state;
        this.output = output;
        this.before = read(state);
    }

    /** The key of everything that decides what is made. */
    static String key(String settings, byte[]... contents) {
        MessageDigest digest = digest();
        digest.update((VERSION + '\n' + settings + '\n').getBytes(StandardCharsets.UTF_8));
        for (byte[] content : contents) {
            digest.update(Integer.toString(content.length).getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            digest.update(content);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether everything that was made of a source is there as it was made; it is kept then. */
    boolean isUpToDate(String source, String key) throws IOException {
        Made made = before.get(source);
        if (made == null || !made.key.equals(key)) {
            return false;
        }
        for (Map.Entry<String, String> file : made.files.entrySet()) {
            if (!file.getValue().equals(hash(output.resolve(file.getKey())))) {
                return false;
            }
        }
        now.put(source, made);
        return true;
    }

    /** The hash of a file; empty if there is none. */
    private static String hash(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(digest().digest(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /** Which source, of those that are done by now, a file was made of. */
    Optional<String> sourceOf(Path file) {
        String path = inOutput(file);
        return now.entrySet().stream().filter(source -> source.getValue().files.containsKey(path)).map(Map.Entry::getKey)
                .findFirst();
    }

    private String inOutput(Path file) {
        return Source.slashed(output.relativize(file));
    }

    /** Files were made of a source. */
    void made(String source, String key, List<Path> files) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Path file : files) {
            hashes.put(inOutput(file), hash(file));
        }
        now.put(source, new Made(key, hashes));
    }

    /** Deletes what is made of nothing any more, and keeps the record. */
    void finish() throws IOException {
        Set<String> wanted = now.values().stream().flatMap(made -> made.files.keySet().stream()).collect(Collectors.toSet());
        for (Made made : before.values()) {
            for (String file : made.files.keySet()) {
                if (!wanted.contains(file)) {
                    delete(output.resolve(file));
                }
            }
        }
        if (!now.isEmpty() || Files.exists(state)) {
            Files.createDirectories(state.getParent());
            Files.write(state, bytes());
        }
    }

    /** Deletes a file, and the folders that are empty without it. */
    private void delete(Path file) throws IOException {
        if (!file.normalize().startsWith(output)) {
            return;
        }
        Files.deleteIfExists(file);
        for (Path folder = file.getParent(); !folder.equals(output) && folder.startsWith(output); folder = folder.getParent()) {
            try (var content = Files.newDirectoryStream(folder)) {
                if (content.iterator().hasNext()) {
                    return;
                }
            } catch (NoSuchFileException e) {
                continue;
            }
            Files.delete(folder);
        }
    }

    // ---- the record

    private byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeInt(now.size());
            for (Map.Entry<String, Made> source : now.entrySet()) {
                out.writeUTF(source.getKey());
                out.writeUTF(source.getValue().key);
                out.writeInt(source.getValue().files.size());
                for (Map.Entry<String, String> file : source.getValue().files.entrySet()) {
                    out.writeUTF(file.getKey());
                    out.writeUTF(file.getValue());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static Map<String, Made> read(Path state) {
        Map<String, Made> sources = new HashMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(state)))) {
            if (in.readInt() != FORMAT) {
                return Map.of();
            }
            for (int left = in.readInt(); left > 0; left--) {
                String source = in.readUTF();
                String key = in.readUTF();
                Map<String, String> files = new LinkedHashMap<>();
                for (int more = in.readInt(); more > 0; more--) {
                    files.put(in.readUTF(), in.readUTF());
                }
                sources.put(source, new Made(key, files));
            }
            return sources;
        } catch (IOException e) {
            // The first build, or a record that ends too early: everything is made anew.
            return Map.of();
        }
    }
}
