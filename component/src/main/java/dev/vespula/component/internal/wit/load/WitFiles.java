package dev.vespula.component.internal.wit.load;

import dev.vespula.MalformedException;
import dev.vespula.component.internal.wit.ast.FileText;
import dev.vespula.component.internal.wit.resolve.PackageGroup;
import dev.vespula.component.internal.wit.syntax.SourceText;
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
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of WIT or a single file. A folder's files are one package, and what is in its folder {@code deps} are those that it
 * may use: folders, and single files.
 */
public final class WitFiles {
    private final PackageGroup group = new PackageGroup();

    /**
     * Reads everything.
     *
     * @return the name of the package that stands in the path itself
     */
    public PackageName read(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return group.add(List.of(parse(path)));
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

    /** All packages that were read. */
    public PackageGroup group() {
        return group;
    }

    private void addDependency(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            addFolder(entry);
        } else if (isWit(entry)) {
            group.add(List.of(parse(entry)));
        }
    }

    private PackageName addFolder(Path folder) throws IOException {
        List<FileText> files = new ArrayList<>();
        for (Path entry : entries(folder)) {
            if (isWit(entry) && !Files.isDirectory(entry)) {
                files.add(parse(entry));
            }
        }
        return group.add(files);
    }

    private static boolean isWit(Path file) {
        return file.getFileName().toString().endsWith(".wit");
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted(Comparator.comparing(entry -> entry.getFileName().toString())).toList();
        }
    }

    private static FileText parse(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return WitParser.parse(new SourceText(file.toString(), text));
        } catch (CharacterCodingException notUtf8) {
            String reason = "malformed UTF-8 encoding";
            throw new MalformedException(reason, PrintableName.escaped(file.toString()) + ": " + reason);
        }
    }
}
