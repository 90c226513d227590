package dev.vespula.component.internal.wit.load;

import dev.vespula.MalformedException;
import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.wit.ast.FileText;
import dev.vespula.component.internal.wit.ast.PackageText;
import dev.vespula.component.internal.wit.ast.SourceText;
import dev.vespula.component.internal.wit.binary.WitDecoder;
import dev.vespula.component.internal.wit.binary.WitDecoder.Decoded;
import dev.vespula.component.internal.wit.resolve.PackageGroup;
import dev.vespula.component.internal.wit.resolve.PackageSet;
import dev.vespula.component.internal.wit.syntax.WitParser;
import dev.vespula.component.wit.PackageName;
import dev.vespula.internal.names.PrintableName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of WIT or a single file. A folder's files are one package, and what is in its folder {@code deps} are those that it
 * may use: folders, single files, and packages that are components.
 */
public final class WitFiles {
    private final TextEncoder textEncoder;
    private final PackageGroup group = new PackageGroup();
    private final List<Decoded> binaries = new ArrayList<>();

    /** Makes binaries of components in the text format. */
    @FunctionalInterface
    public interface TextEncoder {
        /** @param name what errors call the text */
        byte[] encode(String name, byte[] text);
    }

    public WitFiles(TextEncoder textEncoder) {
        this.textEncoder = textEncoder;
    }

    /**
     * Reads everything.
     *
     * @return the name of the package that stands in the path itself
     */
    public PackageName read(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return addFile(path);
        }
        PackageName root = addFolder(path);
        Path dependencies = path.resolve("deps");
        if (Files.exists(dependencies)) {
            for (Path entry : entries(dependencies)) {
                addDependency(entry);
            }
        }
        return root;
    }

    /** Joins all packages that were read; those that are binary come first, unless they need others. */
    public void joinTo(PackageSet set) {
        Set<PackageName> binary = new HashSet<>();
        binaries.forEach(decoded -> binary.add(decoded.own().id().name()));
        for (Decoded decoded : binaries) {
            boolean needsOthers = decoded.used().stream().map(used -> used.id().name())
                    .anyMatch(name -> group.contains(name) || binary.contains(name));
            PackageGroup target = needsOthers ? group : new PackageGroup();
            target.add(decoded.own());
            for (PackageText used : decoded.used()) {
                PackageName name = used.id().name();
                if (!group.contains(name) && !binary.contains(name) && !set.contains(name)) {
                    target.add(used);
                }
            }
            if (target != group) {
                target.joinTo(set);
            }
        }
        group.joinTo(set);
    }

    private void addDependency(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            addFolder(entry);
        } else if (hasExtension(entry, ".wit") || hasExtension(entry, ".wasm") || hasExtension(entry, ".wat")) {
            addFile(entry);
        }
    }

    private PackageName addFolder(Path folder) throws IOException {
        List<FileText> files = new ArrayList<>();
        for (Path entry : entries(folder)) {
            if (hasExtension(entry, ".wit") && !Files.isDirectory(entry)) {
                files.add(parse(entry.toString(), Files.readAllBytes(entry)));
            }
        }
        return group.add(files);
    }

    /** A file is what its content says, however it is called. */
    private PackageName addFile(Path file) throws IOException {
        String name = file.toString();
        byte[] bytes = Files.readAllBytes(file);
        if (isText(bytes)) {
            bytes = textEncoder.encode(name, bytes);
        }
        return ComponentDecoder.isComponent(bytes) ? addBinary(name, bytes) : group.add(List.of(parse(name, bytes)));
    }

    /**
     * Adds a package that is a component.
     *
     * @param name what errors call it
     */
    public PackageName addBinary(String name, byte[] bytes) {
        Decoded decoded = WitDecoder.decode(name, bytes);
        binaries.add(decoded);
        return decoded.own().id().name();
    }

    /** Whether the first thing is an opening parenthesis, which in WIT it cannot be, or a comment of the text format. */
    private static boolean isText(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\n' && bytes[i] != '\r' && bytes[i] != '\t') {
                return bytes[i] == '(' || bytes[i] == ';' && i + 1 < bytes.length && bytes[i + 1] == ';';
            }
        }
        return false;
    }

    private static boolean hasExtension(Path file, String extension) {
        return file.getFileName().toString().endsWith(extension);
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted(Comparator.comparing(entry -> entry.getFileName().toString())).toList();
        }
    }

    private static FileText parse(String name, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return WitParser.parse(new SourceText(name, text));
        } catch (CharacterCodingException notUtf8) {
            String reason = "malformed UTF-8 encoding";
            throw new MalformedException(reason, PrintableName.escaped(name) + ": " + reason);
        }
    }
}
