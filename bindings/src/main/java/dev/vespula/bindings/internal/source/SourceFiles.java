package dev.vespula.bindings.internal.source;

import dev.vespula.bindings.GeneratedFile;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The sources of declarations. */
public final class SourceFiles {
    private SourceFiles() {}

    /**
     * A file for each declaration, in the order of their paths.
     *
     * @param header comment at the beginning of each
     * @param packageName empty for the unnamed package
     */
    public static List<GeneratedFile> of(String header, String packageName, List<Declaration> types) {
        Set<String> tops = types.stream().map(Declaration::name).collect(Collectors.toSet());
        String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
        return types.stream().map(type -> new GeneratedFile(folder + type.name() + ".java", SourceWriter.write(header,
                packageName,
                type, tops))).sorted(Comparator.comparing(GeneratedFile::path)).toList();
    }
}
